import { Failure } from '../base/failure.ts';
import type { LiveState } from '../diff/live-state.ts';
import { noWays } from '../diff/ways.ts';
import type { Ways } from '../diff/ways.ts';
import { lacksPermission } from '../facts/api-errors/index.ts';
import type { Desired } from '../kinds/desired.ts';
import { Observation } from '../observe/observation.ts';
import type { Scope } from '../observe/observation.ts';
import type { ReadAnswer, ReadRequest } from '../observe/request.ts';
import type { Reader } from './client.ts';
import { ServiceError } from './errors.ts';
import { listAll } from './listing.ts';

/** Requests under way at once. */
export const concurrency = 8;

/** Whether a refusal is an answer: the rest of the world still counts. */
function isAnswer({ subject, optional }: ReadRequest, code: string): boolean {
  // Any refusal of listing tags answers the question: which one it is, says how.
  return subject.of === 'tagging' || (optional === true && lacksPermission(code));
}

async function answerTo(reader: Reader, request: ReadRequest): Promise<ReadAnswer> {
  const { ask } = request;
  try {
    if ('listing' in ask) return { type: 'items', items: await listAll(reader, ask.listing) };
    return { type: 'reply', body: (await reader.read(ask.call)).body };
  } catch (error) {
    const refusal = error instanceof Failure ? error.cause : error;
    if (refusal instanceof ServiceError && isAnswer(request, refusal.code)) return { type: 'refused', code: refusal.code };
    throw error;
  }
}

const keyOf = ({ subject }: ReadRequest): string => JSON.stringify(subject);

/**
 * Asks until nothing is left to ask. What an answer makes known is asked at once, beside long listings that are still under
 * way: those come page after page, and everything else fits into their time.
 */
async function askAll(observation: Observation, reader: Reader): Promise<void> {
  const underWay = new Map<string, Promise<void>>();
  let waiting: ReadRequest[] = [];
  const ask = async (request: ReadRequest): Promise<void> => {
    observation.record(request, await answerTo(reader, request));
    underWay.delete(keyOf(request));
    // What there is of a kind decides what else is asked.
    if (request.subject.of === 'kind') waiting = [];
  };
  for (;;) {
    if (waiting.length === 0) waiting = observation.next().filter((request) => !underWay.has(keyOf(request)));
    // Two may ask for the same: of the second one nobody would hear that it failed.
    for (const request of waiting.splice(0, concurrency - underWay.size))
      if (!underWay.has(keyOf(request))) underWay.set(keyOf(request), ask(request));
    if (underWay.size === 0) return;
    await Promise.race(underWay.values());
  }
}

/**
 * Reads everything that a plan is made from: lists in full pages, never one call for every entry.
 * @param compared entries of another spec, whose selectors will be asked too
 * @throws Failure `cloud` for an incomplete read, `refused` for another account
 */
export async function observe(
  reader: Reader,
  scope: Scope,
  desired: readonly Desired[],
  ways: Ways = noWays,
  compared: readonly Desired[] = [],
): Promise<LiveState> {
  const before = reader.calls();
  const observation = new Observation(scope, desired, ways, compared);
  await askAll(observation, reader);
  return observation.state(reader.calls() - before);
}
