import { Session } from 'node:inspector/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import codes from '../../schema/codes.js';
import { front } from '../../src/compile/front.ts';
import { findingsFormats } from '../../src/report/findings.ts';
import { growing } from './growth.ts';

const session = new Session();
beforeAll(async () => {
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
});
afterAll(() => session.disconnect());

function whole(content: string): void {
  const { diagnostics, documents, suppressed } = front([{ file: 'a.yaml', content }], { year: 2026, unresolved: 'info', codes });
  for (const format of ['text', 'json', 'sarif'] as const)
    findingsFormats[format](diagnostics, documents, { color: false, suppressed, rules: [], root: '/' });
}

/** How many times any block of code was run: work as it is counted, not as it is timed. */
async function workOf(content: string): Promise<number> {
  await session.post('Profiler.takePreciseCoverage');
  whole(content);
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const ours = result.filter(({ url }) => /\/src\/|\/schema\/|\/yaml\//.test(url));
  return ours.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges)).reduce((sum, { count }) => sum + count, 0);
}

const sizes = [400, 1600] as const;

test.each(growing)('%s', async (_, textOf) => {
  // What is made at the first use (patterns, zones, tables) is not of this file.
  whole(textOf(sizes[1]));
  const [less, more] = [await workOf(textOf(sizes[0])), await workOf(textOf(sizes[1]))];
  expect(less).toBeGreaterThan(1000);
  expect(more / less).toBeLessThan(4.8);
});
