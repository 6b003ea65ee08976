/** The only way to a file: what was typed is trusted, what a link or a file names is not. */
export { besides, found, shownName, typed } from './access.ts';
export type { Access, Named } from './access.ts';
export { openEnd } from './append.ts';
export type { Appender } from './append.ts';
export { descriptorOf, readStream } from './descriptor.ts';
export { filesIn, isFolder, makeFolder, makeParents, removeFile } from './folder.ts';
export { mostBytes } from './limits.ts';
export { takeLock } from './lock.ts';
export { openMode } from './mode.ts';
export { isTerminal, standardOutputs } from './output.ts';
export type { Output } from './output.ts';
export { readBytes, readText, readTextIfThere, readTextToReplace } from './read.ts';
export type { ReadOptions } from './read.ts';
export { inTemporaryFolder, nearestWith } from './temporary.ts';
export { writeFile } from './write.ts';
export type { WriteOptions, Written } from './write.ts';
