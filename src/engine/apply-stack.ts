import { Failure } from '../base/failure.ts';
import { canonicalJson } from '../base/json.ts';
import { apply } from '../apply/driver.ts';
import type { ApplyOptions } from '../apply/driver.ts';
import { closedGate } from '../plan/gate.ts';
import type { GateOptions } from '../plan/gate.ts';
import { sentOperations } from '../plan/plan.ts';
import type { Plan } from '../plan/plan.ts';
import type { OperationResult } from '../plan/receipt.ts';
import { lastLook } from './last-look.ts';
import { planStack } from './plan-stack.ts';
import type { PlanOptions, StackProgram } from './plan-stack.ts';
import { unlessAborted } from './unless-aborted.ts';

export type ApplyStackOptions = Omit<ApplyOptions, 'signal'> &
  PlanOptions & {
    /** Throws where a plan is not the one that was approved elsewhere; called with every plan before it is asked about. */
    readonly assertPlan?: (plan: Plan) => void;
    /** Asked once there is something to do. */
    readonly approve: (plan: Plan) => Promise<Answer>;
    /** Somebody can be asked: also a plan that only waits for an approval of reductions is put before them. */
    readonly interactive?: boolean;
    /** Asked for once the plan is approved: until then an interruption may simply end the process. */
    readonly signal?: () => AbortSignal | undefined;
  };

/** What somebody says to a plan: no, yes, or yes to so many reductions, which makes it another plan. */
export type Answer = { readonly type: 'no' | 'yes' } | { readonly type: 'reductions'; readonly reductions: number };

/** What came of an apply. Only `applied` has sent anything; `unchanged` is also a plan of which everything is held back. */
export type ApplyStackResult =
  | { readonly type: 'unchanged' | 'declined'; readonly plan: Plan }
  | {
      readonly type: 'applied';
      readonly plan: Plan;
      readonly results: readonly OperationResult[];
      /** What is left to do, read after the last operation; absent after an interruption or a failure. */
      readonly after?: Plan;
      /** Why the run could not go on, or the cloud not be read again, after the results that stand here. */
      readonly failure?: unknown;
    };

/** A plan, when its reading began, and what was said to it. */
type Approved = { readonly plan: Plan; readonly plannedAt: number; readonly answer: 'yes' | 'no' | 'nothing'; readonly gate: GateOptions };

/** Whether two plans do the same, and the same loses its protection by it. */
const isSame = (a: Plan, b: Plan): boolean =>
  canonicalJson([a.operations, a.gate.reductions] as never) === canonicalJson([b.operations, b.gate.reductions] as never);

/** Asks until a plan is approved or declined. After a person's yes it is made again: what changed meanwhile is put before them. */
async function approvedPlan(
  program: StackProgram,
  { reader, clock, approve, interactive, assertPlan, narrowing, signal, gate: given = closedGate }: ApplyStackOptions,
): Promise<Approved> {
  let plannedAt = clock.now();
  const planned = async (): Promise<Plan> => {
    plannedAt = clock.now();
    const made = await planStack(program, reader, clock, { gate, ...(narrowing && { narrowing }) });
    assertPlan?.(made);
    return made;
  };
  let gate = given;
  let plan = await planned();
  for (;;) {
    const asks = sentOperations(plan).length > 0 || (interactive === true && !plan.gate.passed);
    if (!asks) return { plan, plannedAt, answer: 'nothing', gate };
    const answer = await approve(plan);
    if (answer.type === 'no') return { plan, plannedAt, answer: 'no', gate };
    if (answer.type === 'yes' && interactive !== true) return { plan, plannedAt, answer: 'yes', gate };
    if (answer.type === 'reductions') gate = { ...gate, approvals: [...gate.approvals, { by: 'prompt', reductions: answer.reductions }] };
    const interruption = signal?.();
    const again = await unlessAborted(planned(), interruption).catch((error: unknown) => {
      // Whoever interrupts after a yes takes it back; a run that takes too long says so.
      if (!interruption?.aborted || error instanceof Failure) throw error;
      return undefined;
    });
    if (again === undefined) return { plan, plannedAt, answer: 'no', gate };
    if (answer.type === 'yes' && isSame(plan, again)) return { plan: again, plannedAt, answer: 'yes', gate };
    plan = again;
  }
}

/**
 * Plans a spec, asks, carries the plan out, and plans again to see what is left.
 * What is refused, held back or not approved is left out, and the rest is carried out. Once something was sent nothing is
 * thrown: results are never lost.
 * @throws Failure `cloud` where the cloud cannot be read, `refused` for another account or an empty spec; what `assertPlan` throws
 */
export async function applyStack(program: StackProgram, given: ApplyStackOptions): Promise<ApplyStackResult> {
  const { signal, ...options } = given;
  const { plan, plannedAt, answer, gate } = await approvedPlan(program, given);
  if (answer !== 'yes') return { type: answer === 'no' ? 'declined' : 'unchanged', plan };
  const interruption = signal?.();
  const running = { ...options, ...(interruption && { signal: interruption }) };
  const { results, failure } = await apply(plan, running, plannedAt);
  const applied = { type: 'applied' as const, plan, results };
  if (interruption?.aborted) return applied;
  if (failure !== undefined) return { ...applied, failure };
  if (options.wait === 'none') return applied;
  return { ...applied, ...(await lastLook(program, applied, { ...running, gate })) };
}
