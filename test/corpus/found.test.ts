import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import codes from '../../schema/codes.js';
import { examine } from '../fuzz/oracles.ts';
import { dangers } from './dangers.ts';
import { encodings } from './encodings.ts';
import { names } from './names.ts';
import { regressions } from './regressions.ts';
import { sound } from './sound.ts';
import { traps } from './traps.ts';
import { hostile } from './hostile.ts';
import { valid } from './valid.ts';

const options = { year: 2026, unresolved: 'info', codes } as const;
const hold = (content: string | Uint8Array) => () => examine([{ file: 'a.yaml', content }], options);
const folder = join(import.meta.dirname, 'found');

/** What the fuzzer saved and nobody has made a case of yet. */
const found = (existsSync(folder) ? readdirSync(folder) : []).map((name) => [name, readFileSync(join(folder, name))] as const);

describe('what the fuzzer found once', () => {
  test.each([...regressions, ...found])('%s', (_, content) => expect(hold(content)).not.toThrow());
});

describe('all that must hold of any file holds of the corpus', () => {
  const all = [...traps, ...names, ...encodings, ...dangers, ...sound].map(({ name, content }) => [name, content] as const);
  const texts = [...hostile.map(({ name, text }) => [name, text] as const), ...valid.map(([name, text]) => [name, text] as const)];
  test.each([...all, ...texts].filter(([, content]) => content.length < 20_000))('%s', (_, content) => expect(hold(content)).not.toThrow());
});
