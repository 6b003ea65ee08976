import { Failure } from '../base/failure.ts';
import type { Json } from '../base/json.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Live } from '../kinds/live.ts';
import type { Listing, ReadCall } from '../kinds/calls.ts';
import { services } from '../facts/services.ts';
import { intAt, member, textAt } from '../kinds/reply-reader.ts';
import { parseLive } from '../observe/parse.ts';
import type { Reader } from './client.ts';

/** Pages after which a listing is assumed never to end: far more than the largest account has. */
const maxPages = 20_000;

/** Items after which the same holds. */
const maxItems = 500_000;

/** Bytes of all pages of a listing, as JSON. */
const maxListingBytes = 256 * 1024 * 1024;

/** The longest token that is sent back: it is part of a URL. */
const maxToken = 4096;

const withParams = (call: ReadCall, params: ReadCall['params']): ReadCall => ({ ...call, params: { ...call.params, ...params } });

/** A reading that nothing may be planned from. */
export function incomplete(call: ReadCall, why: string): Failure {
  return new Failure('cloud', `The list of ${services[call.service].title} ${call.action} is incomplete: ${why}.`, {
    help: 'Nothing is planned from an incomplete list. Run it again; if that does not help, report it.',
  });
}

/** The list of a page. A reply without one says nothing about what there is, so it is never read as an empty list. */
function itemsOf({ call, items }: Listing, body: Json): readonly Json[] {
  const found = member(body, ...items);
  if (Array.isArray(found)) return found;
  const what = found === undefined ? 'has no list' : 'has something else than a list';
  throw incomplete(call, `a reply ${what} ${items.join('.')}`);
}

/** The items of a listing so far, within its limits. */
class Pages {
  readonly found: Json[] = [];
  private readonly listing: Listing;
  private readonly seen = new Set<string>();
  private bytes = 0;

  constructor(listing: Listing) {
    this.listing = listing;
  }

  /** How many different items there are: a page that comes twice adds none. */
  get distinct(): number {
    return this.seen.size;
  }

  /** @throws Failure `cloud` for an item without its id, and beyond a limit */
  add(part: readonly Json[], bytes = 0): void {
    const { call, id } = this.listing;
    this.bytes += bytes;
    if (this.found.length + part.length > maxItems) throw incomplete(call, `it has more than ${maxItems} items`);
    if (this.bytes > maxListingBytes) throw incomplete(call, `it is larger than ${maxListingBytes / 1024 / 1024} MiB`);
    // The arguments of one call to push are on the stack, and there may be too many.
    for (const item of part) {
      const named = textAt(item, id);
      if (named === undefined || named === '') throw incomplete(call, `an item has no ${id}`);
      this.seen.add(named);
      this.found.push(item);
    }
  }
}

async function byToken(reader: Reader, listing: Listing): Promise<Json[]> {
  const { call, paging } = listing;
  const pages = new Pages(listing);
  const seen = new Set<string>();
  let token: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const params = { MaxResults: paging.size, ...(token !== undefined && { NextToken: token }) };
    const { body, bytes } = await reader.read(withParams(call, params));
    const before = pages.distinct;
    const part = itemsOf(listing, body);
    pages.add(part, bytes);
    if (part.length > 0 && pages.distinct === before) throw incomplete(call, 'a page was repeated');
    const next = member(body, 'NextToken');
    if (next === undefined || next === null || next === '') return pages.found;
    if (typeof next !== 'string') throw incomplete(call, 'a page token is no text');
    if (seen.has(next)) throw incomplete(call, 'a page token was repeated');
    if (next.length > maxToken) throw incomplete(call, `a page token is longer than ${maxToken} characters`);
    seen.add(next);
    token = next;
  }
  throw incomplete(call, `it has more than ${maxPages} pages`);
}

/** One reading of all pages; the total of the last one, which may have changed meanwhile. */
async function pagesByNumber(reader: Reader, listing: Listing): Promise<{ readonly pages: Pages; readonly total: number }> {
  const { call, paging } = listing;
  const pages = new Pages(listing);
  for (let page = 1; page <= maxPages; page++) {
    const { body, bytes } = await reader.read(withParams(call, { PageNumber: page, PageSize: paging.size }));
    const part = itemsOf(listing, body);
    const total = intAt(body, 'TotalCount');
    if (total === undefined || total < 0) throw incomplete(call, 'a reply has no TotalCount');
    pages.add(part, bytes);
    if (pages.distinct >= total || part.length === 0 || page * paging.size >= total) return { pages, total };
  }
  throw incomplete(call, `it has more than ${maxPages} pages`);
}

/** What others create and delete meanwhile shifts the pages, so a list that falls short is read once more. */
async function byNumber(reader: Reader, listing: Listing): Promise<Json[]> {
  const first = await pagesByNumber(reader, listing);
  if (first.pages.distinct >= first.total) return first.pages.found;
  const { pages, total } = await pagesByNumber(reader, listing);
  if (pages.distinct >= total) return pages.found;
  throw incomplete(listing.call, `${pages.distinct} of ${total} were listed`);
}

/**
 * All items of a listing, in full pages.
 * @throws Failure `cloud` where the list did not end, is not understood or could not be read
 */
export function listAll(reader: Reader, listing: Listing): Promise<Json[]> {
  return listing.paging.type === 'token' ? byToken(reader, listing) : byNumber(reader, listing);
}

/**
 * All live resources of one kind, whoever owns them, each once: pages shift while others create, and the later reading counts.
 * @throws Failure `cloud` where the list is incomplete
 */
export async function listLive(reader: Reader, kind: Kind, region: string): Promise<Live[]> {
  const live = parseLive(kind, await listAll(reader, kind.listing(region)));
  return [...new Map(live.map((one) => [one.id, one])).values()];
}
