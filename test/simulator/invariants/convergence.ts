import type { ApplyStackResult } from '../../../src/engine/apply-stack.ts';
import { sentOperations } from '../../../src/plan/plan.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import type { ApplyRun, Ending } from '../apply-run.ts';
import type { Judge } from '../judge.ts';
import type { Thing } from '../ledger.ts';
import { chosenDisks, policiesIn } from '../selection.ts';
import { addressOf, occurrenceOf } from '../specs.ts';
import type { Entry } from '../specs.ts';
import { checkGone } from './removals.ts';
import { wrongWith } from './report.ts';
import { othersIds } from '../worlds.ts';

/** The plan that a run ended with. */
export const lastPlan = (result: ApplyStackResult): Plan | undefined => (result.type === 'applied' ? result.after : result.plan);

/** Whether a run found nothing to do. */
export const foundNothing = (result: ApplyStackResult): boolean => result.type !== 'applied' && sentOperations(result.plan).length === 0;

/**
 * Whether all that is left is refused for what a person did: a backup without its marks, whose token still answers, is only
 * seen once its create is sent again.
 */
export function isSettled(judge: Judge, ending: Ending): boolean {
  if (ending.type !== 'ended' || ending.result.type !== 'applied') return false;
  const { results } = ending.result;
  const left = results.filter(({ outcome }) => outcome !== 'done' && outcome !== 'already');
  return (
    left.some((one) => 'refused' in one) &&
    left.length === results.length &&
    left.every((one) => one.outcome === 'skipped' || ('refused' in one && judge.isTouched(one.address)))
  );
}

const named = ({ entries }: Plan): ReadonlySet<string> =>
  new Set(
    entries.flatMap(({ twins = [], id, doubtful = [] }) => [...twins, ...(id === undefined ? [] : [id]), ...doubtful.map((one) => one.id)]),
  );

/** Whether the spec still declares what a thing was made for. */
const isDeclared = (judge: Judge, { address, occurrence }: Thing): boolean =>
  judge.spec.entries.some((entry) => addressOf(entry) === judge.canonical(address) && occurrenceOf(entry) === occurrence);

/** Disks that refused entries are to take over: what has them keeps them until then. */
function awaitedDisks(judge: Judge, plan: Plan): readonly string[] {
  const refused = new Set(plan.entries.filter(({ refusal }) => refusal !== undefined).map(({ address }) => address));
  return policiesIn(judge.spec)
    .filter((one) => refused.has(addressOf(one)))
    .flatMap((one) => chosenDisks(one, judge.world));
}

/** Whether what an entry is to take over is another stack's, or another entry's of its own. */
function isOfAnother(judge: Judge, entry: Entry, id: string): boolean {
  const owner = judge.ledger.things.get(id);
  return Object.values(othersIds).includes(id) || (owner !== undefined && judge.canonical(owner.address) !== addressOf(entry));
}

/** What an entry is to be taken of, or is to take over, is not there: the plan says so. */
function isImpossible(judge: Judge, entry: Entry): boolean {
  const { world } = judge;
  const isThere = (id: string): boolean => world.resources[entry.section]?.find(id) !== undefined;
  if (entry.adopt !== undefined && (!isThere(entry.adopt) || isOfAnother(judge, entry, entry.adopt))) return true;
  if (entry.section === 'snapshots') return world.disks.find(entry.disk) === undefined;
  return entry.section === 'groups' && typeof entry.of !== 'string' && entry.of.some((id) => world.disks.find(id) === undefined);
}

/** Whether somebody has had a hand in the disks of a policy, also in one that is gone. */
function areDisksTouched(judge: Judge, entry: Entry): boolean {
  if (entry.section !== 'policies') return false;
  const listed = entry.disks === 'tagged' ? [] : entry.disks;
  return [...judge.world.disks.rows.map(({ id }) => id), ...listed].some((id) => judge.isTouched(id));
}

/** I1 and I4 at the end: a run found nothing to do, so everything is there once, unless somebody's edit stands against it. */
export function checkEnd(judge: Judge, run: ApplyRun, plan: Plan): void {
  if (run.writes > 0) judge.violate('I4', `${run.actor.name} found nothing to do, and sent ${run.writes} calls that change something`);
  const said = named(plan);
  const counted = [...judge.expectedTwins].filter((id) => {
    const thing = judge.ledger.things.get(id);
    // Where somebody has changed its marks, nothing says whose it is.
    const isNamed = thing?.section === 'desktopSnapshots' || (thing !== undefined && judge.ledger.isWhole(thing));
    return thing !== undefined && isNamed && isDeclared(judge, thing) && judge.ledger.counts(thing, judge.now);
  });
  for (const id of counted) if (!said.has(id)) judge.violate('I1', `the plan does not name ${id}, one of two backups of an entry`);
  checkGone(judge, run, plan);
  const awaited = awaitedDisks(judge, plan);
  for (const entry of judge.spec.entries) {
    const address = addressOf(entry);
    if (judge.isTouched(address) || judge.retargeted.has(judge.canonical(address)) || areDisksTouched(judge, entry)) continue;
    if (isImpossible(judge, entry)) continue;
    // What failed a moment ago is listed as being taken yet.
    const wrong = wrongWith(judge, entry, judge.now - judge.scenario.latest, awaited);
    const refusal = plan.entries.find((one) => one.address === address)?.refusal;
    // A thing that has lost its address may be that of any entry of its kind.
    const isDoubtful = refusal !== undefined && judge.isAnyTouched(entry.section);
    if (wrong !== undefined && !isDoubtful)
      judge.violate(refusal === undefined ? 'I1' : 'I4', `in the end ${wrong}${refusal ? `: refused, ${refusal.reason}` : ''}`);
  }
}
