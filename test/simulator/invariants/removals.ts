import type { ApiRequest } from '../../../src/emulator/index.ts';
import type { DesktopSnapshot } from '../../../src/emulator/services/desktop-snapshots/store.ts';
import type { Policy } from '../../../src/emulator/services/policies/store.ts';
import { snapshotsOfDisk } from '../../../src/emulator/services/snapshots/store.ts';
import type { Snapshot } from '../../../src/emulator/services/snapshots/store.ts';
import type { Resource } from '../../../src/emulator/model/world.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import type { ApplyRun } from '../apply-run.ts';
import type { Judge } from '../judge.ts';
import { statusOf } from '../ledger.ts';
import type { RowChange, Thing } from '../ledger.ts';
import { addressOf, occurrenceOf } from '../specs.ts';
import type { Removed } from '../specs.ts';

/** The lines of a spec that name a thing. */
export const namedBy = (judge: Judge, removed: readonly Removed[] = [], thing: Thing): readonly Removed[] =>
  removed.filter((one) =>
    one.id === undefined
      ? judge.canonical(one.address) === judge.canonical(thing.address) && one.occurrence === thing.occurrence
      : one.id === thing.id,
  );

/** Whether a policy goes with `--prune`: the spec no longer declares it, or another one of its entry counts. */
function isPruned(judge: Judge, run: ApplyRun, thing: Thing, before: Resource): boolean {
  const { spec, prune } = run.round;
  if (prune !== true || thing.section !== 'policies') return false;
  if (!spec.entries.some((entry) => addressOf(entry) === judge.canonical(thing.address))) return true;
  // No write rests on a look that is older than the settle time: what came since then cannot be known.
  const { settle, latest } = judge.scenario;
  const known = judge.now - settle - (settle - latest);
  const isInert = Object.values((before as Policy).attachedAt ?? {}).every((at) => at >= known);
  const others = judge.ledger.standing('policies', thing, judge.spec.moved, judge.now).filter(({ id }) => id !== thing.id);
  const kept = new Set(others.flatMap(({ id }) => judge.ledger.disksOf(id)));
  const losesNothing = judge.ledger.disksOf(thing.id).every((disk) => kept.has(disk));
  if (others.length > 0 && losesNothing) return true;
  return isInert && (others.length > 0 || judge.hasLostOne(thing.address, run.actor.name, known));
}

/** The snapshots that go with a backup: itself, or the members of a group. */
const snapshotsIn = ({ id }: Thing, changes: readonly RowChange[]): readonly Snapshot[] =>
  changes
    .filter(({ section, after }) => section === 'snapshots' && after === undefined)
    .map(({ before }) => before as Snapshot)
    .filter((one) => one.id === id || one.groupId === id);

const isGood = ({ world, now }: Judge, section: string, row: Resource): boolean => statusOf(world, section, row, now) === 'ready';

/** Disks, and desktops, of which no other good copy is left. */
function bereft(judge: Judge, thing: Thing, before: Resource, changes: readonly RowChange[]): readonly string[] {
  const { world } = judge;
  if (thing.section === 'desktopSnapshots') {
    const { desktopId, diskType } = before as DesktopSnapshot;
    const rest = (world.resources['desktopSnapshots']?.rows ?? []) as readonly DesktopSnapshot[];
    const others = rest.filter(
      (one) => one.id !== thing.id && one.desktopId === desktopId && one.diskType === diskType && isGood(judge, 'desktopSnapshots', one),
    );
    const wasGood = isGood(judge, 'desktopSnapshots', before);
    return wasGood && world.desktops.find(desktopId) !== undefined && others.length === 0 ? [desktopId] : [];
  }
  const lost = snapshotsIn(thing, changes).filter((one) => world.disks.find(one.diskId) !== undefined && isGood(judge, 'snapshots', one));
  return lost.flatMap(({ diskId }) => (snapshotsOfDisk(world, diskId).some((one) => isGood(judge, 'snapshots', one)) ? [] : [diskId]));
}

/** I3: nothing is taken away in a run in which something failed before. */
export function checkAfterFailure(judge: Judge, run: ApplyRun, call: ApiRequest, id: string): void {
  if (run.beganAfterFailure(call))
    judge.violate('I3', `${call.action} of ${run.actor.name} took something off ${id}, or it away, after something had failed`);
}

/** Lines that name by its id what alone counts of an entry which the spec declares: it is to be refused. */
function isOnlyOne(judge: Judge, run: ApplyRun, thing: Thing, before: Resource, lines: readonly Removed[]): boolean {
  const entry = run.round.spec.entries.find(
    (one) => addressOf(one) === judge.canonical(thing.address) && one.section === thing.section && occurrenceOf(one) === thing.occurrence,
  );
  if (
    entry === undefined ||
    lines.some(({ id }) => id === undefined) ||
    !judge.ledger.isMarked(thing, before) ||
    judge.isTouched(thing.address)
  )
    return false;
  return judge.ledger.standing(thing.section, thing, judge.spec.moved, judge.now).every(({ id }) => id === thing.id);
}

/** I3: what is deleted was named, or goes with `--prune`; a backup is approved, finished, and not the last good copy without force. */
export function checkDeleted(judge: Judge, run: ApplyRun, call: ApiRequest, change: RowChange, changes: readonly RowChange[]): void {
  const { id, before } = change;
  const thing = judge.ledger.things.get(id);
  if (thing === undefined || before === undefined) return;
  const lines = namedBy(judge, run.round.spec.removed, thing).filter(({ forget }) => !forget);
  const what = `${call.action} of ${run.actor.name} deleted ${id}`;
  if (lines.length === 0 && !isPruned(judge, run, thing, before)) return judge.violate('I3', `${what}, which nothing asks to go`);
  if (isOnlyOne(judge, run, thing, before, lines)) judge.violate('I3', `${what}, which is all that its entry has`);
  checkAfterFailure(judge, run, call, id);
  if (thing.section === 'policies') return;
  if (!run.round.approved) judge.violate('I3', `${what} without approval`);
  if (statusOf(judge.world, thing.section, before, judge.now) === 'pending') judge.violate('I3', `${what} while it was being taken`);
  if (lines.some(({ force }) => force) || judge.othersHaveLost(run.actor.name, run.startedAt - judge.scenario.settle)) return;
  const last = bereft(judge, thing, before, changes);
  if (last.length > 0) judge.violate('I3', `${what}, the last good copy of ${last.join(', ')}, without force`);
}

const marks = ['snapspec:stack', 'snapspec:address', 'snapspec:occurrence', 'snapspec:op'];

/** I3: marks are taken off what is named to be let go of, and off nothing else. */
export function checkForgotten(judge: Judge, run: ApplyRun, call: ApiRequest, { id, before, after }: RowChange): void {
  const thing = judge.ledger.things.get(id);
  if (thing === undefined || before === undefined || after === undefined || call.action !== 'UntagResources') return;
  const lost = marks.filter((key) => before.tags[key] !== undefined && after.tags[key] === undefined);
  if (lost.length === 0) return;
  const isNamed = namedBy(judge, run.round.spec.removed, thing).some(({ forget }) => forget);
  if (!isNamed) judge.violate('I3', `${run.actor.name} took ${lost.join(', ')} off ${id}, which nothing asks to let go of`);
  // Declared again its token names something that is nobody's: that is refused until somebody says whose it is.
  if (marks.every((key) => after.tags[key] === undefined)) judge.touch(thing.address);
}

/** I4 at the end: what is to go is gone, or the plan says why not. */
export function checkGone(judge: Judge, run: ApplyRun, plan: Plan): void {
  const held = plan.operations.filter((one) => one.held !== undefined).map(({ resourceId }) => resourceId);
  const refused = new Set([...held, ...plan.entries.filter(({ refusal }) => refusal !== undefined).map(({ id }) => id)]);
  for (const thing of judge.ledger.things.values()) {
    if (!judge.ledger.counts(thing, judge.now) || judge.isTouched(thing.address) || refused.has(thing.id)) continue;
    const row = judge.ledger.rowOf(thing) as Resource;
    // What carries no tags keeps its marker, and a duplicate that has other settings than its entry stays.
    const lines = namedBy(judge, judge.spec.removed, thing);
    const isNamed = lines.some(({ forget }) => !forget || thing.section !== 'desktopSnapshots');
    const isDeclared = judge.spec.entries.some((entry) => addressOf(entry) === judge.canonical(thing.address));
    if (isNamed || (!isDeclared && isPruned(judge, run, thing, row)))
      judge.violate('I4', `in the end ${thing.id} of ${thing.address} is still there`);
  }
}
