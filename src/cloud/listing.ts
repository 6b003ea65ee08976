import type { Clock } from '../base/clock.ts';
import { Failure } from '../base/failure.ts';
import type { Json } from '../base/json.ts';
import type { Listing, ReadCall } from '../kinds/calls.ts';
import { services } from '../facts/services.ts';
import { intAt, listAt, textAt } from '../kinds/reply-reader.ts';
import type { Reader, Reply } from './client.ts';
import { Ambiguous, ServiceError } from './errors.ts';
import { remedyOf } from './remedies.ts';

/** Pages after which a listing is assumed never to end: far more than the largest account has. */
const maxPages = 100_000;

/** Attempts of one read call. */
const maxAttempts = 4;

function failureOf(error: ServiceError | Ambiguous): Failure {
  if (error instanceof ServiceError) return new Failure('cloud', error.message, { help: remedyOf(error.code), cause: error });
  if (error.unsent)
    return new Failure('cloud', error.message, {
      help: 'Check the network, the region and the endpoint flags; for --local, that the local cloud is still running.',
      cause: error,
    });
  return new Failure('cloud', error.message, { help: 'Reading changes nothing: run it again.', cause: error });
}

const isTransient = (error: unknown): boolean =>
  error instanceof ServiceError ? error.code.includes('Throttling') : error instanceof Ambiguous && !error.unsent;

/**
 * One read call. Throttling and lost replies are retried; a read changes nothing.
 * @throws Failure `cloud`
 */
export async function readOnce(reader: Reader, clock: Clock, call: ReadCall): Promise<Reply> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await reader.read(call);
    } catch (error) {
      if (attempt >= maxAttempts || !isTransient(error))
        throw error instanceof ServiceError || error instanceof Ambiguous ? failureOf(error) : error;
      await clock.sleep(500 * 2 ** attempt);
    }
  }
}

const withParams = (call: ReadCall, params: ReadCall['params']): ReadCall => ({ ...call, params: { ...call.params, ...params } });

function incomplete(call: ReadCall, why: string): Failure {
  return new Failure('cloud', `The list of ${services[call.service].title} ${call.action} is incomplete: ${why}.`, {
    help: 'Nothing is planned from an incomplete list. Run it again; if that does not help, report it.',
  });
}

async function byToken(reader: Reader, clock: Clock, { call, paging, items }: Listing): Promise<Json[]> {
  const found: Json[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const { body } = await readOnce(
      reader,
      clock,
      withParams(call, { MaxResults: paging.size, ...(token !== undefined && { NextToken: token }) }),
    );
    found.push(...listAt(body, ...items));
    token = textAt(body, 'NextToken');
    if (token === undefined || token === '') return found;
    if (seen.has(token)) throw incomplete(call, 'a page token was repeated');
    seen.add(token);
  }
  throw incomplete(call, 'it does not end');
}

async function byNumber(reader: Reader, clock: Clock, { call, paging, items }: Listing): Promise<Json[]> {
  const found: Json[] = [];
  for (let page = 1; page < maxPages; page++) {
    const { body } = await readOnce(reader, clock, withParams(call, { PageNumber: page, PageSize: paging.size }));
    const part = listAt(body, ...items);
    const total = intAt(body, 'TotalCount');
    if (total === undefined) throw incomplete(call, 'the reply has no TotalCount');
    found.push(...part);
    if (found.length >= total) return found;
    if (part.length === 0) throw incomplete(call, `${found.length} of ${total} were listed`);
  }
  throw incomplete(call, 'it does not end');
}

/**
 * All items of a listing, in full pages.
 * @throws Failure `cloud` where the list did not end or could not be read
 */
export function listAll(reader: Reader, clock: Clock, listing: Listing): Promise<Json[]> {
  return listing.paging.type === 'token' ? byToken(reader, clock, listing) : byNumber(reader, clock, listing);
}
