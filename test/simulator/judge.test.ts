import { describe, expect, test } from 'vitest';
import { applyStack } from '../../src/engine/apply-stack.ts';
import type { ApplyStackOptions, ApplyStackResult } from '../../src/engine/apply-stack.ts';
import { planStack } from '../../src/engine/plan-stack.ts';
import type { Program } from '../../src/frontend/analyze.ts';
import { writeCall } from '../../src/kinds/call-builder.ts';
import type { WriteCall } from '../../src/kinds/calls.ts';
import type { Executor } from './apply-run.ts';
import { goldenPlans, goldenScenario, quietScenario } from './golden.ts';
import type { Round } from './scenario.ts';
import type { Entry } from './specs.ts';
import { simulate } from './simulate.ts';
import type { SimulateOptions } from './simulate.ts';
import { disks, region } from './worlds.ts';

const foreignPolicy = 'sp-bp1sim0000000foreign';

/** What a run of a golden plan breaks. */
async function brokenBy(executor: Executor, plan = 'policy', options: SimulateOptions = {}): Promise<string> {
  const { violation } = await simulate(goldenScenario(plan, 0), { ...options, executor });
  return violation === undefined ? 'nothing' : `${violation.invariant}: ${violation.what}`;
}

/** The product's executor, which sends one call more once it has made something. */
const also =
  (more: (result: ApplyStackResult & { readonly type: 'applied' }) => WriteCall): Executor =>
  async (program, options) => {
    const result = await applyStack(program, options);
    if (result.type === 'applied') await options.writer.write(more(result));
    return result;
  };

const idOf = ({ results }: ApplyStackResult & { readonly type: 'applied' }): string => results[0]?.resourceId ?? '';
const policyIn = ({ results }: ApplyStackResult & { readonly type: 'applied' }): string =>
  results.find(({ address }) => address.startsWith('policies/'))?.resourceId ?? '';
const ecs = (action: string, params: WriteCall['params']): WriteCall => writeCall(region, 'ecs', action, params);

/** Says that everything was done, and sends nothing. */
const lying: Executor = async (program: Program, { reader, clock }: ApplyStackOptions) => {
  const plan = await planStack(program, reader, clock);
  const results = plan.operations.map(({ id, address, action }) => ({ id, address, action, outcome: 'done' as const }));
  return { type: 'applied', plan, results, after: { ...plan, operations: [] } };
};

describe('each promise is seen to break', () => {
  test('the product breaks none where nothing goes wrong', async () => {
    for (const plan of Object.keys(goldenPlans)) expect(await brokenBy(applyStack, plan), plan).toBe('nothing');
  });

  test.each<[string, RegExp, Executor, string?]>([
    [
      'a second backup',
      /^I1: .* beside s-/,
      also(({ plan }) => {
        const { call } = plan.operations[0] as { call: WriteCall };
        return { ...call, params: { ...call.params, ClientToken: 'another' } };
      }),
      'snapshot',
    ],
    ['a second desktop snapshot', /^I1: /, also(({ plan }) => plan.operations[0]?.call as WriteCall), 'desktop snapshot'],
    [
      'what is not ours is changed',
      /^I2: /,
      also(() => ecs('ModifyAutoSnapshotPolicyEx', { regionId: region, autoSnapshotPolicyId: foreignPolicy, retentionDays: 1 })),
    ],
    [
      'marks are taken off that nothing asks to let go of',
      /^I3: .* took snapspec:op off s-/,
      also((result) =>
        ecs('UntagResources', { RegionId: region, ResourceType: 'snapshot', ResourceId: [idOf(result)], TagKey: ['snapspec:op'] }),
      ),
      'snapshot',
    ],
    [
      'a policy is pruned that the spec declares',
      /^I3: .* deleted sp-\w+, which nothing asks to go/,
      also((result) => ecs('DeleteAutoSnapshotPolicy', { regionId: region, autoSnapshotPolicyId: policyIn(result) })),
      'a policy pruned',
    ],
    ['ours is deleted', /^I3: .* deleted/, also((result) => ecs('DeleteSnapshot', { SnapshotId: idOf(result) })), 'snapshot'],
    [
      'a disk that is to be protected is not',
      /^I6: /,
      also((result) =>
        ecs('CancelAutoSnapshotPolicy', {
          regionId: region,
          autoSnapshotPolicyId: idOf(result),
          diskIds: JSON.stringify([disks[0]]),
        }),
      ),
    ],
    ['what was not done is reported as done', /^I5: .* as done/, lying],
    ['a run that never ends', /^I7: .* goes on after 61 minutes/, () => new Promise(() => {})],
    [
      'a run that goes on for ever',
      /^I7: .* minutes/,
      async (_, { clock }) => {
        for (;;) await clock.sleep(30_000);
      },
    ],
    [
      'a run that asks for ever',
      /^I7: .* calls/,
      async (program, { reader, clock }) => {
        for (;;) await planStack(program, reader, clock);
      },
    ],
    ['a defect', /^I7: .* TypeError: oops/, () => Promise.reject(new TypeError('oops'))],
    [
      'something that is never done',
      /^I4: /,
      async (program, { reader, clock }) => ({ type: 'applied', plan: await planStack(program, reader, clock), results: [] }),
    ],
  ])('%s', async (_, broken, executor, plan) => expect(await brokenBy(executor, plan)).toMatch(broken));

  test('a policy that has protected disks before is reduced without approval; what the run has attached itself never had more', async () => {
    const executor = also((result) =>
      ecs('ModifyAutoSnapshotPolicyEx', { regionId: region, autoSnapshotPolicyId: policyIn(result), retentionDays: 1 }),
    );
    const scenario = quietScenario(goldenPlans['changes in place'] ?? [], 0);
    const unapproved = { ...scenario, rounds: scenario.rounds.map((round) => ({ ...round, approved: false })) };
    const { violation } = await simulate(unapproved, { executor });
    expect(violation?.invariant).toBe('I3');
    expect(violation?.what).toMatch(/^apply-2 reduced sp-\w+, which protects d-\w+, without approval/);
  });

  test.each<[string, RegExp, Partial<Round>, boolean]>([
    ['without approval', /^I3: .* deleted s-\w+ without approval/, { approved: false }, true],
    ['though it is the last good copy', /^I3: .* deleted s-\w+, the last good copy of d-\w+, without force/, {}, false],
  ])('a backup is deleted %s', async (_, broken, more, force) => {
    const kept: Entry = {
      section: 'policies',
      key: 'nightly',
      name: 'sim',
      tags: '',
      retention: 7,
      hours: [2],
      disks: [disks[0] as string],
    };
    const backup = { section: 'snapshots', key: 'once', name: 'sim', tags: '', retention: 7, occurrence: 'v1', disk: disks[4] } as Entry;
    const removed = [{ address: 'snapshots/once', occurrence: 'v1', force, forget: false }];
    const scenario = quietScenario(
      [{ spec: { entries: [kept, backup], moved: [] } }, { spec: { entries: [kept], moved: [], removed } }],
      0,
    );
    let id = '';
    const careless: Executor = async (program, options) => {
      const result = await applyStack({ ...program, spec: { ...program.spec, removed: [] } }, options);
      await options.clock.sleep(120_000);
      if (id !== '') await options.writer.write(ecs('DeleteSnapshot', { SnapshotId: id }));
      if (result.type === 'applied') id = result.results.find(({ address }) => address === 'snapshots/once')?.resourceId ?? '';
      return result;
    };
    const rounds = scenario.rounds.map((round) => ({ ...round, ...more }));
    const { violation } = await simulate({ ...scenario, rounds }, { executor: careless });
    expect(`${violation?.invariant}: ${violation?.what}`).toMatch(broken);
  });

  test('a backup is deleted after something has failed', async () => {
    const executor: Executor = async (program, options) => {
      const { operations } = await planStack(program, options.reader, options.clock);
      const gone = operations.find(({ action }) => action === 'delete');
      if (gone !== undefined)
        options.onEvent({ type: 'ended', operation: gone, result: { id: 'other', address: 'other', action: 'create', outcome: 'failed' } });
      return applyStack(program, options);
    };
    expect(await brokenBy(executor, 'backups removed')).toMatch(
      /^I3: Delete\w+ of apply-2 took something off s\S+, or it away, after something had failed/,
    );
  });

  test('all that an entry has is deleted, since its id was named', async () => {
    let id = '';
    const careless: Executor = async (program, options) => {
      const result = await applyStack(program, options);
      if (id !== '') await options.writer.write(ecs('DeleteSnapshot', { SnapshotId: id }));
      if (result.type === 'applied') id = idOf(result);
      return result;
    };
    const scenario = quietScenario([...(goldenPlans['snapshot'] ?? []), ...(goldenPlans['snapshot'] ?? [])], 0);
    const rounds = scenario.rounds.map((round, at) => (at === 0 ? round : { ...round, answer: 'misname' as const }));
    const refused = await simulate({ ...scenario, rounds });
    expect(refused.violation).toBeUndefined();
    const { violation } = await simulate({ ...scenario, rounds }, { executor: careless });
    expect(`${violation?.invariant}: ${violation?.what}`).toMatch(/^I3: .* deleted s-\w+, which is all that its entry has/);
  });

  test('what is not known though nothing went wrong', async () => {
    const executor: Executor = async (program, options) => {
      const result = await applyStack(program, options);
      if (result.type !== 'applied') return result;
      return { ...result, results: result.results.map((one) => ({ ...one, outcome: 'unknown' as const })) };
    };
    expect(await brokenBy(executor, 'snapshot')).toMatch(
      /^I5: nothing went wrong, and apply-1 reported snapshots\/release#create as unknown/,
    );
  });

  test('what is reported as done takes effect once more after the run has ended', async () => {
    const executor: Executor = async (program, options) => {
      const result = await applyStack(program, options);
      const change = result.type === 'applied' ? result.results.find(({ action }) => action === 'modify') : undefined;
      const call = result.plan.operations.find(({ id }) => id === change?.id)?.call;
      if (call === undefined) return result;
      const back = { ...call, params: { ...call.params, autoSnapshotPolicyName: 'before' } };
      await options.writer.write(back);
      void options.writer.write(call);
      await options.clock.sleep(10);
      return result;
    };
    expect(await brokenBy(executor, 'changes in place')).toMatch(/^I5: apply-2 reported policies\/nightly#modify as done, and/);
  });

  test('what is reported as cancelled, and took effect later', async () => {
    const executor: Executor = async (program, options) => {
      const plan = await planStack(program, options.reader, options.clock);
      const [operation] = plan.operations;
      if (operation === undefined) return { type: 'unchanged', plan };
      void options.writer.write(operation.call);
      const { id, address, action } = operation;
      return { type: 'applied', plan, results: [{ id, address, action, outcome: 'cancelled' }] };
    };
    expect(await brokenBy(executor, 'snapshot')).toMatch(/^I5: .* as cancelled, and its CreateSnapshot took effect/);
  });
});
