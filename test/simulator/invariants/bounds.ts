import type { ApplyRun } from '../apply-run.ts';
import type { Judge } from '../judge.ts';

/** Calls that no run may exceed. */
const mostCalls = 600;
/** Calls of one operation that are refused within a minute for their number, beside those that are in flight at once. */
const mostThrottled = 20;
/** Milliseconds that no run may take. */
const longest = 60 * 60_000;
/** Milliseconds within which a run ends after a signal, with what the last reply takes. */
const afterSignal = 6_500;

/** I7: a run ends, within its calls and its time. @returns whether it goes on beyond them */
export function exceeds(judge: Judge, run: ApplyRun): boolean {
  const { name } = run.actor;
  const took = judge.now - run.startedAt;
  if (run.calls > mostCalls) judge.violate('I7', `${name} has sent ${run.calls} calls`);
  else if (took > longest) judge.violate('I7', `${name} goes on after ${took / 60_000} minutes`);
  else if (run.mostThrottled > mostThrottled)
    judge.violate('I7', `${name} was refused ${run.mostThrottled} calls of one operation within a minute, and asked on`);
  else return false;
  return true;
}

/** I7: after a signal, or its end, a run sends nothing more that changes anything. */
export function checkLateWrites(judge: Judge, run: ApplyRun): void {
  if (run.lateWrites > 0) judge.violate('I7', `${run.actor.name} sent something that changes the cloud after a signal, or after its end`);
}

/** I7: after a signal a run ends soon. */
export function checkInterruption(judge: Judge, run: ApplyRun): void {
  if (run.interruptedAt === undefined) return;
  const took = judge.now - run.interruptedAt;
  if (took > afterSignal) judge.violate('I7', `${run.actor.name} ended ${(took / 1000).toFixed(1)} s after its signal`);
}
