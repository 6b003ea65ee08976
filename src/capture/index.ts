import { hiddenCharacters } from '../base/hidden.ts';
import type { Json } from '../base/json.ts';
import { toYaml } from '../base/yaml-writer.ts';
import type { Seed } from '../emulator/seed/types.ts';

export { anonymize } from './anonymize.ts';
export { readAccount } from './read-account.ts';
export { readExports } from './read-exports.ts';
export type { ExportFile } from './read-exports.ts';
export { toSeed } from './to-seed.ts';

const unit = (char: string, at: number): string => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`;

/** What cannot be seen stands in strings only, and becomes an escape: nobody chose the names that an account has. */
const visible = (yaml: string): string =>
  yaml.replace(hiddenCharacters(), (char) => (char === '\n' ? char : [...Array(char.length).keys()].map((at) => unit(char, at)).join('')));

/** A seed as the text of a file. */
export const printSeed = (seed: Seed): string =>
  `# Written by snapspec seed.\n${visible(toYaml(seed as unknown as { [name: string]: Json }))}`;
