import type { Diagnostic } from './base/diagnostic.ts';
import type { Connection, Reader } from './cloud/client.ts';
import type { ReadWait } from './cloud/patient-reader.ts';
import type { PlanOptions, StackProgram } from './engine/plan-stack.ts';
import { defaultSettle } from './engine/settle.ts';
import { systemClock } from './engine/system-clock.ts';
import type { SourceFile } from './frontend/analyze.ts';
import { approvedByFlag, withApprovalOf } from './plan/gate.ts';
import type { Plan } from './plan/plan.ts';
import type { ApplyEvent, OperationResult } from './plan/receipt.ts';
import type { WaitResult } from './report/waits/format.ts';
import { connectionTo } from './library-access.ts';
import type { CloudAccess } from './library-access.ts';
import { sound } from './library.ts';
import type { LibraryOptions, Sound, SpecOptions } from './library.ts';
import { assertStands, refuseBefore } from './library-saved.ts';
import type { SavedPlan } from './saved/saved-plan.ts';
import { liveWeigher } from './suppressions/live.ts';

/** What a run that reads the cloud takes beside its spec. */
export type RunOptions = {
  /** Ends the run; its reason is thrown, or after something was sent returned as the failure. */
  readonly signal?: AbortSignal;
  /** Is told of every pause, where the service limits its calls or does not answer. */
  readonly onWait?: (wait: ReadWait) => void;
};

/** The means to read, which waits out the limits of the service. */
async function readerOf(connection: Connection, { onWait }: RunOptions): Promise<Reader> {
  const [{ connectReader }, { patientReader }] = await Promise.all([import('./cloud/client.ts'), import('./cloud/patient-reader.ts')]);
  return patientReader(connectReader(connection), { clock: systemClock, chance: Math.random, ...(onWait && { onWait }) });
}

const stackOf = ({ program }: Sound, { prune = false }: LibraryOptions): StackProgram => ({ ...program, prune });

function planOptions({
  approveReductions,
  limitReductions = 0,
  targets = [],
  excluded = [],
}: LibraryOptions): Required<Pick<PlanOptions, 'gate' | 'narrowing'>> {
  const gate = approvedByFlag(approveReductions);
  return { gate: { ...gate, limit: Math.max(gate.limit, limitReductions) }, narrowing: { targets, excluded } };
}

/**
 * Plans what apply would do. Sends read calls only.
 * @throws Failure for a spec with errors, an address in `targets` or `excluded` that nothing has, and where the cloud cannot be read
 */
export async function plan(files: readonly SourceFile[], access: CloudAccess, options: LibraryOptions & RunOptions = {}): Promise<Plan> {
  const { planStack } = await import('./engine/plan-stack.ts');
  const found = sound(files, options);
  const reader = await readerOf(await connectionTo(access, found.program.spec.region, options.signal), options);
  return planStack(stackOf(found, options), reader, systemClock, planOptions(options));
}

/**
 * Finds what the service would refuse of a spec today, as `lint --live` does: without what comments of the spec ignore, and
 * with the severities of its `lint` section. Sends read calls only.
 * @throws Failure for a spec with errors, and where the cloud cannot be read
 */
export async function preflight(
  files: readonly SourceFile[],
  access: CloudAccess,
  options: SpecOptions & RunOptions = {},
): Promise<readonly Diagnostic[]> {
  const { preflightStack } = await import('./engine/preflight-stack.ts');
  const { program, documents } = sound(files, options);
  const reader = await readerOf(await connectionTo(access, program.spec.region, options.signal), options);
  const found = await preflightStack(program, reader, systemClock);
  const weigh = liveWeigher(program.overrides ?? { section: {}, flags: {}, documents });
  return found.flatMap((one) => weigh(one, 'free').reported ?? []);
}

/** How an apply is carried out. */
export type ApplyOptions = LibraryOptions &
  RunOptions & {
    /** Go on only with what was saved. */
    readonly saved?: SavedPlan;
    readonly wait?: 'none' | 'accepted' | 'finished';
    /** Also what takes a token is created only after two looks a settle time apart. */
    readonly careful?: boolean;
    readonly onEvent?: (event: ApplyEvent) => void;
  };

/** What came of an apply. */
export type Applied = {
  /** What was carried out. */
  readonly plan: Plan;
  readonly results: readonly OperationResult[];
  /** The plan that is left: without operations where the cloud matches, absent after an interruption or a failure. */
  readonly after?: Plan;
  /** Why the run could not go on, or the cloud not be read again. */
  readonly failure?: unknown;
};

/**
 * Plans again, carries the plan out, and reads the cloud once more. With `saved` it goes on only if nothing else would be
 * done than what was saved, from the same values; the approval of reductions that it was made with counts.
 * @throws Failure for a spec with errors, a refused or stale plan, and where the cloud cannot be read before anything is sent
 */
export async function apply(files: readonly SourceFile[], access: CloudAccess, options: ApplyOptions = {}): Promise<Applied> {
  const [{ connectWriter }, { applyStack }] = await Promise.all([import('./cloud/client.ts'), import('./engine/apply-stack.ts')]);
  const found = sound(files, options);
  const { saved } = options;
  if (saved !== undefined) refuseBefore(saved, found);
  // A signal stops the run between its calls: what is in flight is awaited, so that it is known what came of it.
  const connection = await connectionTo(access, found.program.spec.region);
  const { gate, narrowing } = planOptions(options);
  const settle = access.settle ?? defaultSettle;
  const result = await applyStack(stackOf(found, options), {
    reader: await readerOf(connection, options),
    writer: connectWriter(connection, settle),
    clock: systemClock,
    chance: Math.random,
    settle,
    careful: options.careful ?? false,
    wait: options.wait ?? 'accepted',
    gate: withApprovalOf(saved?.approval, gate),
    narrowing,
    ...(saved && { assertPlan: (made: Plan) => assertStands(saved, made, found) }),
    approve: async () => ({ type: 'yes' }),
    signal: () => options.signal,
    onEvent: options.onEvent ?? (() => {}),
  });
  if (result.type !== 'applied') return { plan: result.plan, results: [], ...(result.type === 'unchanged' && { after: result.plan }) };
  const { plan: made, results, after, failure } = result;
  return { plan: made, results, ...(after && { after }), ...(failure !== undefined && { failure }) };
}

/** How the backups ended that were being taken, and why it could not be waited for all of them. */
export type Waited = { readonly plan: Plan; readonly results: readonly WaitResult[]; readonly failure?: unknown };

/**
 * Waits until the backups of a spec that are being taken are finished or failed. Sends read calls only.
 * @throws Failure for a spec with errors, and where the cloud cannot be read at the beginning
 */
export async function wait(
  files: readonly SourceFile[],
  access: CloudAccess,
  options: SpecOptions & RunOptions & { readonly onLook?: (results: readonly WaitResult[]) => void } = {},
): Promise<Waited> {
  const [{ waitStack }, { waitResults }] = await Promise.all([import('./engine/wait-stack.ts'), import('./engine/wait-results.ts')]);
  const found = sound(files, options);
  const { onLook, signal } = options;
  const reader = await readerOf(await connectionTo(access, found.program.spec.region, signal), options);
  const waited = await waitStack(stackOf(found, {}), reader, systemClock, {
    settle: access.settle ?? defaultSettle,
    ...(signal && { signal }),
    ...(onLook && { onLook: (watched) => onLook(waitResults(watched)) }),
  });
  const { plan: made, watched, failure } = waited;
  return { plan: made, results: waitResults(watched), ...(failure !== undefined && { failure }) };
}
