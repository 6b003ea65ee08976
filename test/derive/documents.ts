import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleEntries } from '../../src/derive/rule-index.ts';
import { addresses } from '../corpus/addresses.ts';
import { dangers } from '../corpus/dangers.ts';
import { encodings } from '../corpus/encodings.ts';
import { hostile } from '../corpus/hostile.ts';
import { names } from '../corpus/names.ts';
import { escaped, refusedPayloads, takenPayloads } from '../corpus/payloads.ts';
import { regressions } from '../corpus/regressions.ts';
import { sound } from '../corpus/sound.ts';
import { traps } from '../corpus/traps.ts';
import { valid } from '../corpus/valid.ts';

const root = join(import.meta.dirname, '../..');

/** Longer ones are about time and memory. */
const longest = 20_000;

/** The parser of most editors takes minutes for these keys of keys; the one here refuses them. */
const keysOfKeys = /^(?:\? ){100}/;

let all: readonly string[] | undefined;

/** Every document that a test reads as a spec: the corpus, and the examples of the rules and of the package. */
export function documents(): readonly string[] {
  all ??= [
    ...[sound, traps, names, dangers, encodings, addresses, escaped].flatMap((cases) => cases.map(({ content }) => content)),
    ...hostile.map(({ text }) => text),
    ...[valid, refusedPayloads, takenPayloads, regressions].flatMap((rows) => rows.map(([, text]) => text)),
    ...ruleEntries().flatMap(({ example }) =>
      example === undefined ? [] : [example.good, ...(typeof example.bad === 'string' ? [example.bad] : [])],
    ),
    ...['quickstart/snapspec.yaml', 'environments/snapspec.yaml'].map((file) => readFileSync(join(root, 'examples', file), 'utf8')),
  ].filter((text): text is string => typeof text === 'string' && text.length < longest && !keysOfKeys.test(text));
  return all;
}
