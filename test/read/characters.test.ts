import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/frontend/analyze.ts';
import { honestTexts } from '../support/hostile.ts';

const codes = (section: string): string[] =>
  analyze([{ file: 'a', content: `apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n${section}\n` }], {
    year: 2026,
    unresolved: 'info',
  }).diagnostics.flatMap(({ code, severity }) => (severity === 'error' ? [code] : []));

const snapshot = (fields: string): string => `snapshots: {a: {diskId: d-bp1s5fnvk4gn2tws03ab, takeUntil: 2099-01-01, ${fields}}}`;

describe('what people write', () => {
  test.each(Object.entries(honestTexts))('%s in a description is no error', (_, text) => {
    expect(codes(snapshot(`description: ${JSON.stringify(text)}`))).toEqual([]);
  });

  const joined = 'می\u200cخواهم';
  test.each([
    ['a key', `tags: {"${joined}": a}`],
    ['a name', snapshot(`name: "${joined}"`)],
    ['an occurrence', snapshot(`occurrence: "${joined}"`)],
    ['the name of an entry', `snapshots: {"${joined}": {diskId: d-bp1s5fnvk4gn2tws03ab}}`],
  ])('the same in %s, where two that look alike could be mistaken, is one', (_, section) => {
    expect(codes(section)).not.toEqual([]);
  });

  test.each(['a\u200db', 'a\u200f', 'x\ufe0f', '\u3164', 'a\u{e0041}'])('%j in a description, where nobody writes so, is one', (text) => {
    expect(codes(snapshot(`description: ${JSON.stringify(text)}`))).toEqual(['hidden-character']);
  });
});
