export declare function build(options?: { examples?: boolean; ifStale?: boolean }): void;
