import { codes } from '../../src/derive/codes.ts';
import { hostile } from '../corpus/hostile.ts';
import { valid } from '../corpus/valid.ts';

const textsOf = (example: string | readonly { readonly text: string }[]): string[] =>
  typeof example === 'string' ? [example] : example.map(({ text }) => text);

const short = (text: string): boolean => text.length <= 10_000;

/** The corpus of files that are refused, or are no specs. Giants are left out. */
export const corpus: readonly string[] = [...hostile.map(({ text }) => text), ...valid.map(([, text]) => text)].filter(short);

/** The examples of every finding, bad and good. */
export const specs: readonly string[] = codes()
  .flatMap(({ example }) => (example ? [...textsOf(example.bad), example.good] : []))
  .filter(short);
