import type { Program } from '../frontend/analyze.ts';
import type { Connection, Reader, Writer } from '../cloud/client.ts';
import type { Credentials } from '../cloud/credentials.ts';
import { Reading } from './reading.ts';
import type { ReadWait } from '../cloud/patient-reader.ts';
import type { GivenEndpoints } from '../cloud/endpoints.ts';
import type { Clock } from '../base/clock.ts';
import { Failure } from '../base/failure.ts';
import { defaultSettle } from '../engine/settle.ts';
import { typed } from '../files/index.ts';
import { accessOf } from './host.ts';
import type { FileOptions, Host } from './host.ts';
import { startTimeout, timeoutOf } from './run-timeout.ts';
import type { RunTimeout } from './run-timeout.ts';
import { hideSecrets, refuseDebugging, warnOfOpenFiles } from './secret-sources.ts';

/** Other endpoints than those of the region. */
export type EndpointFlags = { readonly endpointEcs?: string; readonly endpointEcd?: string; readonly endpointSts?: string };

/** The options of every verb that looks at the cloud of a spec. */
export type CloudOptions = FileOptions &
  EndpointFlags & {
    readonly local?: boolean;
    readonly localSeed?: string;
    readonly localReset?: boolean;
    readonly timeout?: string;
    /** The most reading calls of the run. */
    readonly maxCalls?: string;
    /** Seconds by which a listing may lag behind a write. */
    readonly settle?: string;
  };

/** An open connection to the cloud; `settle` is in milliseconds. */
type Opened = { readonly connection: Connection; readonly settle: number; readonly close: () => Promise<void> };

/** A connection whose run has a time limit; `clock` ends its waiting with the run. */
export type CloudConnection = Opened & Pick<RunTimeout, 'clock' | 'signal'>;

function settleOf(options: CloudOptions, fallback: number): number {
  if (options.settle === undefined) return fallback;
  const seconds = Number(options.settle);
  if (!Number.isFinite(seconds) || seconds < 0 || seconds > 3600)
    throw new Failure('usage', `--settle ${options.settle} is not a number of seconds from 0 to 3600.`, {
      help: 'For example: --settle 30',
    });
  return seconds * 1000;
}

function flags(options: EndpointFlags): GivenEndpoints {
  const { endpointEcs: ecs, endpointEcd: ecd, endpointSts: sts } = options;
  return { ...(ecs !== undefined && { ecs }), ...(ecd !== undefined && { ecd }), ...(sts !== undefined && { sts }) };
}

async function openLocal(program: Program, folder: string, options: CloudOptions, io: Host): Promise<Opened> {
  const { openLocalCloud } = await import('../emulator/local.ts');
  const { endpointsOf } = await import('../cloud/endpoints.ts');
  const { stack } = program.spec;
  // A bad flag is refused before anything is opened.
  const settle = settleOf(options, 0);
  const local = await openLocalCloud({
    stack,
    folder,
    ...(options.localSeed !== undefined && { seedFile: typed(options.localSeed) }),
    access: accessOf(io, options),
    reset: options.localReset ?? false,
  });
  const given = { ecs: local.url, ecd: local.url, sts: local.url };
  return {
    connection: { credentials: local.credentials, endpointsIn: (at) => endpointsOf(at, given) },
    settle: options.settle === undefined ? local.lag : settle,
    close: local.close,
  };
}

/**
 * Connects to a region of Alibaba's own cloud, or of whatever the endpoints name.
 * @throws Failure `usage` for a bad region or endpoint, `cloud` where no credentials are found
 */
export async function connectTo(region: string, options: EndpointFlags, io: Host, signal?: AbortSignal): Promise<Connection> {
  refuseDebugging(io.environment);
  const [{ endpointsFromEnvironment, endpointsOf }, { defaultCredentials, renewal }, { proxyFromEnvironment }] = await Promise.all([
    import('../cloud/endpoints.ts'),
    import('../cloud/credentials.ts'),
    import('../cloud/proxy.ts'),
  ]);
  const given = { ...endpointsFromEnvironment(io.environment), ...flags(options) };
  // A bad one is said before credentials are asked for.
  endpointsOf(region, given);
  const proxy = proxyFromEnvironment(io.environment);
  warnOfOpenFiles(io);
  hideSecrets(io);
  const bounds = { ...(signal && { signal }), ...(proxy && { proxy }) };
  const load = async (): Promise<Credentials> => {
    const loaded = await defaultCredentials(bounds);
    io.hide(loaded.accessKeySecret, loaded.securityToken);
    return loaded;
  };
  const credentials = await load();
  return { credentials, renew: renewal(credentials, load), endpointsIn: (at) => endpointsOf(at, given), ...bounds };
}

async function openRemote(program: Program, options: CloudOptions, io: Host, signal: AbortSignal): Promise<Opened> {
  const settle = settleOf(options, defaultSettle);
  return { connection: await connectTo(program.spec.region, options, io, signal), settle, close: async () => {} };
}

/**
 * Connects to the cloud of a spec: Alibaba's own, or the local one. Its time limit begins here.
 * @param endless no limit where none is given
 * @throws Failure `usage` for a bad endpoint, `cloud` where no credentials are found
 */
export async function openCloud(
  program: Program,
  folder: string,
  options: CloudOptions,
  io: Host,
  endless = false,
): Promise<CloudConnection> {
  const milliseconds = endless && options.timeout === undefined ? undefined : timeoutOf(options.timeout);
  const { signal, clock, stop } = startTimeout(io.clock, milliseconds);
  const isLocal = options.local || options.localSeed !== undefined || options.localReset;
  try {
    const opened = await (isLocal ? openLocal(program, folder, options, io) : openRemote(program, options, io, signal));
    const close = (): Promise<void> => {
      stop();
      return opened.close();
    };
    return { ...opened, connection: { ...opened.connection, signal }, clock, signal, close };
  } catch (error) {
    stop();
    throw error;
  }
}

function maxCallsOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(given))
    throw new Failure('usage', `--max-calls ${given} is not a number of calls from 1.`, { help: 'For example: --max-calls 500' });
  return Number(given);
}

/**
 * The means to write. What is in flight when the time of the run is over is awaited as after a signal: only the end of the
 * run gives it up.
 */
export async function openWriter(
  connection: Connection,
  settle: number,
): Promise<{ readonly writer: Writer; readonly giveUp: () => void }> {
  const { connectWriter } = await import('../cloud/client.ts');
  const over = new AbortController();
  const giveUp = (): void => over.abort(new Failure('cloud', 'The run is over.'));
  return { writer: connectWriter({ ...connection, signal: over.signal }, settle), giveUp };
}

function waitLine({ action, seconds, why }: ReadWait): string {
  const reason = why === 'throttled' ? 'the service limits its calls by the minute' : 'no answer came';
  return `Waiting ${Math.ceil(seconds)} s before ${action} is sent again: ${reason}.\n`;
}

/**
 * The means to read, which waits out the limits of the service and says so.
 * @throws Failure `usage` for a bad `--max-calls`
 */
export async function openReader(
  connection: Connection,
  clock: Clock,
  { maxCalls }: Pick<CloudOptions, 'maxCalls'>,
  io: Host,
): Promise<Reader> {
  const limit = maxCallsOf(maxCalls);
  const reading = new Reading(io.clock);
  io.progress?.show(() => reading.progress());
  const [{ connectReader }, { patientReader }] = await Promise.all([import('../cloud/client.ts'), import('../cloud/patient-reader.ts')]);
  return patientReader(reading.watched(connectReader(connection)), {
    clock,
    chance: Math.random,
    onWait: (wait) => io.stderr(waitLine(wait)),
    ...(limit !== undefined && { maxCalls: limit }),
  });
}
