import type { Clock } from '../base/clock.ts';
import type { Reader } from '../cloud/client.ts';
import { observe } from '../cloud/observe.ts';
import { diff } from '../diff/diff.ts';
import { aboutEntry } from '../diff/finding.ts';
import type { LiveState } from '../diff/live-state.ts';
import { ownershipScope } from '../diff/ownership-scope.ts';
import type { Ways } from '../diff/ways.ts';
import type { Program } from '../frontend/analyze.ts';
import { closedGate } from '../plan/gate.ts';
import type { GateOptions } from '../plan/gate.ts';
import { makePlan } from '../plan/make-plan.ts';
import { narrow } from '../plan/narrow.ts';
import type { Narrowing } from '../plan/narrow.ts';
import type { Plan } from '../plan/plan.ts';
import { weigh } from '../plan/weigh.ts';
import { emptySpecRefusal } from '../plan/refusals.ts';
import { preflightFinding } from '../preflight/issue.ts';
import { preflight } from '../preflight/preflight.ts';
import { unknownRegion } from '../preflight/regions.ts';
import { againstBase, comparable } from './against-base.ts';
import type { Base } from './against-base.ts';
import { countingReader } from './count-calls.ts';
import { serviceClock } from './service-clock.ts';
import type { Spec } from '../spec/spec.ts';

/** What a run is told beside its spec. */
export type PlanOptions = {
  /** What is approved of what takes protection away; nothing by default. */
  readonly gate?: GateOptions;
  /** The entries that it is about; all by default. */
  readonly narrowing?: Narrowing;
  /** What its differences are told apart by. */
  readonly base?: Base;
  /** Is handed what was read, once all of it is known. */
  readonly onRead?: (live: LiveState) => void;
};

const everything: Narrowing = { targets: [], excluded: [] };

/** What the spec approves and lets pass, beside what the command line does. */
const withSpec = ({ approve, limits }: Pick<Spec, 'approve' | 'limits'>, given: GateOptions = closedGate): GateOptions => ({
  approvals: [...(approve ? [{ by: 'spec' as const, ...approve }] : []), ...given.approvals],
  limit: Math.max(limits.reductions, given.limit),
});

/** A spec, and what a command line asks for beside it. */
export type StackProgram = Program & {
  /** Also remove what the spec no longer declares, as far as no backup is lost by it. */
  readonly prune?: boolean;
};

/**
 * Reads the live state and makes the plan of a spec. It has no means to write.
 * @throws Failure `cloud` for an incomplete read, `refused` for another account or an empty spec
 */
export async function planStack(
  { spec, desired, overrides, prune = false }: StackProgram,
  reader: Reader,
  clock: Pick<Clock, 'now'>,
  options: PlanOptions = {},
): Promise<Plan> {
  const ways: Ways = { moved: spec.moved, removed: spec.removed, prune };
  const service = serviceClock(reader, clock);
  const counting = countingReader(service.reader);
  const live = await observe(counting, spec, desired, ways, comparable(options.base, { spec, desired }));
  const reads = counting.counts();
  const elsewhere = unknownRegion(live, desired[0]?.file);
  if (elsewhere !== undefined)
    return makePlan({ changes: [], findings: [aboutEntry(elsewhere, '')], state: live, stack: spec.stack, reads });
  options.onRead?.(live);
  const refusal = emptySpecRefusal(live.live, ownershipScope(spec.stack, live, desired, ways), ways);
  if (refusal !== undefined) throw refusal;
  const { changes, findings } = diff(desired, live, spec.stack, service.now(), ways);
  const { targets, excluded, known = [] } = options.narrowing ?? everything;
  const goes = spec.removed.flatMap(({ address }) => address ?? []);
  const narrowed = narrow(changes, findings, { targets, excluded, known: [...known, ...goes] });
  // What is left out neither makes room for the rest nor takes it.
  const checked = preflight(narrowed.changes, live, service.now()).map(preflightFinding);
  const plan = makePlan({
    ...narrowed,
    findings: weigh([...narrowed.findings, ...checked], overrides),
    state: live,
    stack: spec.stack,
    reads,
    gate: withSpec(spec, options.gate),
  });
  const { base } = options;
  if (base === undefined) return plan;
  return { ...plan, against: againstBase(base, plan.entries, { spec, desired }, { live, ways, now: service.now() }) };
}
