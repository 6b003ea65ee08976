import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../../src/frontend/analyze.ts';
import { commentsIn } from '../../src/read/comments.ts';
import { formatFile } from '../../src/rewrite/format.ts';
import { messy, specs } from './messy.ts';

const options = { year: 2026, unresolved: 'error' } as const;
const desired = (content: string) => analyze([{ file: 'f', content }], options).program?.desired;
const comments = (text: string): string[] =>
  commentsIn(text.replace(/^\ufeff/, ''))
    .map((one) => one.text.trimEnd())
    .sort();

function formatted(content: string): string {
  const made = formatFile({ file: 'f', content }, options);
  if (made.type !== 'formatted') throw new Error(`${JSON.stringify(made)}\n${content}`);
  return made.text;
}

test('what was formatted is formatted', () => {
  fc.assert(
    fc.property(specs, fc.integer(), (spec, seed) => {
      const once = formatted(messy(spec, seed));
      expect(formatted(once)).toBe(once);
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('the layout keeps what is backed up, every comment, and the kind of line ends', () => {
  fc.assert(
    fc.property(specs, fc.integer(), (spec, seed) => {
      const text = messy(spec, seed);
      const made = formatted(text);
      expect(desired(text)).toBeDefined();
      expect(desired(made)).toEqual(desired(text));
      expect(comments(made)).toEqual(comments(text));
      expect(made.includes('\r')).toBe(text.includes('\r\n'));
      expect(made.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
      expect(made.replaceAll('\r', '')).not.toMatch(/[ \t]$|\n\n\n|\n\n$/m);
    }),
    { seed: 8, numRuns: 200 },
  );
});

test('a spec in JSON becomes one in YAML, and asks for the same', () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const text = JSON.stringify(spec);
      const made = formatted(text);
      expect(made).toMatch(/^apiVersion: snapspec\/v1\nstack: s\nregion: cn-hangzhou\n/);
      expect(desired(made)).toEqual(desired(text));
      for (const line of made.split('\n')) expect(/[{[]/.test(line) && line.length > 100, line).toBe(false);
    }),
    { seed: 15, numRuns: 200 },
  );
});
