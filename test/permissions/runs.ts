import { expect } from 'vitest';
import { startEmulator } from '../../src/emulator/index.ts';
import type { Emulator } from '../../src/emulator/index.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import type { Program } from '../../src/frontend/analyze.ts';
import { apply, plan } from '../../src/index.ts';
import type { CloudAccess, OperationResult, Plan } from '../../src/index.ts';
import { ramPolicy } from '../../src/permissions/policy.ts';
import type { Purpose, RamPolicy } from '../../src/permissions/policy.ts';
import type { Life, Step } from './lives.ts';

const account = '1234567890123456';
const admin = { id: 'AK-admin', secret: 'admin' };
const role = { id: 'AK-role', secret: 'role' };

/** More reductions than any life has. */
const approveReductions = 1000;

export function programOf({ spec, options }: Pick<Step, 'spec' | 'options'>): Program {
  const { program, diagnostics } = analyze(spec, {
    year: 2026,
    unresolved: 'error',
    ...(options?.variableFiles && { variableFiles: options.variableFiles }),
  });
  if (program === undefined) throw new Error(JSON.stringify(diagnostics, null, 2));
  return program;
}

const purposeOf = (step: Step, as: 'plan' | 'apply'): Purpose => (as === 'plan' ? 'plan' : step.options?.prune ? 'prune' : 'apply');

/** The policy that a role needs for a step. */
export const policyOf = (step: Step, as: 'plan' | 'apply'): RamPolicy => ramPolicy(programOf(step), purposeOf(step, as));

/** The same policy without an action. */
export const without = ({ Statement, ...rest }: RamPolicy, action: string): RamPolicy => ({
  ...rest,
  Statement: Statement.map((one) => ({ ...one, Action: one.Action.filter((name) => name !== action) })).filter(
    ({ Action }) => Action.length > 0,
  ),
});

export const actionsOf = ({ Statement }: RamPolicy): string[] => [...new Set(Statement.flatMap(({ Action }) => Action))].sort();

const accessOf = ({ url }: Emulator, { id, secret }: typeof role): CloudAccess => ({
  credentials: { accessKeyId: id, accessKeySecret: secret },
  endpoints: { ecs: url, ecd: url, sts: url },
  settle: 0,
});

/** A run that a denial ends is over; whatever else goes wrong is a mistake of the test. */
async function tolerant(
  cloud: Emulator,
  run: Promise<{ readonly failure?: unknown; readonly results?: readonly OperationResult[]; readonly after?: Plan }>,
): Promise<void> {
  const before = denialsOf(cloud).length;
  try {
    const { failure, results = [], after } = await run;
    if (failure !== undefined) throw failure;
    if (denialsOf(cloud).length > before) return;
    expect(results.filter(({ outcome }) => outcome !== 'done' && outcome !== 'already')).toEqual([]);
    expect(after?.operations ?? []).toEqual([]);
    expect(after?.entries.filter(({ outcome }) => outcome === 'refused') ?? []).toEqual([]);
  } catch (error) {
    if (denialsOf(cloud).length === before) throw error;
  }
}

export const denialsOf = (cloud: Emulator): string[] =>
  cloud
    .calls()
    .filter(({ code }) => code === 'Forbidden.RAM')
    .map(({ service, action }) => `${service}:${action}`);

/**
 * Lives through a life, with a role that plans or applies under a policy, and the rest done by somebody with all rights.
 * @returns what was denied
 */
export async function live(
  { seed, steps, tagsOverwritten }: Life,
  as: 'plan' | 'apply',
  change: (policy: RamPolicy) => RamPolicy = (one) => one,
): Promise<readonly string[]> {
  const key = { ...role, account, policies: [] as RamPolicy[] };
  const cloud = await startEmulator({
    seed,
    snapshotSeconds: 0,
    keys: [{ ...admin, account }, key],
    settings: { tagValuesKept: tagsOverwritten !== true },
  });
  const all = { approveReductions, year: 2026 };
  try {
    for (const step of steps) {
      const applied = step.applied && (await apply(step.applied, accessOf(cloud, admin), all));
      expect(applied?.failure).toBeUndefined();
      step.before?.(cloud);
      key.policies = [change(policyOf(step, as))];
      const options = { ...all, ...step.options };
      if (as === 'plan')
        await tolerant(
          cloud,
          plan(step.spec, accessOf(cloud, role), options).then(() => ({})),
        );
      const mine = accessOf(cloud, as === 'apply' ? role : admin);
      await tolerant(cloud, apply(step.spec, mine, options));
      if (denialsOf(cloud).length > 0) break;
    }
    return denialsOf(cloud);
  } finally {
    await cloud.close();
  }
}

/** Applies the first step of a life with a role that may only plan: what was changed all the same, and what was denied. */
export async function applyAsPlanner({
  seed,
  steps: [step],
}: Life): Promise<{ readonly changed: readonly string[]; readonly denied: readonly string[] }> {
  if (step === undefined) throw new Error('a life has a step');
  const key = { ...role, account, policies: [policyOf(step, 'plan')] };
  const cloud = await startEmulator({ seed, snapshotSeconds: 0, keys: [key] });
  try {
    // A plan without operations would prove nothing: what is to be made is not there yet.
    await apply(step.spec, accessOf(cloud, role), { ...step.options, year: 2026 });
    const changed = cloud.calls().filter(({ reads, code }) => !reads && code === '');
    return { changed: changed.map(({ action }) => action), denied: denialsOf(cloud) };
  } finally {
    await cloud.close();
  }
}
