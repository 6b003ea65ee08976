import { describe, expect, test } from 'vitest';
import { apply, Failure, lint, plan, preflight, readSaved, savePlan, stale } from '../src/index.ts';
import type { CloudAccess, SourceFile } from '../src/index.ts';
import { localKey } from '../src/emulator/index.ts';
import type { Emulator } from '../src/emulator/index.ts';
import { cloud } from './support/cli.ts';
import { disks, instances, seed } from './support/specs.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const schedule = 'schedule: {timePoints: [1], repeatWeekdays: [1]}';
const spec = (days: number | string, more = '', top = ''): SourceFile[] => [
  {
    file: 'f',
    content: `${head}${top}policies:\n  p: {${schedule}, retentionDays: ${days}, disks: {any: [{id: ${disks[0]}}]}}\n  q: {${schedule}, retentionDays: 3}\n${more}`,
  },
];

async function world(): Promise<{ emulator: Emulator; access: CloudAccess; writes: () => number }> {
  const emulator = await cloud(seed);
  const credentials = { accessKeyId: localKey.id, accessKeySecret: localKey.secret };
  const { url } = emulator;
  const access = { credentials, endpoints: { ecs: url, ecd: url, sts: url }, settle: 0 };
  return { emulator, access, writes: () => emulator.calls().filter((call) => !call.reads).length };
}

const refusal = async (run: Promise<unknown>): Promise<string> => {
  const error = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Failure);
  return `${(error as Failure).type}: ${(error as Failure).message}`;
};

describe('the library', () => {
  test('narrows a run to targets, and leaves out what is excluded', async () => {
    const { access } = await world();
    const addresses = async (options: object) => {
      const { operations, leftOut } = await plan(spec(7), access, options);
      return [[...new Set(operations.map(({ address }) => address))], leftOut];
    };
    expect(await addresses({})).toEqual([['policies/p', 'policies/q'], []]);
    expect(await addresses({ targets: ['policies/q'] })).toEqual([['policies/q'], ['policies/p']]);
    expect(await addresses({ excluded: ['policies/q'] })).toEqual([['policies/p'], ['policies/q']]);
    expect(await refusal(plan(spec(7), access, { targets: ['policies/x'] }))).toContain('usage: --target "policies/x" is no entry');
    const { results, after } = await apply(spec(7), access, { targets: ['policies/q'] });
    expect(results.map(({ address }) => address)).toEqual(['policies/q']);
    expect(after?.leftOut).toEqual(['policies/p']);
  });

  test('holds reductions back unless so many are approved, or need no approval', async () => {
    const { access } = await world();
    await apply(spec(7), access);
    const passed = async (options: object) => (await plan(spec(6), access, options)).gate.passed;
    expect(await passed({})).toBe(false);
    expect(await passed({ approveReductions: 1 })).toBe(true);
    expect(await passed({ limitReductions: 1 })).toBe(true);
    expect(await passed({ limitReductions: 0 })).toBe(false);
  });

  test('saves a plan with its approval, reads it, and applies it as long as it stands', async () => {
    const { access, emulator, writes } = await world();
    await apply(spec(7), access);
    const id = emulator.calls().length;
    const variables = { days: '6' };
    const files = spec('"${var.days}"', '', 'variables: {days: {}}\n');
    const made = await plan(files, access, { variables, approveReductions: 1 });
    const saved = readSaved(savePlan(made, files, { variables }), 'plan.json');
    expect(saved).toMatchObject({ kind: 'snapspec.saved-plan', variables, approval: { reductions: 1 } });
    expect(stale(saved, await plan(files, access, { variables, approveReductions: 1 }), files, { variables })).toEqual([]);
    const other = { variables: { days: '5' } };
    expect(stale(saved, await plan(files, access, other), files, other)).toContainEqual({ field: 'variable days', planned: '6', now: '5' });
    const before = writes();
    expect(await refusal(apply(files, access, { ...other, saved }))).toMatch(
      /^refused: The saved plan is stale: \d things changed since it was made\. Nothing was sent\.$/,
    );
    expect(writes()).toBe(before);
    const { results, after } = await apply(files, access, { variables, saved });
    expect([results.map(({ outcome }) => outcome), after?.operations]).toEqual([['done'], []]);
    expect(emulator.calls().length).toBeGreaterThan(id);
  });

  test('refuses a saved plan that was changed, has expired, or is of another stack, before anything is read', async () => {
    const { access, emulator } = await world();
    const made = await plan(spec(7), access);
    const text = savePlan(made, spec(7));
    expect(() => readSaved(text.replace('"s"', '"t"'))).toThrow('"saved plan" has been changed since it was written');
    expect(() => readSaved('{}', 'x.json')).toThrow('"x.json" is not a saved plan.');
    const before = emulator.calls().length;
    const expired = readSaved(savePlan(made, spec(7), { lifetime: 0 }));
    expect(await refusal(apply(spec(7), access, { saved: expired }))).toContain('has expired');
    const elsewhere = spec(7).map((one) => ({ ...one, content: String(one.content).replace('stack: s', 'stack: t') }));
    expect(await refusal(apply(elsewhere, access, { saved: readSaved(text) }))).toContain('is a plan of the stack "s"');
    expect(emulator.calls().length).toBe(before);
  });

  test('finds what the service would refuse, as the spec weighs it, and writes nothing', async () => {
    const { access, writes } = await world();
    const snapshot = (comment: string): SourceFile[] =>
      spec(7, `snapshots:\n${comment}  a: {diskId: d-gone, retentionDays: 5000, takeUntil: 2030-01-01}\n`);
    const codes = async (files: SourceFile[]) => (await preflight(files, access)).map(({ code, severity }) => `${severity} ${code}`);
    expect(await codes(snapshot(''))).toEqual(['error disk-not-found']);
    const ignored = snapshot('  # snapspec: ignore[disk-not-found] comes next week\n');
    expect(await codes(ignored)).toEqual([]);
    expect(lint(ignored).map(({ code }) => code)).not.toContain('ignore-unused');
    expect(await codes(spec(7, `groups: {g: {instanceId: ${instances[0]}}}\n`))).toEqual([]);
    expect(await refusal(preflight(spec(0), access))).toContain('operation: The spec has errors.');
    expect(writes()).toBe(0);
  });
});
