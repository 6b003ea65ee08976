import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apply } from '../../src/apply/driver.ts';
import { connectReader, connectWriter } from '../../src/cloud/client.ts';
import { endpointsOf } from '../../src/cloud/endpoints.ts';
import { planStack } from '../../src/engine/plan-stack.ts';
import { systemClock } from '../../src/engine/system-clock.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import { localKey, startEmulator } from '../../src/emulator/index.ts';
import { hasErrors } from '../../src/base/diagnostic.ts';
import { planStatus } from '../../src/plan/plan.ts';
import { seed, specText } from '../support/specs.ts';

/** The quick setting of every test run; a long one is `RUNS=2000 npx vitest run test/e2e/twice.test.ts`. */
const runs = Number(process.env['RUNS'] ?? 60);

test('once applied, nothing is left to do: for every generated spec', async () => {
  const sizes: number[] = [];
  await fc.assert(
    fc.asyncProperty(specText, async (text) => {
      const { program, diagnostics, documents } = analyze([{ file: 'spec.yaml', content: text }], { year: 2026, unresolved: 'error' });
      expect(
        diagnostics.filter((found) => found.severity === 'error').map((found) => [found.code, found.message]),
        text,
      ).toEqual([]);
      if (program === undefined) throw new Error('no program without errors');
      expect(documents.size).toBe(1);
      const emulator = await startEmulator({ seed, snapshotSeconds: 0 });
      try {
        const endpoints = endpointsOf('cn-hangzhou', { ecs: emulator.url, ecd: emulator.url, sts: emulator.url });
        const connection = {
          credentials: { accessKeyId: localKey.id, accessKeySecret: localKey.secret },
          endpointsIn: () => endpoints,
        };
        const reader = connectReader(connection);
        const plan = await planStack(program, reader, systemClock);
        expect(hasErrors(plan.problems), JSON.stringify(plan.problems)).toBe(false);
        expect(planStatus(plan)).toBe('ready');
        expect(plan.entries.filter((entry) => entry.outcome === 'create')).toHaveLength(program.desired.length);
        const { results } = await apply(
          plan,
          {
            reader,
            writer: connectWriter(connection),
            clock: systemClock,
            settle: 0,
            wait: 'accepted',
            onEvent: () => {},
          },
          systemClock.now(),
        );
        expect(results.filter((result) => result.outcome !== 'done')).toEqual([]);
        const again = await planStack(program, reader, systemClock);
        expect(again.operations, text).toEqual([]);
        expect(again.entries.filter((entry) => entry.outcome !== 'unchanged')).toEqual([]);
        sizes.push(plan.operations.length);
      } finally {
        await emulator.close();
      }
    }),
    { seed: 20261121, numRuns: runs },
  );
  // A generator that makes only empty specs would prove nothing.
  expect(sizes.filter((size) => size >= 5).length).toBeGreaterThan(runs / 3);
}, 1_200_000);
