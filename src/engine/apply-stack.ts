import { apply } from '../apply/apply.ts';
import type { ApplyOptions } from '../apply/run.ts';
import type { Program } from '../frontend/analyze.ts';
import { planStatus } from '../plan/plan.ts';
import type { Plan } from '../plan/plan.ts';
import type { OperationResult } from '../plan/receipt.ts';
import { planStack } from './plan-stack.ts';

export type ApplyStackOptions = Omit<ApplyOptions, 'signal'> & {
  /** Asked once there is something to do. */
  readonly approve: (plan: Plan) => Promise<boolean>;
  /** Asked for once the plan is approved: until then an interruption may simply end the process. */
  readonly signal?: () => AbortSignal | undefined;
};

/** What came of an apply. Only `applied` has sent anything. */
export type ApplyStackResult =
  | { readonly type: 'refused' | 'failed' | 'unchanged' | 'declined'; readonly plan: Plan }
  | {
      readonly type: 'applied';
      readonly plan: Plan;
      readonly results: readonly OperationResult[];
      /** What is left to do, read after the last operation; absent after an interruption. */
      readonly after?: Plan;
    };

/**
 * Plans a spec, asks, carries the plan out, and plans again to see what is left.
 * @throws Failure `cloud` where the cloud cannot be read, `refused` for another account or an empty spec
 */
export async function applyStack(program: Program, { approve, signal, ...options }: ApplyStackOptions): Promise<ApplyStackResult> {
  const { reader, clock } = options;
  const plan = await planStack(program, reader, clock);
  const status = planStatus(plan);
  if (status !== 'ready') return { type: status, plan };
  if (plan.operations.length === 0) return { type: 'unchanged', plan };
  if (!(await approve(plan))) return { type: 'declined', plan };
  const interruption = signal?.();
  const results = await apply(plan, { ...options, ...(interruption && { signal: interruption }) });
  if (interruption?.aborted) return { type: 'applied', plan, results };
  try {
    return { type: 'applied', plan, results, after: await planStack(program, reader, clock) };
  } catch (error) {
    // What was done is reported, also where the run ended before it could be read again.
    if (interruption?.aborted) return { type: 'applied', plan, results };
    throw error;
  }
}
