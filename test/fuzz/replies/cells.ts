import { copyWorld, startEmulator } from '../../../src/emulator/index.ts';
import type { Seed, World } from '../../../src/emulator/index.ts';
import { hiddenIn, liveCommands } from '../../support/hostile.ts';
import { runCommand } from './command.ts';
import type { Ran } from './command.ts';
import { isRead, startFront } from './front.ts';
import type { Strike } from './front.ts';
import { kinds } from './kinds.ts';

/** How the answer comes: to `plan`, to `apply` once it has written, to a write that was carried out or that was lost. */
export type Mode = 'plan' | 'after a write' | 'kept' | 'lost';

/** One run: every answer to an operation is of this kind. */
export type Cell = { readonly what: string; readonly operation: string; readonly mode: Mode };
/** `struck`: how many calls were answered so. */
export type Result = Cell & Ran & { readonly struck: number; readonly faults: readonly string[] };

const seed: Seed = {
  resourceGroups: ['rg-one', 'rg-two'],
  instances: [{ id: 'i-1' }],
  disks: [{ id: 'd-1', instance: 'i-1', tags: { tier: 'gold' } }, { id: 'd-2' }],
  desktops: [{ id: 'ecd-1' }],
};

const specOf = (group: string, tags: string, disk: string, words: string, days: number): string => `apiVersion: snapspec/v1
stack: s
region: cn-hangzhou
defaults: {unlistedTags: remove}
policies:
  p:
    {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: ${days}, resourceGroupId: ${group}, tags: ${tags},
     disks: {any: [{id: ${disk}}]}}
snapshots: {one: {diskId: d-2, occurrence: a, description: ${words}, tags: ${tags}}}
groups: {all: {instanceId: i-1, occurrence: a, description: ${words}, tags: ${tags}}}
desktopSnapshots: {desk: {desktopId: ecd-1, sourceDiskType: system, occurrence: a}}
`;

/** A spec to create everything, and one that changes everything that can be changed. */
const specs = {
  new: specOf('rg-one', '{team: a, old: "1"}', 'd-1', 'first words', 7),
  changed: specOf('rg-two', '{team: b, new: "2"}', 'd-2', 'other words', 14),
};
type Start = { readonly spec: string; readonly world: Seed | World };
/** A world, what a plan of it reads and sends, and what is read once apply has written. */
type Scenario = Start & {
  readonly operations: ReadonlyMap<string, readonly string[]>;
  readonly reads: ReadonlySet<string>;
  readonly readsAfter: ReadonlySet<string>;
};

/** Runs one command line against a cloud of its own. */
async function runOn(built: string, argv: readonly string[], { spec, world }: Start, strike?: Strike) {
  const emulator = await startEmulator({ seed: 'format' in world ? copyWorld(world) : world, snapshotSeconds: 0 });
  const front = await startFront(emulator.port, strike);
  try {
    return { ran: await runCommand(built, argv, spec, front.url), front, world: emulator.world() };
  } finally {
    front.close();
    await emulator.close();
  }
}

type PlanJson = {
  readonly operations: readonly { readonly id: string; readonly call: { readonly service: string; readonly action: string } }[];
};
type ReceiptJson = { readonly results: readonly { readonly id: string; readonly outcome: string }[] };

/** Plans and applies without any hostile reply. */
async function scenarioOf(built: string, start: Start): Promise<{ readonly scenario: Scenario; readonly world: World }> {
  const planned = await runOn(built, ['plan', '--format', 'json'], start);
  const operations = new Map<string, string[]>();
  for (const { id, call } of (JSON.parse(planned.ran.stdout) as PlanJson).operations) {
    const operation = `${call.service} ${call.action}`;
    operations.set(operation, [...(operations.get(operation) ?? []), id]);
  }
  const { ran, front, world } = await runOn(built, ['apply', '--auto-approve', '--approve-reductions', '9'], start);
  if (ran.code !== 0) throw new Error(`without any hostile reply: ${ran.code} ${ran.stdout}${ran.stderr}`);
  return { scenario: { ...start, operations, reads: planned.front.seen, readsAfter: front.seenAfter }, world };
}

/** Whether an operation is called in a mode. */
const reaches = ({ operations, reads, readsAfter }: Scenario, operation: string, mode: Mode): boolean =>
  (mode === 'plan' ? reads : mode === 'after a write' ? readsAfter : operations).has(operation);

/** What plan and apply call in a new and in a changed world, and how to try one cell. */
export async function openCells(built: string) {
  const first = await scenarioOf(built, { spec: specs.new, world: seed });
  const second = await scenarioOf(built, { spec: specs.changed, world: first.world });
  const scenarios = [first.scenario, second.scenario];
  const scenarioFor = (operation: string, mode: Mode): Scenario | undefined => scenarios.find((one) => reaches(one, operation, mode));
  const all = new Set(scenarios.flatMap(({ operations, reads, readsAfter }) => [...operations.keys(), ...reads, ...readsAfter]));
  const called = [...all].sort();
  return {
    reads: called.filter(isRead),
    writes: called.filter((operation) => !isRead(operation)),
    /** In which modes an operation is called at all. */
    modesOf: (operation: string): readonly Mode[] =>
      (isRead(operation) ? (['plan', 'after a write'] as const) : (['lost', 'kept'] as const)).filter((mode) =>
        scenarioFor(operation, mode),
      ),
    tryCell: async (cell: Cell): Promise<Result> => {
      const { what, operation, mode } = cell;
      const scenario = scenarioFor(operation, mode);
      const kind = kinds[what];
      if (scenario === undefined || kind === undefined) throw new Error(`there is no cell ${what}, ${operation}, ${mode}`);
      const from = mode === 'after a write' ? 'first write' : 'start';
      const argv = mode === 'plan' ? ['plan'] : ['apply', '--auto-approve', '--approve-reductions', '9', '--format', 'json'];
      const { ran, front } = await runOn(built, argv, scenario, { operation, kind, from, lost: mode === 'lost' });
      const missed = front.struck() === 0 ? ['it was never called'] : [];
      return { ...cell, ...ran, struck: front.struck(), faults: [...missed, ...faultsOf(cell, ran, scenario)] };
    },
  };
}

/** The largest process that is no fault, in MiB: a reply of 32 MiB as text, as JSON, and in the SDK's hands. */
const mostMemory = 1_024;

/** What must not be, of any run. */
function generalFaults({ code, stdout, stderr, peak }: Ran): string[] {
  const printed = stdout + stderr;
  return [
    ...(typeof code === 'number' && code <= 5 ? [] : [`exit ${code}`]),
    ...(/internal error|^\s+at .+:\d+:\d+|heap out of memory/m.test(printed) ? ['a stack trace'] : []),
    ...(hiddenIn(printed).length > 0 ? ['a control character'] : []),
    ...(liveCommands(printed).length > 0 ? ['a command'] : []),
    ...(peak > mostMemory ? [`${peak} MiB`] : []),
  ];
}

/**
 * What can be said of a write that had such answers. One that was carried out can be found in a listing, or the service says
 * so when it is sent again.
 */
function sayable({ what, operation, mode }: Cell): readonly string[] {
  const says = kinds[what]?.says ?? 'odd';
  if (says === 'odd') return ['done', 'unknown', 'failed'];
  if (says === 'refused') return ['failed'];
  return ['unknown', ...(mode === 'lost' ? [] : operation.includes(' Create') ? ['done'] : ['already'])];
}

/** What must not be said of a write, by what its answers said. */
function writeFaults(cell: Cell, { code, stdout }: Ran, { operations }: Scenario): string[] {
  // Where the cloud cannot be read any more either.
  if (!stdout.startsWith('{')) return code === 4 || code === 5 ? [] : [`no receipt with exit ${code}`];
  const { results } = JSON.parse(stdout) as ReceiptJson;
  const outcomes = results.filter(({ id }) => operations.get(cell.operation)?.includes(id)).map(({ outcome }) => outcome);
  const allowed = sayable(cell);
  return [
    ...(outcomes.length > 0 && outcomes.every((one) => allowed.includes(one)) ? [] : [`${outcomes} where only ${allowed} can be said`]),
    ...(outcomes.includes('unknown') && code !== 4 ? [`unknown with exit ${code}`] : []),
    ...(cell.mode === 'lost' && code === 0 ? ['success although it never arrived'] : []),
  ];
}

const faultsOf = (cell: Cell, ran: Ran, scenario: Scenario): string[] => [
  ...generalFaults(ran),
  ...(isRead(cell.operation) ? [] : writeFaults(cell, ran, scenario)),
];
