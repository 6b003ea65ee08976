import { readAccount, toSeed } from '../capture/index.ts';
import { Failure } from '../base/failure.ts';
import type { Seed } from '../emulator/seed/types.ts';
import { connectTo, openReader } from './connect.ts';
import type { CloudOptions, EndpointFlags } from './connect.ts';
import type { FileOptions, Host } from './host.ts';
import { startTimeout, timeoutOf } from './run-timeout.ts';

/** The flags of what reads an account as a whole. */
export type AccountFlags = FileOptions &
  EndpointFlags &
  Pick<CloudOptions, 'maxCalls'> & {
    /** The region that is read. */
    readonly region?: string;
    readonly timeout?: string;
  };

/**
 * Reads what an account has in a region, by read calls alone.
 * @param otherwise how it can be done without an account
 * @throws Failure `usage` without a region, `cloud` for what cannot be read
 */
export async function fromAccount({ region, ...flags }: AccountFlags, io: Host, otherwise: string): Promise<Seed> {
  if (region === undefined)
    throw new Failure('usage', 'The region that is to be read is missing.', {
      help: `Add --region, such as --region cn-hangzhou, or ${otherwise}.`,
    });
  const { signal, clock, stop } = startTimeout(io.clock, timeoutOf(flags.timeout));
  try {
    return toSeed(await readAccount(await openReader(await connectTo(region, flags, io, signal), clock, flags, io), region));
  } finally {
    stop();
  }
}
