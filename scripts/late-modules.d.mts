export declare const lateModules: readonly string[];
