import { afterEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../src/base/clock.ts';
import { folder, snapspec } from '../support/cli.ts';
import * as findingsFormats from '../../src/report/findings/index.ts';
import { parseRuleDocs } from '../../src/read/rule-docs.ts';
import { hostile } from './hostile.ts';
import type { Case } from './marked.ts';
import { dangers } from './dangers.ts';
import { encodings } from './encodings.ts';
import { names } from './names.ts';
import { addresses } from './addresses.ts';
import { escaped, refusedPayloads, takenPayloads } from './payloads.ts';
import { sound } from './sound.ts';
import { traps } from './traps.ts';

/** Controls but the line feed, what is not seen, and what no character stands at. */
const forbidden = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/u;
const prototypeKeys = Reflect.ownKeys(Object.prototype).sort();

afterEach(() => {
  expect(Reflect.ownKeys(Object.prototype).sort()).toEqual(prototypeKeys);
});

type Found = { readonly code: string; readonly place?: { readonly line: number; readonly column: number } };

/** What is advised depends on the year. */
const clock: Clock = { now: () => Date.UTC(2026, 10, 21), sleep: async () => {} };

async function findings({ content }: Pick<Case, 'content'>) {
  const cwd = folder({ 'snapspec.yaml': content });
  const json = await snapspec(cwd, ['lint', '--format', 'json'], { clock });
  const text = await snapspec(cwd, ['lint'], { clock });
  expect(json.stderr + text.stderr).toBe('');
  expect(json.stdout).not.toMatch(forbidden);
  expect(text.stdout).not.toMatch(forbidden);
  expect(text.stdout).not.toMatch(/^(?:::(?!:)|##\[)/m);
  expect(text.code).toBe(json.code);
  return { code: json.code, found: JSON.parse(json.stdout).diagnostics as Found[] };
}

/** What the corpus of the reader expects, as cases of the command line. */
const unread: readonly Case[] = hostile
  // Half of a pair of surrogates has no bytes.
  .filter(({ text }) => text.isWellFormed())
  .map(({ text, column, ...one }) => ({
    ...one,
    content: text,
    exit: 1,
    column: text.startsWith('\ufeff') && one.line === 1 ? column - 1 : column,
  }));

const groups: readonly (readonly [string, readonly Case[]])[] = [
  ['type traps', traps],
  ['names of JavaScript', names],
  ['escapes', escaped],
  ['addresses', addresses],
  ['encodings', encodings],
  ['dangers', dangers],
  ['sound specs', sound],
];

test('the corpus is as large as it should be, and no case stands in it twice', () => {
  const all = [...groups, ['files that cannot be read', unread] as const].flatMap(([group, cases]) =>
    cases.map(({ name }) => `${group}: ${name}`),
  );
  expect(all.length).toBeGreaterThanOrEqual(900);
  expect(sound.length).toBeGreaterThanOrEqual(100);
  expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
});

describe.each(groups)('%s', (_, cases) => {
  test.each(cases)('$name', async (one) => {
    const { code, found } = await findings(one);
    const [first] = found;
    expect({ codes: found.map((each) => each.code), code }).toEqual({ codes: one.codes, code: one.exit });
    if (one.line !== undefined) expect(first?.place).toMatchObject({ line: one.line, column: one.column });
  });
});

/** These are no specs, so where the tree is whole they have other findings too: those of the text are what counts here. */
test.each(unread)('a file that cannot be read: $name', async (one) => {
  const { code, found } = await findings(one);
  const inText = found.filter((each) => Object.hasOwn(parseRuleDocs, each.code));
  expect({ codes: inText.map((each) => each.code), code }).toEqual({ codes: one.codes, code: one.exit });
  if (one.line !== undefined) expect(inText[0]?.place).toMatchObject({ line: one.line, column: one.column });
});

/** In every format: the exit code, and that nothing printed can be obeyed. */
async function everyFormat(text: string, exit: number): Promise<void> {
  const cwd = folder({ 'snapspec.yaml': text });
  for (const format of Object.keys(findingsFormats)) {
    const { code, stdout, stderr } = await snapspec(cwd, ['lint', '--format', format], { clock });
    expect({ code, stderr }).toEqual({ code: exit, stderr: '' });
    expect(stdout, format).not.toMatch(forbidden);
    expect(stdout, format).not.toMatch(format === 'github' ? /^(?!::(?:error|warning|notice) |\d+ more )./m : /^(?:::(?!:)|##\[)/m);
    if (format === 'json' || format === 'sarif') expect(() => JSON.parse(stdout)).not.toThrow();
    if (format === 'junit')
      expect(stdout).not.toMatch(
        /<(?!\?xml |\/?(?:testsuites?|testcase|failure|skipped|system-out)[ />])|&(?!(?:amp|lt|gt|quot|apos|#\d+);)/,
      );
    if (format === 'sarif') expect(stdout.match(/"text": ".*"/g)?.join()).not.toMatch(/(?<!\\)\]\(http/);
  }
}

describe('text that something could obey', () => {
  test.each(refusedPayloads)('%s', (_, text) => everyFormat(text, 1));
  test.each(takenPayloads)('%s', (_, text) => everyFormat(text, 0));
});
