import type { Plugin } from 'esbuild';

export declare const noChildProcess: Plugin;
export declare const withoutRarelyUsed: Plugin;
export declare const lazyHash: Plugin;
export declare const seldom: { readonly [name: string]: string };
