import type { Plugin } from 'esbuild';

export declare const noChildProcess: Plugin;
export declare const withoutRarelyUsed: Plugin;
export declare const lazyNode: Plugin;
export declare const seldom: { readonly [name: string]: string };
