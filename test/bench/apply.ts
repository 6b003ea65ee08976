import { applyStack } from '../../src/engine/apply-stack.ts';
import type { ApplyStackResult } from '../../src/engine/apply-stack.ts';
import { defaultSettle } from '../../src/engine/settle.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import type { Program } from '../../src/frontend/analyze.ts';
import { Dice } from '../simulator/dice.ts';
import { VirtualCloud } from './virtual-cloud.ts';

const region = 'cn-hangzhou';
const account = '1234567890123456';
const start = Date.UTC(2026, 10, 26, 3, 0, 7);
const minute = 60_000;

const diskIds = (many: number): string[] => Array.from({ length: many }, (_, at) => `d-bp1bench${String(at).padStart(11, '0')}`);

function programOf(sections: object): Program {
  const content = JSON.stringify({ apiVersion: 'snapspec/v1', stack: 'bench', region, ...sections });
  const { program, diagnostics } = analyze([{ file: 'snapspec.yaml', content }], { year: 2026, unresolved: 'error' });
  if (program === undefined) throw new Error(`the bench wrote a spec with errors: ${JSON.stringify(diagnostics.slice(0, 3))}`);
  return program;
}

/** @param meanwhile happens after the plan was made, before anything is sent */
function applied(cloud: VirtualCloud, program: Program, meanwhile: () => void = () => {}): Promise<ApplyStackResult> {
  const dice = new Dice(1);
  return cloud.until(
    applyStack(program, {
      ...cloud.client(),
      clock: cloud.clock,
      settle: defaultSettle,
      wait: 'accepted',
      chance: dice.next,
      approve: async () => {
        meanwhile();
        return { type: 'yes' };
      },
      onEvent: () => {},
    }),
  );
}

/** Ends of operations by their outcome, and whether nothing is left. */
function endOf(result: ApplyStackResult) {
  if (result.type !== 'applied') throw new Error(`the bench was not carried out: ${result.type}`);
  if (result.failure !== undefined) throw result.failure;
  const outcomes: { [outcome: string]: number } = {};
  for (const { outcome } of result.results) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  return { outcomes, left: result.after?.operations.length ?? -1, results: result.results };
}

/** Snapshots of distinct disks under a limit of CreateSnapshot by the minute, which nobody told the client. */
export async function snapshotsUnderLimit(many: number, limit: number) {
  const ids = diskIds(many);
  const cloud = new VirtualCloud({ account, region, disks: ids.map((id) => ({ id, category: 'cloud_essd' })) }, start, {
    CreateSnapshot: limit,
  });
  const snapshots = Object.fromEntries(ids.map((diskId, at) => [`s${at}`, { diskId, takeUntil: '2099-01-01' }]));
  const { outcomes, left } = endOf(await applied(cloud, programOf({ snapshots })));
  const sent = cloud.calls.filter(({ action }) => action === 'CreateSnapshot');
  const accepted = sent.filter(({ code }) => code === '');
  const minuteOf = ({ at }: { readonly at: number }): number => Math.floor(at / minute);
  const last = Math.max(...accepted.map(minuteOf));
  const whole = new Set(sent.map(minuteOf).filter((one) => one < last));
  const made = accepted.filter((one) => whole.has(minuteOf(one))).length;
  return {
    outcomes,
    left,
    /** Creates accepted in the minutes before the last one, of those that they allow. */
    share: made / (limit * whole.size),
    minutes: whole.size + 1,
    accepted: accepted.length,
    distinct: new Set(cloud.instance.world.resources['snapshots']?.rows.map((row) => (row as unknown as { diskId: string }).diskId)).size,
    sent: sent.length,
    /** Creates that were refused for the limit, by minute. */
    refused: [...whole, last].map((one) => sent.filter((call) => minuteOf(call) === one && call.code !== '').length),
    reads: cloud.calls.filter(({ writes }) => !writes).length,
    seconds: ((accepted.at(-1)?.at ?? 0) - (sent[0]?.at ?? 0)) / 1_000,
  };
}

/** Disks attached to a new policy; the service takes a hundred a call. @param unfit how many it refuses, which no plan could see */
export async function attachedDisks(many: number, unfit: number) {
  const ids = diskIds(many);
  const cloud = new VirtualCloud({ account, region, disks: ids.map((id) => ({ id, tags: { backup: 'nightly' } })) }, start, {});
  cloud.instance.world.settings = { ...cloud.instance.world.settings, attachLimit: 100 };
  const policy = {
    schedule: { timezone: 'Asia/Shanghai', at: ['02:00'] },
    retentionDays: 7,
    disks: { any: [{ tags: { backup: 'nightly' } }] },
  };
  const spoil = (): void => {
    for (let at = 0; at < unfit; at++)
      cloud.instance.world.disks.update(ids[Math.floor(((at + 0.37) * many) / unfit)] as string, { category: 'local_ssd_pro' });
  };
  const { outcomes, left, results } = endOf(await applied(cloud, programOf({ policies: { nightly: policy } }), spoil));
  const writes = cloud.calls.filter((call) => call.writes);
  const rows = cloud.instance.world.resources['policies']?.rows as unknown as readonly { readonly attached: object }[];
  return {
    outcomes,
    left,
    writes: writes.length,
    refused: writes.filter(({ code }) => code !== '').length,
    attached: Object.keys(rows[0]?.attached ?? {}).length,
    named: results.filter(({ outcome }) => outcome === 'failed').map(({ message }) => message),
  };
}
