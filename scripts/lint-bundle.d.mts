/** Writes the files of lint into a folder. @returns the modules that have code in each */
export declare function bundleLint(folder: string): Promise<{ readonly first: readonly string[]; readonly second: readonly string[] }>;
