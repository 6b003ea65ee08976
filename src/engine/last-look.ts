import { sameJson } from '../base/json.ts';
import type { ApplyOptions } from '../apply/driver.ts';
import type { Wait } from '../apply/protocol.ts';
import { takingFailed } from '../apply/results.ts';
import { sentOperations } from '../plan/plan.ts';
import type { Operation, Plan } from '../plan/plan.ts';
import type { OperationResult } from '../plan/receipt.ts';
import { planStack } from './plan-stack.ts';
import { unlessAborted } from './unless-aborted.ts';
import type { PlanOptions, StackProgram } from './plan-stack.ts';

/** What a run has done, and what is left of it. */
type Looked = { readonly results: readonly OperationResult[]; readonly after?: Plan; readonly failure?: unknown };

const unfinishedHelp = 'snapspec wait waits until it is finished.';

/** Milliseconds between two looks at what is not listed yet. */
const pauses = [500, 1_000, 2_000, 4_000, 8_000];

/** Whether an operation was sent, so that what it brings about may be listed late. */
const wasSent = ({ outcome }: OperationResult): boolean => outcome === 'done' || outcome === 'already' || outcome === 'unknown';

/** What a look may show as still to be done, where an operation was not done: of a reattach any part of it. */
const namesOf = ({ address, action, from }: Pick<Operation, 'address' | 'action' | 'from'>): readonly string[] => [
  `${action} ${address}`,
  ...(from === undefined ? [] : [`attach ${address}`, `detach ${from.address}`]),
];

const namesIn = (operations: readonly Operation[]): ReadonlySet<string> => new Set(operations.flatMap(namesOf));

/** The results of a run, each with its operation. */
type Reported = readonly { readonly result: OperationResult; readonly operation: Operation | undefined }[];

function reported(results: readonly OperationResult[], { operations }: Plan): Reported {
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  return results.map((result) => ({ result, operation: byId.get(result.id) }));
}

/** Whether what an operation has made is listed as failed: it will be taken again. */
const hasFailed = ({ action, resourceId, address }: OperationResult, { entries }: Plan): boolean =>
  action === 'create' && entries.some((one) => one.address === address && one.failed?.includes(resourceId ?? ''));

/** What was sent and would be sent again, as it was seen now. */
function notSeen(all: Reported, after: Plan): boolean {
  const left = namesIn(sentOperations(after));
  return all.some(
    ({ result, operation }) => wasSent(result) && !hasFailed(result, after) && namesOf(operation ?? result).some((name) => left.has(name)),
  );
}

/** What was listed when it was made, and has failed since, is not called done. */
const withFailed = (results: readonly OperationResult[], plan: Plan, after: Plan): readonly OperationResult[] =>
  reported(results, plan).map(({ result, operation }) =>
    operation !== undefined && wasSent(result) && hasFailed(result, after) ? takingFailed(operation, result.resourceId ?? '') : result,
  );

/** What nobody knew is done, where nothing is left of it to do and its entry is there; finished, where that is waited for. */
function withSeen(all: Reported, after: Plan, wait: Wait): readonly OperationResult[] {
  const left = namesIn(after.operations);
  const entries = new Map(after.entries.map((entry) => [entry.address, entry]));
  return all.map(({ result, operation }) => {
    const entry = entries.get(result.address);
    const isThere = result.action === 'delete' || (entry?.id !== undefined && entry.outcome !== 'refused');
    const isLeft = namesOf(operation ?? result).some((name) => left.has(name));
    if (result.outcome !== 'unknown' || isLeft || !isThere) return result;
    const { message: _, help: __, ...rest } = result;
    const id = result.resourceId ?? entry?.id;
    const seen = { ...rest, ...(id !== undefined && { resourceId: id }) };
    const isUnfinished = wait === 'finished' && result.action === 'create' && entry?.pending === true;
    return isUnfinished ? { ...seen, message: 'It is there, and still being taken.', help: unfinishedHelp } : { ...seen, outcome: 'done' };
  });
}

/** Whether an operation of another plan does again what one has done, or a part of it. */
export function isAgain(one: Operation, done: Operation): boolean {
  if (done.action === 'reattach')
    return (
      one.address === done.address && ['attach', 'reattach'].includes(one.action) && (done.ids ?? []).every((id) => one.ids?.includes(id))
    );
  if (one.action !== done.action || one.address !== done.address) return false;
  // Of several disks one may be left.
  if (done.action === 'attach' || done.action === 'detach') return one.ids?.some((id) => done.ids?.includes(id)) ?? false;
  return one.action === 'create' || sameJson(one.call as never, done.call as never);
}

/** What was done and is not there when the settle time is over, is not called done. */
function withGone(results: readonly OperationResult[], plan: Plan, after: Plan): readonly OperationResult[] {
  const left = sentOperations(after);
  return reported(results, plan).map(({ result, operation }) => {
    if (operation === undefined || (result.outcome !== 'done' && result.outcome !== 'already')) return result;
    if (!left.some((one) => isAgain(one, operation))) return result;
    const message = 'It was done, and the cloud does not show it any more: somebody may have changed it back.';
    return { ...result, outcome: 'unknown', message, help: 'Run snapspec plan: it says what is there now.' };
  });
}

/**
 * Reads the cloud once more after a run: what was sent and is not listed yet is waited for until the settle time is over.
 * Nothing is thrown, so that results are never lost.
 */
export async function lastLook(
  program: StackProgram,
  { plan, results }: { readonly plan: Plan; readonly results: readonly OperationResult[] },
  options: ApplyOptions & PlanOptions,
): Promise<Looked> {
  const { reader, clock, settle, wait, onEvent, signal } = options;
  const last = clock.now() + settle;
  const all = reported(results, plan);
  // What the run was about may be gone by what it has done.
  const known = [...plan.entries.map(({ address }) => address), ...plan.leftOut];
  const narrowing = options.narrowing && { ...options.narrowing, known };
  try {
    for (let round = 0; ; round++) {
      const at = clock.now();
      const after = await unlessAborted(planStack(program, reader, clock, { ...options, ...(narrowing && { narrowing }) }), signal);
      const seen = withFailed(withSeen(all, after, wait), plan, after);
      if (!notSeen(all, after)) return { results: seen, after };
      if (at >= last || signal?.aborted) return { results: withGone(seen, plan, after), after };
      const pause = Math.min(last - clock.now(), pauses[Math.min(round, pauses.length - 1)] as number);
      if (pause >= 1_000) onEvent({ type: 'settling', what: 'waiting until everything is listed' });
      await clock.sleep(Math.max(0, pause), signal);
    }
  } catch (failure) {
    return signal?.aborted ? { results } : { results, failure };
  }
}
