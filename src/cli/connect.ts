import type { Program } from '../frontend/analyze.ts';
import type { Connection } from '../cloud/client.ts';
import type { GivenEndpoints } from '../cloud/endpoints.ts';
import { Failure } from '../base/failure.ts';
import { defaultSettle } from '../engine/settle.ts';
import { typed } from '../files/index.ts';
import { accessOf } from './host.ts';
import type { FileOptions, Host } from './host.ts';

/** The options of every verb that looks at the cloud. */
export type CloudOptions = FileOptions & {
  readonly local?: boolean;
  readonly localSeed?: string;
  readonly localReset?: boolean;
  readonly endpointEcs?: string;
  readonly endpointEcd?: string;
  readonly endpointSts?: string;
  /** Seconds by which a listing may lag behind a write. */
  readonly settle?: string;
};

/** An open connection to the cloud; `settle` is in milliseconds. */
export type CloudConnection = { readonly connection: Connection; readonly settle: number; readonly close: () => Promise<void> };

function settleOf(options: CloudOptions, fallback: number): number {
  if (options.settle === undefined) return fallback;
  const seconds = Number(options.settle);
  if (!Number.isFinite(seconds) || seconds < 0 || seconds > 3600)
    throw new Failure('usage', `--settle ${options.settle} is not a number of seconds from 0 to 3600.`, {
      help: 'For example: --settle 30',
    });
  return seconds * 1000;
}

function flags(options: CloudOptions): GivenEndpoints {
  const { endpointEcs: ecs, endpointEcd: ecd, endpointSts: sts } = options;
  return { ...(ecs !== undefined && { ecs }), ...(ecd !== undefined && { ecd }), ...(sts !== undefined && { sts }) };
}

async function openLocal(program: Program, folder: string, options: CloudOptions, io: Host): Promise<CloudConnection> {
  const { openLocalCloud } = await import('../emulator/local.ts');
  const { endpointsOf } = await import('../cloud/endpoints.ts');
  const { stack, region } = program.spec;
  // A bad flag is refused before anything is opened.
  const settle = settleOf(options, 0);
  const local = await openLocalCloud({
    stack,
    folder,
    ...(options.localSeed !== undefined && { seedFile: typed(options.localSeed) }),
    access: accessOf(io, options),
    reset: options.localReset ?? false,
  });
  const endpoints = endpointsOf(region, { ecs: local.url, ecd: local.url, sts: local.url });
  return {
    connection: { credentials: local.credentials, endpoints, region },
    settle: options.settle === undefined ? local.lag : settle,
    close: local.close,
  };
}

/**
 * Connects to the cloud of a spec: Alibaba's own, or the local one.
 * @throws Failure `usage` for a bad endpoint, `cloud` where no credentials are found
 */
export async function openCloud(program: Program, folder: string, options: CloudOptions, io: Host): Promise<CloudConnection> {
  if (options.local || options.localSeed !== undefined || options.localReset) return openLocal(program, folder, options, io);
  const [{ endpointsFromEnvironment, endpointsOf }, { defaultCredentials }] = await Promise.all([
    import('../cloud/endpoints.ts'),
    import('../cloud/credentials.ts'),
  ]);
  const { region } = program.spec;
  const endpoints = endpointsOf(region, { ...endpointsFromEnvironment(io.environment), ...flags(options) });
  const credentials = await defaultCredentials();
  return { connection: { credentials, endpoints, region }, settle: settleOf(options, defaultSettle), close: async () => {} };
}
