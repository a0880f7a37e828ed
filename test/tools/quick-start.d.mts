export declare const asModule: () => string;
