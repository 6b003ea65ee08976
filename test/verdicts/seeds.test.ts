import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/frontend/analyze.ts';
import { ruleEntries } from '../../src/derive/rule-index.ts';
import { inOrder } from '../../src/report/findings/order.ts';
import { spanOf } from '../../src/report/location.ts';

const file = 'spec.yaml';
const read = (page: string): string => readFileSync(join(import.meta.dirname, 'seeds', `${page}.yaml`), 'utf8');
const codeNames = ruleEntries().map((one) => one.code);

/** What the comments say: `line severity code: marked text`. A text may break off with `…`. */
function wanted(text: string): string[] {
  return text.split('\n').flatMap((line, index) =>
    line
      .split('# => ')
      .slice(1)
      .map((note) => `${index + 1} ${note.trim()}`),
  );
}

/** What lint says, in the same words. */
function found(text: string): string[] {
  const { diagnostics, documents } = analyze([{ file, content: text }], { year: 2026, unresolved: 'error', codes: codeNames });
  return inOrder(diagnostics, documents).map(({ place, severity, code }) => {
    const span = place && spanOf(place, documents);
    const marked = text.slice(span?.start, span?.end).trimEnd();
    // In quotes where a comment could not show it.
    return `${span?.line} ${severity} ${code}: ${/^:?$/.test(marked) ? JSON.stringify(text.slice(span?.start, span?.end)) : marked}`;
  });
}

/** Whether a finding is what a comment asks for. */
const meets = (finding: string, want: string): boolean => (want.endsWith('…') ? finding.startsWith(want.slice(0, -1)) : finding === want);

describe.each([
  ['Terraform alicloud_ecs_snapshot', 'terraform', 26],
  ['ECS CreateSnapshot', 'snapshot', 46],
  ['ECD CreateSnapshot', 'desktop', 16],
  ['ECS CreateAutoSnapshotPolicy', 'policy', 50],
  ['ECS CreateSnapshotGroup', 'group', 44],
])('every parameter of %s broken', (_, page, many) => {
  const text = read(page);
  const left = found(text);
  const missing = wanted(text).filter((want) => {
    const index = left.findIndex((finding) => meets(finding, want));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });

  test('one finding for each cause, none missing', () => expect(missing).toEqual([]));
  test('and none twice', () => expect(left).toEqual([]));
  test('the comments are read', () => expect(wanted(text)).toHaveLength(many));
});
