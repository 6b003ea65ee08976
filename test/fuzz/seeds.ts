import { ruleEntries } from '../../src/derive/rule-index.ts';
import { hostile } from '../corpus/hostile.ts';
import { dangers } from '../corpus/dangers.ts';
import { sound } from '../corpus/sound.ts';
import { traps } from '../corpus/traps.ts';
import { valid } from '../corpus/valid.ts';

const textsOf = (example: string | readonly { readonly text: string }[]): string[] =>
  typeof example === 'string' ? [example] : example.map(({ text }) => text);

const short = (text: string): boolean => text.length <= 10_000;

/** The corpus of files that are refused, or are no specs. Giants are left out. */
export const corpus: readonly string[] = [...hostile.map(({ text }) => text), ...valid.map(([, text]) => text)].filter(short);

/** Specs that can be read, right and wrong: the corpus, and the examples of every finding. */
export const specs: readonly string[] = [
  ...ruleEntries().flatMap(({ example }) => (example ? [...textsOf(example.bad), example.good] : [])),
  ...[...dangers, ...sound, ...traps].flatMap(({ content }) => (typeof content === 'string' ? [content] : [])),
].filter(short);
