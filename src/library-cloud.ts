import type { Diagnostic } from './base/diagnostic.ts';
import type { Connection, Reader } from './cloud/client.ts';
import type { Credentials } from './cloud/credentials.ts';
import { endpointsOf } from './cloud/endpoints.ts';
import type { GivenEndpoints } from './cloud/endpoints.ts';
import type { PlanOptions, StackProgram } from './engine/plan-stack.ts';
import { defaultSettle } from './engine/settle.ts';
import { systemClock } from './engine/system-clock.ts';
import type { SourceFile } from './frontend/analyze.ts';
import { approvedByFlag, withApprovalOf } from './plan/gate.ts';
import type { Plan } from './plan/plan.ts';
import type { ApplyEvent, OperationResult } from './plan/receipt.ts';
import { sound } from './library.ts';
import type { LibraryOptions, Sound, SpecOptions } from './library.ts';
import { assertStands, refuseBefore } from './library-saved.ts';
import type { SavedPlan } from './saved/saved-plan.ts';
import { liveWeigher } from './suppressions/live.ts';

/** Access to the cloud. */
export type CloudAccess = {
  readonly credentials: Credentials;
  /** Hosts, or `http://127.0.0.1:port`; Alibaba's own by default. */
  readonly endpoints?: GivenEndpoints;
  /** Milliseconds that a listing may lag behind a write; 30,000 by default. */
  readonly settle?: number;
};

function connectionTo({ credentials, endpoints = {} }: CloudAccess, region: string): Connection {
  endpointsOf(region, endpoints);
  return { credentials, endpointsIn: (at) => endpointsOf(at, endpoints) };
}

/** The means to read, which waits out the limits of the service. */
async function readerOf(connection: Connection): Promise<Reader> {
  const [{ connectReader }, { patientReader }] = await Promise.all([import('./cloud/client.ts'), import('./cloud/patient-reader.ts')]);
  return patientReader(connectReader(connection), { clock: systemClock, chance: Math.random });
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
export async function plan(files: readonly SourceFile[], access: CloudAccess, options: LibraryOptions = {}): Promise<Plan> {
  const { planStack } = await import('./engine/plan-stack.ts');
  const found = sound(files, options);
  const reader = await readerOf(connectionTo(access, found.program.spec.region));
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
  options: SpecOptions = {},
): Promise<readonly Diagnostic[]> {
  const { preflightStack } = await import('./engine/preflight-stack.ts');
  const { program, documents } = sound(files, options);
  const found = await preflightStack(program, await readerOf(connectionTo(access, program.spec.region)), systemClock);
  const weigh = liveWeigher(program.overrides ?? { section: {}, flags: {}, documents });
  return found.flatMap((one) => weigh(one, 'free').reported ?? []);
}

/**
 * Plans again, carries the plan out, and reads the cloud once more. With `saved` it goes on only if nothing else would be
 * done than what was saved, from the same values; the approval of reductions that it was made with counts.
 * @returns how every operation ended, and the plan that is left: without operations where the cloud matches, absent after
 * an interruption; `failure` is why the run could not go on, or the cloud not be read again
 * @throws Failure for a spec with errors, a refused or stale plan, and where the cloud cannot be read before anything is sent
 */
export async function apply(
  files: readonly SourceFile[],
  access: CloudAccess,
  options: LibraryOptions & {
    readonly saved?: SavedPlan;
    readonly wait?: 'none' | 'accepted' | 'finished';
    /** Also what takes a token is created only after two looks a settle time apart. */
    readonly careful?: boolean;
    readonly onEvent?: (event: ApplyEvent) => void;
    readonly signal?: AbortSignal;
  } = {},
): Promise<{ readonly results: readonly OperationResult[]; readonly after?: Plan; readonly failure?: unknown }> {
  const [{ connectWriter }, { applyStack }] = await Promise.all([import('./cloud/client.ts'), import('./engine/apply-stack.ts')]);
  const found = sound(files, options);
  const { saved } = options;
  if (saved !== undefined) refuseBefore(saved, found);
  const connection = connectionTo(access, found.program.spec.region);
  const { gate, narrowing } = planOptions(options);
  const result = await applyStack(stackOf(found, options), {
    reader: await readerOf(connection),
    writer: connectWriter(connection, access.settle ?? defaultSettle),
    clock: systemClock,
    chance: Math.random,
    settle: access.settle ?? defaultSettle,
    careful: options.careful ?? false,
    wait: options.wait ?? 'accepted',
    gate: withApprovalOf(saved?.approval, gate),
    narrowing,
    ...(saved && { assertPlan: (made: Plan) => assertStands(saved, made, found) }),
    approve: async () => ({ type: 'yes' }),
    signal: () => options.signal,
    onEvent: options.onEvent ?? (() => {}),
  });
  if (result.type === 'applied') {
    const { results, after, failure } = result;
    return { results, ...(after && { after }), ...(failure !== undefined && { failure }) };
  }
  if (result.type === 'unchanged') return { results: [], after: result.plan };
  return { results: [] };
}
