import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../base/clock.ts';
import { Failure } from '../base/failure.ts';
import type { Json } from '../base/json.ts';
import type { Listing, ReadCall } from '../kinds/calls.ts';
import { services } from '../facts/services.ts';
import { intAt, listAt, textAt } from '../kinds/reply-reader.ts';
import type { Reader, Reply } from './client.ts';
import { Ambiguous, CertificateError, ServiceError } from './errors.ts';
import { certificateHelp, remedyOf } from './remedies.ts';

/** Pages after which a listing is assumed never to end: far more than the largest account has. */
const maxPages = 20_000;

/** Items after which the same holds. */
const maxItems = 500_000;

/** Bytes of all pages of a listing, as JSON. */
const maxListingBytes = 256 * 1024 * 1024;

/** The longest token that is sent back: it is part of a URL. */
const maxToken = 4096;

/** Attempts of one read call. */
const maxAttempts = 4;

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

const isTransient = (error: unknown): boolean =>
  error instanceof ServiceError ? error.code.includes('Throttling') : error instanceof Ambiguous && !error.unsent && !error.final;

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
        throw error instanceof ServiceError || error instanceof CertificateError || error instanceof Ambiguous ? failureOf(error) : error;
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

/** The items of a listing so far, within its limits. */
class Pages {
  readonly found: Json[] = [];
  private readonly call: ReadCall;
  private bytes = 0;
  private previous: Json | undefined;

  constructor(call: ReadCall) {
    this.call = call;
  }

  /** @throws Failure `cloud` for a page that was listed before, and beyond a limit */
  add(part: readonly Json[], bytes = 0): void {
    const [first] = part;
    if (first !== undefined && isDeepStrictEqual(first, this.previous)) throw incomplete(this.call, 'a page was repeated');
    this.previous = first;
    this.bytes += bytes;
    if (this.found.length + part.length > maxItems) throw incomplete(this.call, `it has more than ${maxItems} items`);
    if (this.bytes > maxListingBytes) throw incomplete(this.call, `it is larger than ${maxListingBytes / 1024 / 1024} MiB`);
    // The arguments of one call to push are on the stack, and there may be too many.
    for (const item of part) this.found.push(item);
  }
}

async function byToken(reader: Reader, clock: Clock, { call, paging, items }: Listing): Promise<Json[]> {
  const pages = new Pages(call);
  const seen = new Set<string>();
  let token: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const params = { MaxResults: paging.size, ...(token !== undefined && { NextToken: token }) };
    const { body, bytes } = await readOnce(reader, clock, withParams(call, params));
    pages.add(listAt(body, ...items), bytes);
    token = textAt(body, 'NextToken');
    if (token === undefined || token === '') return pages.found;
    if (seen.has(token)) throw incomplete(call, 'a page token was repeated');
    if (token.length > maxToken) throw incomplete(call, `a page token is longer than ${maxToken} characters`);
    seen.add(token);
  }
  throw incomplete(call, `it has more than ${maxPages} pages`);
}

async function byNumber(reader: Reader, clock: Clock, { call, paging, items }: Listing): Promise<Json[]> {
  const pages = new Pages(call);
  for (let page = 1; page <= maxPages; page++) {
    const { body, bytes } = await readOnce(reader, clock, withParams(call, { PageNumber: page, PageSize: paging.size }));
    const part = listAt(body, ...items);
    const total = intAt(body, 'TotalCount');
    if (total === undefined) throw incomplete(call, 'the reply has no TotalCount');
    pages.add(part, bytes);
    if (pages.found.length >= total) return pages.found;
    if (part.length === 0) throw incomplete(call, `${pages.found.length} of ${total} were listed`);
  }
  throw incomplete(call, `it has more than ${maxPages} pages`);
}

/**
 * All items of a listing, in full pages.
 * @throws Failure `cloud` where the list did not end or could not be read
 */
export function listAll(reader: Reader, clock: Clock, listing: Listing): Promise<Json[]> {
  return listing.paging.type === 'token' ? byToken(reader, clock, listing) : byNumber(reader, clock, listing);
}
