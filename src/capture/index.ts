export { anonymize } from './anonymize.ts';
export { printSeed } from './print-seed.ts';
export { readAccount } from './read-account.ts';
export { readExports } from './read-exports.ts';
export type { ExportFile } from './read-exports.ts';
export { servable } from './servable.ts';
export type { LeftOut } from './servable.ts';
export { toSeed } from './to-seed.ts';
