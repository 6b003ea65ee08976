import { canonicalJson } from '../../src/base/json.ts';
import type { OperationResult } from '../../src/plan/receipt.ts';
import type { Run, Trial } from './trial.ts';
import { creates, protectedDisks, stack } from './world.ts';

/** What can be wrong. */
export type Broken = { readonly what: 'twice' | 'lost' | 'untrue' | 'foreign' | 'late' | 'endless'; readonly why: string };

type Row = {
  readonly id: string;
  readonly tags: { readonly [key: string]: string };
  readonly description?: string;
  readonly groupId?: string;
  readonly attached?: { readonly [disk: string]: number };
};

const rowsOf = ({ emulator }: Trial, section: string): readonly Row[] =>
  (emulator.world().resources[section]?.rows ?? []) as unknown as readonly Row[];

const isOf = ({ tags, groupId = '' }: Row, address: string): boolean =>
  groupId === '' && tags['snapspec:stack'] === stack && tags['snapspec:address'] === address;

/** What stands for an entry, whatever says so. */
export function backupsOf(trial: Trial, address: string): readonly Row[] {
  const [section = ''] = address.split('/');
  const rows = rowsOf(trial, section);
  return section === 'desktopSnapshots'
    ? rows.filter(({ description }) => description?.includes('[snapspec:'))
    : rows.filter((row) => isOf(row, address));
}

/** The policies of the entry that have any disks, and those that have none. */
function policiesOf(trial: Trial) {
  const all = backupsOf(trial, 'policies/nightly');
  const disksOf = ({ attached = {} }: Row): string => Object.keys(attached).sort().join(' ');
  return {
    all,
    protecting: all.filter((one) => disksOf(one) !== ''),
    inert: all.filter((one) => disksOf(one) === ''),
    isWhole: all.filter((one) => disksOf(one) === protectedDisks.join(' ')).length === 1,
  };
}

export const inertPolicies = (trial: Trial): number => policiesOf(trial).inert.length;

/** Whether the world holds what is declared, each once. @param mayBeTwins desktop snapshots may be there more than once */
export function judgeWorld(trial: Trial, mayBeTwins: boolean): Broken[] {
  const broken: Broken[] = [];
  for (const address of Object.keys(creates).filter((one) => !one.startsWith('policies/'))) {
    const { length } = backupsOf(trial, address);
    if (length === 0) broken.push({ what: 'lost', why: `${address} is not there` });
    if (length > 1 && !(mayBeTwins && address.startsWith('desktopSnapshots/')))
      broken.push({ what: 'twice', why: `${address} is there ${length} times` });
  }
  const { protecting, isWhole } = policiesOf(trial);
  if (protecting.length > 1) broken.push({ what: 'twice', why: `${protecting.length} policies have disks` });
  else if (!isWhole) broken.push({ what: 'lost', why: 'the policy does not have exactly its disks' });
  return broken;
}

/** What was there before anything was applied, and is nobody's business. */
export function foreignIn(trial: Trial): string {
  const own = new Set(Object.keys(creates).flatMap((address) => backupsOf(trial, address).map(({ id }) => id)));
  const { resources, disks, instances } = trial.emulator.world();
  const others = Object.entries(resources).map(([section, { rows }]) => [
    section,
    (rows as unknown as readonly Row[]).filter(({ id, groupId = '' }) => !own.has(id) && !own.has(groupId)),
  ]);
  return canonicalJson({ others: Object.fromEntries(others), disks: disks.rows, instances: instances.rows } as never);
}

/** Whether a call of the run may have created this entry. */
const mayHaveCreated = ({ calls }: Run, address: string): boolean =>
  calls.some(({ service, action, code, fault }) => {
    const create = creates[address];
    return create?.service === service && create?.action === action && (code === '' || fault !== undefined);
  });

function untrue(trial: Trial, run: Run, { address, action, outcome, resourceId }: OperationResult, isAlone: boolean): string | undefined {
  const own = backupsOf(trial, address);
  const one = own.find(({ id }) => id === resourceId);
  const isSaidDone = outcome === 'done' || outcome === 'already';
  if (isSaidDone && (action === 'create' || action === 'attach') && one === undefined)
    return `${action} ${address} is called ${outcome}, and ${resourceId} is not there`;
  if (isSaidDone && action === 'attach' && !protectedDisks.every((disk) => one?.attached?.[disk] !== undefined))
    return `attach ${address} is called ${outcome}, and ${resourceId} lacks a disk`;
  if (action !== 'create' || !isAlone) return undefined;
  if ((outcome === 'cancelled' || outcome === 'skipped') && mayHaveCreated(run, address))
    return `create ${address} is called ${outcome}, and a call was sent that may have created it`;
  if (outcome === 'failed' && own.some(({ id }) => !run.before.has(id))) return `create ${address} is called failed, and it was created`;
  return undefined;
}

/** Whether what a run said is true, right after its end. @param isAlone no other run was under way */
export function judgeRun(trial: Trial, run: Run, isAlone: boolean): Broken[] {
  const said = (run.results ?? []).flatMap((result) => {
    const why = untrue(trial, run, result, isAlone);
    return why === undefined ? [] : [{ what: 'untrue' as const, why }];
  });
  // While another run goes on, a second desktop snapshot may come right after it has looked.
  const world = run.code === 0 ? judgeWorld(trial, !isAlone) : [];
  const isBug = run.code === 70 || (typeof run.code === 'string' && run.code === 'unknown');
  return [
    ...said,
    ...world.map(({ why }) => ({ what: 'untrue' as const, why: `exit 0, and ${why}` })),
    ...(isBug ? [{ what: 'untrue' as const, why: `exit ${run.code}: ${run.stderr.slice(0, 200)}` }] : []),
  ];
}
