import type { ApplyStackResult } from '../../../src/engine/apply-stack.ts';
import type { Policy } from '../../../src/emulator/services/policies/store.ts';
import type { Snapshot } from '../../../src/emulator/services/snapshots/store.ts';
import { planStatus, sentOperations } from '../../../src/plan/plan.ts';
import type { Operation, Plan } from '../../../src/plan/plan.ts';
import type { OperationResult } from '../../../src/plan/receipt.ts';
import type { ApplyRun } from '../apply-run.ts';
import type { Effect, Effects } from '../effects.ts';
import type { Judge } from '../judge.ts';
import { chosenDisks } from '../selection.ts';
import { addressOf, occurrenceOf } from '../specs.ts';
import type { Entry } from '../specs.ts';
import { statusOf } from '../ledger.ts';

type Reported = { readonly run: ApplyRun; readonly operation: Operation; readonly result: OperationResult };

type Params = { readonly [name: string]: unknown };

/** The fields of a row that a modifying call wants otherwise, and those that are as it wants them. */
function wantedIn(params: Params, row: Snapshot | Policy): { readonly other: readonly string[]; readonly same: readonly string[] } {
  const wanted = {
    name: params['SnapshotName'] ?? params['Name'] ?? params['autoSnapshotPolicyName'],
    retentionDays: params['RetentionDays'] ?? params['retentionDays'],
    timePoints: params['timePoints'],
  };
  const is = { ...row, timePoints: 'timePoints' in row ? JSON.stringify(row.timePoints) : undefined };
  const names = (['name', 'retentionDays', 'timePoints'] as const).filter((name) => wanted[name] !== undefined);
  const isSame = (name: (typeof names)[number]): boolean => String(wanted[name]) === String(is[name]);
  return { other: names.filter((name) => !isSame(name)), same: names.filter(isSame) };
}

/** Whether a row is as a modifying call wanted it. */
const isModified = (params: Params, row: Snapshot | Policy): boolean => wantedIn(params, row).other.length === 0;

/** Whether an effect brought about what a modifying call wanted: two of one entry may change different fields. */
function brought({ call }: Operation, { before, after }: Effect): boolean {
  if (before === undefined || after === undefined) return false;
  const { other } = wantedIn(call.params, before as Snapshot | Policy);
  const { same } = wantedIn(call.params, after as Snapshot | Policy);
  return other.some((name) => same.includes(name));
}

/** The tags that an operation sets or takes off. */
function keysOf({ action, call }: Operation): readonly string[] | undefined {
  if (action === 'untag') return call.params['TagKey'] as readonly string[];
  return action === 'tag' ? (call.params['Tag'] as readonly { Key: string }[]).map(({ Key }) => Key) : undefined;
}

/** Whether an effect is that of an operation. */
function isOf({ operation, result }: Reported, effect: Effect): boolean {
  if (operation.action === 'create') return effect.made && effect.thing?.address === operation.address;
  const id = operation.resourceId ?? result.resourceId;
  const about = effect.action === operation.call.action && effect.id === id && !effect.made;
  const keys = keysOf(operation);
  return (
    about &&
    (operation.ids === undefined || effect.disks.some((disk) => operation.ids?.includes(disk))) &&
    (keys === undefined || effect.keys.some((key) => keys.includes(key))) &&
    (operation.action !== 'modify' || brought(operation, effect))
  );
}

/** Whether an effect took off what was to be attached elsewhere; what failed after that may have been put back. */
const isTakingOff = ({ operation: { from, ids = [] }, result }: Reported, effect: Effect): boolean =>
  from !== undefined &&
  result.outcome !== 'failed' &&
  effect.id === from.id &&
  effect.action === from.call.action &&
  effect.disks.some((disk) => ids.includes(disk));

/** I5: what is said not to have happened has not happened. */
function checkNothingHappened(judge: Judge, reported: Reported, effects: readonly Effect[]): void {
  const { operation, result, run } = reported;
  const found = effects.find((effect) => isOf(reported, effect) || isTakingOff(reported, effect));
  // What a person did to it meanwhile may be why it is not counted.
  if (found === undefined || (found.thing !== undefined && judge.isTouched(found.thing.address, run.startedAt))) return;
  const row = found.thing && judge.ledger.rowOf(found.thing);
  const fails = row !== undefined && found.thing !== undefined && hasFailed(judge, found.thing.section, row);
  // Of several disks some may be refused; what is taken can fail.
  if (result.outcome === 'failed' && (operation.action === 'attach' || operation.action === 'detach' || fails)) return;
  judge.violate(
    'I5',
    `${run.actor.name} reported ${operation.id} as ${result.outcome}, and its ${found.action} took effect on ${found.id}`,
  );
}

function hasFailed(judge: Judge, section: string, row: Parameters<typeof statusOf>[2]): boolean {
  return statusOf(judge.world, section, row, Number.MAX_SAFE_INTEGER) === 'failed';
}

/** Where a value cannot be overwritten its key is taken off first, so that it may be there again. */
function isTagged({ action, call }: Operation, row: Snapshot | Policy, taggedSince: boolean): boolean {
  if (action === 'untag') return taggedSince || (call.params['TagKey'] as readonly string[]).every((key) => row.tags[key] === undefined);
  return (call.params['Tag'] as readonly { Key: string; Value: string }[]).every(({ Key, Value }) => row.tags[Key] === Value);
}

/** Whether the world is as an operation was to leave it. */
function hasHappened(judge: Judge, { operation, result }: Reported, own: readonly Effect[]): boolean {
  const id = operation.resourceId ?? result.resourceId ?? '';
  const row = judge.ledger.rowOf({ section: operation.section as never, id }) as Snapshot | Policy | undefined;
  const attached = judge.ledger.disksOf(id);
  const { ids = [] } = operation;
  // What is marked anew, or changed, may go at the end of the same run.
  if (row === undefined && own.some((one) => one.id === id && one.after === undefined)) return true;
  switch (operation.action) {
    case 'create':
      return row !== undefined;
    case 'delete':
      return row === undefined;
    case 'attach':
      return ids.every((disk) => attached.includes(disk) || judge.world.disks.find(disk) === undefined);
    case 'reattach': {
      const before = judge.ledger.disksOf(operation.from?.id ?? '');
      return ids.every((disk) => judge.world.disks.find(disk) === undefined || (attached.includes(disk) && !before.includes(disk)));
    }
    case 'detach':
      return !ids.some((disk) => attached.includes(disk));
    case 'modify':
      return row !== undefined && isModified(operation.call.params, row);
    case 'tag':
    case 'untag':
      return (
        row !== undefined &&
        isTagged(
          operation,
          row,
          own.some((one) => one.action === 'TagResources' && one.id === id),
        )
      );
    default:
      return true;
  }
}

function checkHappened(judge: Judge, effects: Effects, reported: Reported): void {
  const { run, operation, result } = reported;
  const id = operation.resourceId ?? result.resourceId ?? '';
  if (hasHappened(judge, reported, effects.of(run.actor)) || effects.byOthers(run.actor, id, run.startedAt - judge.scenario.settle)) return;
  judge.violate('I5', `${run.actor.name} reported ${operation.id} as ${result.outcome}${id && ` (${id})`}, and it is not so`);
}

/** I5: where nothing goes wrong everything is known in the end: what is listed late is waited for. */
export function checkKnown(judge: Judge, run: ApplyRun, result: ApplyStackResult): void {
  const unknown = reportedBy(run, result).find((one) => one.result.outcome === 'unknown');
  if (unknown !== undefined) judge.violate('I5', `nothing went wrong, and ${run.actor.name} reported ${unknown.operation.id} as unknown`);
}

/** The operations of a run with what was reported of them. */
export function reportedBy(run: ApplyRun, result: ApplyStackResult): readonly Reported[] {
  if (result.type !== 'applied') return [];
  const operations = new Map(result.plan.operations.map((one) => [one.id, one]));
  return result.results.flatMap((one) => {
    const operation = operations.get(one.id);
    return operation === undefined ? [] : [{ run, operation, result: one }];
  });
}

const isUndone = ({ result: { outcome } }: Reported): boolean => outcome === 'failed' || outcome === 'cancelled' || outcome === 'skipped';
const isDone = ({ result: { outcome } }: Reported): boolean => outcome === 'done' || outcome === 'already';

/** I5: each outcome of a report is true. */
export function checkReport(judge: Judge, effects: Effects, run: ApplyRun, result: ApplyStackResult): void {
  const own = effects.of(run.actor);
  for (const reported of reportedBy(run, result)) {
    if (isUndone(reported)) checkNothingHappened(judge, reported, own);
    checkOwnership(judge, reported);
    // With `finished` a backup that is listed as failed is none.
    if (isDone(reported)) {
      checkHappened(judge, effects, reported);
      checkGone(judge, effects, reported, result.type === 'applied' ? result.after : undefined);
    }
  }
  if (saysMatch(result)) checkMatch(judge, effects, run);
}

/** Whether a result says of its resource that it does not carry the marks of its entry. */
const isDisowned = ({ action, outcome, resourceId, ...result }: OperationResult): boolean =>
  resourceId !== undefined &&
  (action === 'attach' || action === 'reattach'
    ? outcome === 'skipped'
    : 'refused' in result && action !== 'detach' && action !== 'delete');

/** I5: what is said not to be ours is not, or somebody has had a hand in it. */
function checkOwnership(judge: Judge, { run, operation, result }: Reported): void {
  const thing = judge.ledger.things.get(result.resourceId ?? '');
  if (thing === undefined || !isDisowned(result) || judge.isTouched(thing.address) || !judge.ledger.isWhole(thing)) return;
  // What another run has marked a moment ago may not be listed so yet.
  if (judge.wasRemarked(thing.id, run.actor.name, judge.now - 2 * judge.scenario.settle)) return;
  judge.violate(
    'I5',
    `${run.actor.name} says of ${thing.id}, which is marked for ${thing.address}, that it is not: ${operation.id} ${result.outcome}`,
  );
}

/** I5: what takes effect after a report was not reported as undone. */
export function checkLateEffect(judge: Judge, run: ApplyRun, result: ApplyStackResult, effect: Effect): void {
  for (const reported of reportedBy(run, result)) {
    if (isUndone(reported)) checkNothingHappened(judge, reported, [effect]);
    // What was answered, and is seen to be done by another run, need not have been done by this one: no reply says when it is.
    if (effect.isLater && judge.effects.byOthers(run.actor, effect.id, run.startedAt - judge.scenario.settle)) continue;
    // What is not answered is waited for before it is sent again, so that nothing of it is under way once it is called done.
    if (reported.result.outcome === 'done' && isOf(reported, effect))
      judge.violate(
        'I5',
        `${run.actor.name} reported ${reported.operation.id} as done, and its ${effect.action} took effect on ${effect.id} later`,
      );
  }
}

/** I5: what was made, and deleted by somebody else before the last look, is not called done. */
function checkGone(judge: Judge, effects: Effects, { run, operation, result }: Reported, after: Plan | undefined): void {
  if (after === undefined || operation.action !== 'create' || result.resourceId === undefined) return;
  const { settle, latest } = judge.scenario;
  const gone = effects.all.find((one) => one.id === result.resourceId && one.after === undefined);
  const isLeft = sentOperations(after).some((one) => one.action === 'create' && one.address === operation.address);
  if (gone !== undefined && isLeft && gone.at < run.plannedAt - (settle - latest))
    judge.violate(
      'I5',
      `${run.actor.name} reported ${operation.id} as ${result.outcome}, and ${result.resourceId} was gone before its last look`,
    );
}

/** Whether a run ends with 0: the world was seen to match. */
export function saysMatch(result: ApplyStackResult): boolean {
  if (result.type !== 'applied')
    return result.type === 'unchanged' && planStatus(result.plan) === 'ready' && result.plan.operations.length === 0;
  const { plan, results, after, failure } = result;
  if (after === undefined || failure !== undefined) return false;
  return (
    planStatus(plan) === 'ready' &&
    planStatus(after) === 'ready' &&
    sentOperations(after).length === 0 &&
    results.every(({ outcome }) => outcome === 'done' || outcome === 'already')
  );
}

/** I5: 0 means that each backup is there, once. */
function checkMatch(judge: Judge, effects: Effects, run: ApplyRun): void {
  const { settle, latest } = judge.scenario;
  const since = run.startedAt - settle;
  // An old replica shows for the time of its lag what has failed since as being taken.
  const seenAt = run.startedAt - (settle - latest);
  // What failed while the run went on may have been listed as being taken.
  for (const entry of run.round.spec.entries) {
    const wrong = wrongWith(judge, entry, seenAt);
    if (wrong === undefined || isExcused(judge, effects, run, entry, since)) continue;
    judge.violate('I5', `${run.actor.name} ended with 0, but ${wrong}`);
  }
}

function isExcused(judge: Judge, effects: Effects, run: ApplyRun, entry: Entry, since: number): boolean {
  const address = addressOf(entry);
  if (judge.isTouched(address, since)) return true;
  if (entry.section === 'policies' && judge.world.disks.rows.some(({ id }) => judge.isTouched(id, since))) return true;
  // A call that somebody else sent before, with another spec, may have come in between.
  return effects.all.some(
    (one) =>
      one.at >= since &&
      one.actor.name !== run.actor.name &&
      one.thing !== undefined &&
      judge.canonical(one.thing.address) === judge.canonical(address),
  );
}

/**
 * What is not as an entry declares it; undefined where all is well.
 * @param at what has failed since counts still: it may have been read before
 * @param awaited disks that may still be under it, since another entry is to take them over
 */
export function wrongWith(judge: Judge, entry: Entry, at = judge.now, awaited: readonly string[] = []): string | undefined {
  const slot = { address: addressOf(entry), occurrence: occurrenceOf(entry) };
  const standing = judge.ledger.standing(entry.section, slot, judge.spec.moved, judge.now);
  const stood = judge.ledger.standing(entry.section, slot, judge.spec.moved, at);
  const name = `${slot.address}#${slot.occurrence}`;
  if (entry.section !== 'policies') {
    const unnamed = standing.filter(({ id }) => !judge.expectedTwins.has(id));
    const isOnce = standing.length === 1 || (standing.length === 0 && stood.length > 0);
    return isOnce || (standing.length > 1 && unnamed.length === 0) ? undefined : `${name} exists ${standing.length} times`;
  }
  const used = standing.filter(({ id }) => judge.ledger.disksOf(id).length > 0);
  const wanted = [...chosenDisks(entry, judge.world)].sort();
  if (standing.length === 0) return `${name} does not exist`;
  if (used.length > 1) return `${name} is there ${used.length} times with disks`;
  const isMeant = (disk: string): boolean => wanted.includes(disk) || !awaited.includes(disk);
  const attached = (used[0] === undefined ? [] : judge.ledger.disksOf(used[0].id)).filter(isMeant).sort();
  return attached.join() === wanted.join()
    ? undefined
    : `${name} protects ${attached.join(', ') || 'nothing'} instead of ${wanted.join(', ') || 'nothing'}`;
}
