import type { ApiRequest } from '../../../src/emulator/index.ts';
import type { Policy } from '../../../src/emulator/services/policies/store.ts';
import type { Snapshot } from '../../../src/emulator/services/snapshots/store.ts';
import type { ApplyRun } from '../apply-run.ts';
import { policiesOfADisk } from '../crowded.ts';
import type { Judge } from '../judge.ts';
import type { RowChange, Thing } from '../ledger.ts';
import { isProtected } from '../selection.ts';
import { stack } from '../worlds.ts';
import { checkAfterFailure, checkDeleted, checkForgotten, namedBy } from './removals.ts';

/** A member of a group is never an entry of its own. */
const isMember = ({ section, after, before }: RowChange): boolean =>
  section === 'snapshots' && ((after ?? before) as Snapshot | undefined)?.groupId !== '';

/** What fails in a run is taken again by the next run only: else a disk whose snapshots always fail uses up every token. */
const isRetaken = ({ ledger, now }: Judge, run: ApplyRun, thing: Thing, one: Thing): boolean =>
  one.id !== thing.id &&
  one.by === run.actor.name &&
  thing.by === run.actor.name &&
  one.address === thing.address &&
  one.occurrence === thing.occurrence &&
  ledger.rowOf(one) !== undefined &&
  !ledger.counts(one, now);

/** I1: a run makes one policy of an entry at most: a second one would do no harm without disks, and would be of no use. */
function checkRepeated(judge: Judge, run: ApplyRun, thing: Thing): void {
  if (thing.by !== run.actor.name) return;
  const others = [...judge.ledger.things.values()].filter(
    (one) => one.id !== thing.id && one.section === 'policies' && one.by === thing.by && one.address === thing.address,
  );
  if (others.length > 0)
    judge.violate('I1', `${thing.by} made ${thing.id} after ${others.map(({ id }) => id).join(', ')} for ${thing.address}`);
}

/** Whether a thing was there so long before a run that every listing of it shows it. */
function wasListed({ effects, scenario: { settle, latest } }: Judge, run: ApplyRun, id: string): boolean {
  const made = effects.all.find((one) => one.id === id && one.made);
  return made !== undefined && made.at < run.startedAt - (settle - latest);
}

/** Of several runs at once one may climb over a token that names what was deleted, while another one sends it again as it expires. */
function isSpentAsItExpires(judge: Judge, { round, actor }: ApplyRun, { address }: Thing): boolean {
  const { settings, settle } = judge.scenario;
  const { tokenLifeMs: life } = settings;
  return typeof life === 'number' && round.runs > 1 && judge.hasLostOne(address, actor.name, judge.now - life - 2 * settle);
}

/** I1: a second backup of an entry and an occurrence. */
function checkTwins(judge: Judge, run: ApplyRun, thing: Thing): void {
  const { ledger, now, spec, scenario } = judge;
  if (thing.section === 'policies') return checkRepeated(judge, run, thing);
  if (!ledger.counts(thing, now)) return;
  const again = [...ledger.things.values()].find((one) => isRetaken(judge, run, thing, one));
  if (again !== undefined)
    judge.violate(
      'I1',
      `${run.actor.name} made ${thing.id} after ${again.id}, which it had made for ${thing.address} itself and which failed`,
    );
  // What is to be let go of, or deleted, is in nobody's way.
  const others = ledger
    .standing(thing.section, thing, spec.moved, now)
    .filter((one) => one.id !== thing.id && namedBy(judge, run.round.spec.removed, one).length === 0);
  if (others.length === 0) return;
  const expected =
    [thing, ...others].every(({ id }) => judge.expectedTwins.has(id)) ||
    scenario.sort === 'expiring' ||
    scenario.sort === 'lagging' ||
    (thing.section === 'desktopSnapshots' && run.round.runs > 1) ||
    isSpentAsItExpires(judge, run, thing) ||
    // Without --careful a target that was edited within the settle time is not promised: another target, another token.
    (judge.retargeted.has(judge.canonical(thing.address)) && others.some(({ id }) => !wasListed(judge, run, id)));
  for (const { id } of [thing, ...others]) if (expected) judge.expectedTwins.add(id);
  if (!expected)
    judge.violate(
      'I1',
      `${run.actor.name} made ${thing.id} for ${thing.address}#${thing.occurrence}, beside ${others.map(({ id }) => id).join(', ')}`,
    );
}

/** I1: two policies of one entry that have disks. */
function checkAttached(judge: Judge, run: ApplyRun, thing: Thing): void {
  const { ledger, now, spec } = judge;
  if (ledger.disksOf(thing.id).length === 0 || judge.isTouched(thing.address)) return;
  const attached = ledger
    .standing('policies', thing, spec.moved, now)
    .filter(
      (one) => ledger.disksOf(one.id).length > 0 && (one.id === thing.id || namedBy(judge, run.round.spec.removed, one).length === 0),
    );
  if (attached.length > 1)
    judge.violate(
      'I1',
      `after ${run.actor.name} attached disks, ${attached.map(({ id }) => id).join(' and ')} of ${thing.address} have some`,
    );
}

const lost = (before: Policy, after: Policy | undefined): readonly string[] =>
  Object.keys(before.attached).filter((id) => after === undefined || !Object.hasOwn(after.attached, id));

/** Whether a line of the spec forces that a policy goes, whoever is to take over its disks. */
const isForced = (judge: Judge, run: ApplyRun, id: string): boolean => {
  const thing = judge.ledger.things.get(id);
  return thing !== undefined && namedBy(judge, run.round.spec.removed, thing).some(({ force }) => force);
};

/** Whether a disk was at its limit before it was taken off, and may be taken off: then it is attached to another one right after. */
function isReattached({ world, scenario }: Judge, run: ApplyRun, disk: string): boolean {
  if (scenario.crowd === undefined || !run.round.approved || !isProtected(run.round.spec, world, disk)) return false;
  const policies = (world.resources['policies']?.rows ?? []) as readonly Policy[];
  return policies.filter(({ attached }) => Object.hasOwn(attached, disk)).length + 1 >= policiesOfADisk;
}

function noteTakenOff({ takenOff }: Judge, { actor }: ApplyRun, disk: string): void {
  takenOff.set(actor.name, new Set([...(takenOff.get(actor.name) ?? []), disk]));
}

/** I3 and I6: a disk that is detached is under another policy of ours, or that it loses protection was approved. */
function checkDetached(judge: Judge, run: ApplyRun, call: ApiRequest, before: Policy, after: Policy | undefined): void {
  const { ledger, world } = judge;
  for (const disk of lost(before, after)) {
    const others = [...ledger.things.values()].filter(
      ({ section, id }) => section === 'policies' && id !== before.id && ledger.disksOf(id).includes(disk),
    );
    if (others.length > 0 || judge.isTouched(disk)) continue;
    checkAfterFailure(judge, run, call, before.id);
    if (after === undefined && run.round.approved && isForced(judge, run, before.id)) continue;
    if (isReattached(judge, run, disk)) noteTakenOff(judge, run, disk);
    else if (isProtected(run.round.spec, world, disk))
      judge.violate('I6', `${run.actor.name} took ${disk} off ${before.id}, and no policy of the stack protects it now`);
    else if (!run.round.approved) judge.violate('I3', `${run.actor.name} took ${disk} off ${before.id} without approval`);
  }
}

/**
 * I3: a policy that keeps what it takes for a shorter time, or takes fewer. What a run's plan could not see under it yet never
 * had more, as far as the run goes: disks that it has attached itself, or another run as long before as a listing lags.
 */
function checkReduced(judge: Judge, run: ApplyRun, call: ApiRequest, before: Policy, after: Policy): void {
  const keeps = ({ retentionDays }: Policy): number => (retentionDays < 0 ? Number.POSITIVE_INFINITY : retentionDays);
  const reduced = keeps(after) < keeps(before) || after.timePoints.length < before.timePoints.length;
  if (!reduced) return;
  if (Object.keys(after.attached).length > 0) checkAfterFailure(judge, run, call, after.id);
  if (run.round.approved) return;
  const { settle, latest } = judge.scenario;
  const at = run.startedAt - (settle - latest);
  const seen = Object.entries(after.attachedAt ?? {}).flatMap(([disk, since]) => (since < at ? [disk] : []));
  if (seen.length > 0) judge.violate('I3', `${run.actor.name} reduced ${before.id}, which protects ${seen.join(', ')}, without approval`);
}

/** I3: of two policies of an entry that have disks none is changed, whichever counts: a disk could lose its protection. */
function checkContested(judge: Judge, run: ApplyRun, { action }: ApiRequest, thing: Thing, before: Policy): void {
  if (!contestable.includes(action)) return;
  const { settle, latest } = judge.scenario;
  const seenAt = run.startedAt - (settle - latest);
  const isUsed = (policy: Policy): boolean => Object.values(policy.attachedAt ?? {}).some((at) => at < seenAt);
  const others = judge.ledger
    .standing('policies', thing, judge.spec.moved, judge.now)
    .filter((one) => one.id !== thing.id && judge.ledger.isWhole(one) && isUsed(judge.ledger.rowOf(one) as Policy))
    .filter((one) => namedBy(judge, run.round.spec.removed, one).length === 0);
  if (others.length > 0 && isUsed(before) && judge.ledger.isWhole(thing))
    judge.violate(
      'I3',
      `${action} of ${run.actor.name} changed ${thing.id}, and ${others.map(({ id }) => id).join(', ')} has disks as well`,
    );
}

const contestable = ['ApplyAutoSnapshotPolicy', 'CancelAutoSnapshotPolicy', 'ModifyAutoSnapshotPolicyEx'];

/** What an entry takes over is marked first, and ours from then on: never what another stack has marked. */
const isAdopted = (run: ApplyRun, { action }: ApiRequest, { id, before }: RowChange): boolean =>
  action === 'TagResources' &&
  run.round.spec.entries.some(({ adopt }) => adopt === id) &&
  [undefined, stack].includes(before?.tags['snapspec:stack']);

/** What has carried none of our marks since before a run could read it, is not ours, whoever made it. */
function isOurs(judge: Judge, run: ApplyRun, call: ApiRequest, change: RowChange): boolean {
  const { id, section } = change;
  if (isAdopted(run, call, change)) return true;
  if (!judge.ledger.things.has(id)) return false;
  const { settle, latest } = judge.scenario;
  // A write rests on a look that was not older than the settle time when it was sent.
  const known = Math.max(run.startedAt - (settle - latest), judge.now - 2 * settle);
  return section === 'desktopSnapshots' || !judge.wasUnmarked(id, known);
}

function checkRow(judge: Judge, run: ApplyRun, call: ApiRequest, change: RowChange, changes: readonly RowChange[]): void {
  const { before, after, id } = change;
  if (before !== undefined && !isOurs(judge, run, call, change))
    return judge.violate('I2', `${call.action} of ${run.actor.name} changed ${id}, which is not ours`);
  checkForgotten(judge, run, call, change);
  if (after === undefined) {
    checkDeleted(judge, run, call, change, changes);
    return change.section === 'policies' ? checkDetached(judge, run, call, before as Policy, undefined) : undefined;
  }
  const thing = judge.ledger.enter(run.actor.name, change);
  if (thing === undefined) return judge.violate('I1', `${call.action} of ${run.actor.name} made ${id} without marks`);
  checkTwins(judge, run, thing);
  if (thing.section !== 'policies') return;
  checkAttached(judge, run, thing);
  if (before === undefined) return;
  checkContested(judge, run, call, thing, before as Policy);
  checkDetached(judge, run, call, before as Policy, after as Policy);
  checkReduced(judge, run, call, before as Policy, after as Policy);
}

/** Holds what a call of a run has changed against what must hold at every moment. */
export function checkChanges(judge: Judge, run: ApplyRun, call: ApiRequest, changes: readonly RowChange[]): void {
  for (const change of changes) if (!isMember(change)) checkRow(judge, run, call, change, changes);
}
