import type { ApplyStackResult } from '../../../src/engine/apply-stack.ts';
import type { ApplyRun } from '../apply-run.ts';
import type { Effects } from '../effects.ts';
import type { Judge } from '../judge.ts';
import { reportedBy } from './report.ts';

/** The policies of the stack under which a disk is. */
const holdersOf = ({ ledger }: Judge, disk: string): readonly string[] =>
  [...ledger.things.values()].flatMap(({ section, id }) => (section === 'policies' && ledger.disksOf(id).includes(disk) ? [id] : []));

/** I5: what is said to be put back is where it was. */
function checkPutBack(judge: Judge, effects: Effects, run: ApplyRun, result: ApplyStackResult): void {
  for (const { operation, result: one } of reportedBy(run, result)) {
    const { from, ids = [] } = operation;
    if (from === undefined || one.outcome !== 'failed' || !one.message?.includes('It was put back')) continue;
    const isOthers = effects.byOthers(run.actor, from.id, run.startedAt - judge.scenario.settle);
    const missing = ids.filter((disk) => !judge.ledger.disksOf(from.id).includes(disk) && !judge.isTouched(disk));
    if (missing.length > 0 && !isOthers)
      judge.violate('I5', `${run.actor.name} says that it put ${missing.join(', ')} back under ${from.id}, and it is not so`);
  }
}

/**
 * I6: what a run took off because it was at its limit is under the new policy or the old one when the run ends, or the run says
 * that it may be under neither.
 */
export function checkReattached(judge: Judge, effects: Effects, run: ApplyRun, result: ApplyStackResult): void {
  checkPutBack(judge, effects, run, result);
  const said = new Set(
    reportedBy(run, result).flatMap(({ operation, result: { outcome, message = '' } }) =>
      operation.action === 'reattach' && (outcome === 'unknown' || message.includes('under neither')) ? (operation.ids ?? []) : [],
    ),
  );
  for (const disk of judge.takenOff.get(run.actor.name) ?? []) {
    if (holdersOf(judge, disk).length > 0 || said.has(disk) || judge.isTouched(disk)) continue;
    // Another run of the same time may be moving it, too.
    if ([...judge.takenOff].some(([name, disks]) => name !== run.actor.name && disks.has(disk))) continue;
    judge.violate('I6', `${run.actor.name} took ${disk} off, and left it under no policy of the stack, without a word`);
  }
}
