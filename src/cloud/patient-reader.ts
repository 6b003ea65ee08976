import type { Chance } from '../base/chance.ts';
import type { Clock } from '../base/clock.ts';
import { Failure } from '../base/failure.ts';
import type { ReadCall } from '../kinds/calls.ts';
import type { Reader, Reply } from './client.ts';
import { Ambiguous, CertificateError, ServiceError } from './errors.ts';
import { certificateHelp, remedyOf } from './remedies.ts';

/** A pause before a reading call is sent again. */
export type ReadWait = { readonly action: string; readonly seconds: number; readonly why: 'throttled' | 'unanswered' };

export type Patience = {
  readonly clock: Clock;
  /** Spreads the calls of several runs over the first seconds of a minute. */
  readonly chance?: Chance;
  readonly onWait?: (wait: ReadWait) => void;
  /** The most calls that the run may send. */
  readonly maxCalls?: number;
};

/** Attempts of a call that gets no definite answer. */
const maxAttempts = 4;

const minute = 60_000;

/** Milliseconds over which the calls that waited for the same minute are spread. */
const spread = 2_000;

function failureOf(error: ServiceError | CertificateError | Ambiguous): Failure {
  if (error instanceof CertificateError) return new Failure('cloud', error.message, { help: certificateHelp, cause: error });
  if (error instanceof ServiceError) return new Failure('cloud', error.message, { help: remedyOf(error.code), cause: error });
  if (error.unsent)
    return new Failure('cloud', error.message, {
      help: 'Check the network, the region and the endpoint flags; for --local, that the local cloud is still running.',
      cause: error,
    });
  if (error.final)
    return new Failure('cloud', error.message, { help: 'No reply of the service is like this; check the endpoint.', cause: error });
  return new Failure('cloud', error.message, { help: 'Reading changes nothing: run it again.', cause: error });
}

/** Limits are by the minute; the header that may say how long to wait has no published unit, so it is kept within one. */
function throttleWait({ retryAfter }: ServiceError, { clock, chance = () => 0 }: Patience): number {
  const jitter = Math.round(chance() * spread);
  if (retryAfter === undefined) return minute - (clock.now() % minute) + jitter;
  const seconds = retryAfter > 60 ? retryAfter / 1000 : retryAfter;
  return Math.min(60, Math.max(1, seconds)) * 1000 + jitter;
}

function waitAfter(error: unknown, attempt: number, wasAnswered: boolean, patience: Patience): Omit<ReadWait, 'action'> | undefined {
  if (error instanceof ServiceError && error.code.includes('Throttling'))
    return { seconds: throttleWait(error, patience) / 1000, why: 'throttled' };
  // Where the endpoint never answered it may be the wrong one; where it did, it will again.
  const unanswered = error instanceof Ambiguous && (!error.unsent || wasAnswered) && !error.final && attempt < maxAttempts;
  return unanswered ? { seconds: 2 ** (attempt - 1), why: 'unanswered' } : undefined;
}

/**
 * A reader that waits out the limits of the service, for as long as the run may take, and asks again where no answer came:
 * a read changes nothing. What it throws is a `Failure`, with the service's error as its cause.
 */
export function patientReader(reader: Reader, patience: Patience): Reader {
  const { clock, onWait, maxCalls = Number.POSITIVE_INFINITY } = patience;
  const once = (call: ReadCall): Promise<Reply> => {
    if (reader.calls() >= maxCalls)
      throw new Failure('cloud', `Reading was ended before call ${maxCalls + 1}, as --max-calls asks.`, {
        help: 'Nothing is planned from half a world. Give a larger --max-calls.',
      });
    return reader.read(call);
  };
  let wasAnswered = false;
  const read = async (call: ReadCall): Promise<Reply> => {
    for (let attempt = 1; ; ) {
      try {
        const sentAt = clock.now();
        const reply = await once(call);
        wasAnswered = true;
        return { ...reply, sentAt };
      } catch (error) {
        const wait = waitAfter(error, attempt, wasAnswered, patience);
        if (wait === undefined)
          throw error instanceof ServiceError || error instanceof CertificateError || error instanceof Ambiguous ? failureOf(error) : error;
        if (wait.why === 'unanswered') attempt++;
        onWait?.({ action: call.action, ...wait });
        await clock.sleep(wait.seconds * 1000);
      }
    }
  };
  return { read, calls: reader.calls };
}
