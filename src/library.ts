import type { ApplyEvent, OperationResult } from './plan/receipt.ts';
import type { Checked, Diagnostic } from './base/diagnostic.ts';
import { hasErrors } from './base/diagnostic.ts';
import { Failure } from './base/failure.ts';
import type { Connection, Reader } from './cloud/client.ts';
import type { Credentials } from './cloud/credentials.ts';
import { endpointsOf } from './cloud/endpoints.ts';
import type { GivenEndpoints } from './cloud/endpoints.ts';
import { defaultSettle } from './engine/settle.ts';
import { systemClock } from './engine/system-clock.ts';
import { analyze } from './frontend/analyze.ts';
import type { Program, SourceFile } from './frontend/analyze.ts';
import type { Desired } from './kinds/desired.ts';
import { approvedByFlag } from './plan/gate.ts';
import type { Plan } from './plan/plan.ts';
import type { Document } from './read/syntax-tree.ts';
import { parse } from './read/parse.ts';

/** Options to read a spec with. */
export type LibraryOptions = {
  /** Values of its variables. Text is read as the type that is wanted where the variable stands, as that of --var is. */
  readonly variables?: { readonly [name: string]: string };
  /** The most reductions of protection that may be carried out; none by default. */
  readonly approveReductions?: number;
  /** Also remove what the spec no longer declares, as far as no backup is lost by it. */
  readonly prune?: boolean;
  /** Files of values, as those of --var-file: `variables` wins over them, and a later one over those before it. */
  readonly variableFiles?: readonly SourceFile[];
  /** Civil year for which daylight saving is judged; this year by default. */
  readonly year?: number;
};

/** Access to the cloud. */
export type CloudAccess = {
  readonly credentials: Credentials;
  /** Hosts, or `http://127.0.0.1:port`; Alibaba's own by default. */
  readonly endpoints?: GivenEndpoints;
  /** Milliseconds that a listing may lag behind a write; 30,000 by default. */
  readonly settle?: number;
};

const yearOf = (options: LibraryOptions): number => options.year ?? new Date(systemClock.now()).getUTCFullYear();

const valuesOf = ({ variables, variableFiles }: LibraryOptions): Pick<LibraryOptions, 'variables' | 'variableFiles'> => ({
  ...(variables && { variables }),
  ...(variableFiles && { variableFiles }),
});

/** Parses text to a document in which every value knows its place. */
export function read(file: string, text: string): Checked<Document> {
  return parse(file, text);
}

/** All findings about a spec that need no cloud. */
export function lint(files: readonly SourceFile[], options: LibraryOptions = {}): readonly Diagnostic[] {
  return analyze(files, { ...valuesOf(options), year: yearOf(options), unresolved: 'info' }).diagnostics;
}

function program(
  files: readonly SourceFile[],
  options: LibraryOptions,
): { program: Program | undefined; diagnostics: readonly Diagnostic[] } {
  const { program: found, diagnostics } = analyze(files, { ...valuesOf(options), year: yearOf(options), unresolved: 'error' });
  return { program: found, diagnostics };
}

/** Compiles a spec to its desired entries in canonical form. */
export function compile(files: readonly SourceFile[], options: LibraryOptions = {}): Checked<readonly Desired[]> {
  const { program: found, diagnostics } = program(files, options);
  return { value: found?.desired, diagnostics };
}

function needed(files: readonly SourceFile[], options: LibraryOptions): Program {
  const { program: found, diagnostics } = program(files, options);
  const first = diagnostics.find((one) => one.severity === 'error');
  if (found === undefined || hasErrors(diagnostics))
    throw new Failure('operation', `The spec has errors. The first: ${first?.message ?? 'there is nothing to read.'}`, {
      help: 'Call lint for all of them.',
    });
  return found;
}

function connectionTo({ credentials, endpoints = {} }: CloudAccess, region: string): Connection {
  endpointsOf(region, endpoints);
  return { credentials, endpointsIn: (at) => endpointsOf(at, endpoints) };
}

/** The means to read, which waits out the limits of the service. */
async function readerOf(connection: Connection): Promise<Reader> {
  const [{ connectReader }, { patientReader }] = await Promise.all([import('./cloud/client.ts'), import('./cloud/patient-reader.ts')]);
  return patientReader(connectReader(connection), { clock: systemClock, chance: Math.random });
}

/**
 * Plans what apply would do. Sends read calls only.
 * @throws Failure for a spec with errors, and where the cloud cannot be read
 */
export async function plan(files: readonly SourceFile[], access: CloudAccess, options: LibraryOptions = {}): Promise<Plan> {
  const { planStack } = await import('./engine/plan-stack.ts');
  const found = needed(files, options);
  return planStack({ ...found, prune: options.prune ?? false }, await readerOf(connectionTo(access, found.spec.region)), systemClock, {
    gate: approvedByFlag(options.approveReductions),
  });
}

/**
 * Plans again, carries the plan out, and reads the cloud once more.
 * @returns how every operation ended, and the plan that is left: without operations where the cloud matches, absent after
 * an interruption; `failure` is why the run could not go on, or the cloud not be read again
 * @throws Failure for a spec with errors, a refused plan, and where the cloud cannot be read before anything is sent
 */
export async function apply(
  files: readonly SourceFile[],
  access: CloudAccess,
  options: LibraryOptions & {
    readonly wait?: 'none' | 'accepted' | 'finished';
    /** Also what takes a token is created only after two looks a settle time apart. */
    readonly careful?: boolean;
    readonly onEvent?: (event: ApplyEvent) => void;
    readonly signal?: AbortSignal;
  } = {},
): Promise<{ readonly results: readonly OperationResult[]; readonly after?: Plan; readonly failure?: unknown }> {
  const [{ connectWriter }, { applyStack }] = await Promise.all([import('./cloud/client.ts'), import('./engine/apply-stack.ts')]);
  const found = needed(files, options);
  const connection = connectionTo(access, found.spec.region);
  const result = await applyStack(
    { ...found, prune: options.prune ?? false },
    {
      reader: await readerOf(connection),
      writer: connectWriter(connection, access.settle ?? defaultSettle),
      clock: systemClock,
      chance: Math.random,
      settle: access.settle ?? defaultSettle,
      careful: options.careful ?? false,
      wait: options.wait ?? 'accepted',
      gate: approvedByFlag(options.approveReductions),
      approve: async () => ({ type: 'yes' }),
      signal: () => options.signal,
      onEvent: options.onEvent ?? (() => {}),
    },
  );
  if (result.type === 'applied') {
    const { results, after, failure } = result;
    return { results, ...(after && { after }), ...(failure !== undefined && { failure }) };
  }
  if (result.type === 'unchanged') return { results: [], after: result.plan };
  return { results: [] };
}
