import { Failure } from '../../base/failure.ts';
import { serve } from '../../emulator/serve.ts';
import type { logFormats } from '../../emulator/serve.ts';
import { found, typed } from '../../files/index.ts';
import { exits } from '../exit-codes.ts';
import { accessOf } from '../host.ts';
import type { FileOptions, Host } from '../host.ts';

export type EmulatorFlags = FileOptions & {
  readonly seed?: string;
  readonly port: string;
  readonly latency?: string;
  readonly faults?: string;
  readonly limits?: string;
  readonly time?: string;
  readonly log?: (typeof logFormats)[number];
  readonly tls?: boolean;
  readonly state?: string;
};

/** Serves the local cloud until it is interrupted. */
export async function emulator(options: EmulatorFlags, io: Host): Promise<number> {
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Failure('usage', `--port ${options.port} is not a port.`, {
      help: 'Give a number from 0 to 65535; 0 takes any free one.',
    });
  const { latency, faults, limits, time, log, tls, state } = options;
  await serve({
    seedFile: options.seed === undefined ? found(io.cwd, 'local-cloud.yaml') : typed(options.seed),
    access: accessOf(io, options),
    port,
    ...(latency !== undefined && { latency }),
    ...(faults !== undefined && { faultsFile: typed(faults) }),
    ...(limits !== undefined && { limits }),
    ...(time !== undefined && { time }),
    ...(log !== undefined && { log }),
    ...(tls && { tls }),
    ...(state !== undefined && { stateFile: typed(state) }),
    print: (line) => io.stdout(`${line}\n`),
    signal: io.signal,
  });
  return exits.ok;
}
