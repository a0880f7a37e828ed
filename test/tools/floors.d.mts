export interface Cruise {
  readonly modules: readonly unknown[];
}
export declare function cruise(): Cruise;
export declare function draw(found: Cruise): string;
export declare function withPicture(text: string, picture: string): string;
export declare function violationsOf(found: Cruise): readonly string[];
