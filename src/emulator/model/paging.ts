import { invalidParameter } from './common-errors.ts';
import type { Settings } from './settings.ts';
import { RefusedCall } from './refused-call.ts';

export type Page<T> = {
  readonly items: readonly T[];
  readonly reply: { readonly NextToken?: string; readonly PageNumber?: number; readonly PageSize?: number; readonly TotalCount?: number };
};

type Numbered = { readonly serial: number };

/** Items newest first, computed only as far as somebody asks. */
export type Pageable<T> = {
  readonly total: () => number;
  /** Those after the item with this serial, or all. */
  readonly after: (serial: number | undefined) => Iterable<T>;
};

/** Items that are known already, newest first. */
export const pageable = <T extends Numbered>(items: readonly T[]): Pageable<T> => ({
  total: () => items.length,
  after: (serial) => (serial === undefined ? items : items.filter((item) => item.serial < serial)),
});

/** The first so many, and whether there are more. */
function firstOf<T>(items: Iterable<T>, size: number): { readonly items: readonly T[]; readonly more: boolean } {
  const found: T[] = [];
  for (const item of items) {
    if (found.length === size) return { items: found, more: true };
    found.push(item);
  }
  return { items: found, more: false };
}

type Sizes = { readonly min: number; readonly max: number };
const defaultSize = 10;

/** Sizes out of bounds are raised or lowered to them. */
const clamp = (size: number | undefined, { min, max }: Sizes): number => Math.min(Math.max(size ?? defaultSize, min), max);

/** A token names the last item of its page, so that a listing gives each item once whatever is made or deleted meanwhile. */
const tokenAfter = (item: Numbered): string => `t${item.serial.toString(36)}`;

function serialOf(token: string): number {
  const serial = /^t[0-9a-z]{1,11}$/.test(token) ? Number.parseInt(token.slice(1), 36) : Number.NaN;
  if (!Number.isSafeInteger(serial)) throw new RefusedCall(invalidParameter('NextToken'));
  return serial;
}

/** A page by token. The last page has an empty token. */
export function pageByToken<T extends Numbered>(
  listing: Pageable<T>,
  args: { readonly MaxResults: number | undefined; readonly NextToken: string | undefined },
  sizes: Sizes,
): Page<T> {
  const size = clamp(args.MaxResults, sizes);
  const after = args.NextToken === undefined ? undefined : serialOf(args.NextToken);
  const { items, more } = firstOf(listing.after(after), size);
  const last = items.at(-1);
  return { items, reply: { NextToken: more && last !== undefined ? tokenAfter(last) : '' } };
}

type NumberArgs = { readonly PageNumber: number | undefined; readonly PageSize: number | undefined };

/** A page by number, with the count of all. */
export function pageByNumber<T extends Numbered>(listing: Pageable<T>, args: NumberArgs, sizes: Sizes): Page<T> {
  const number = args.PageNumber ?? 1;
  if (number < 1) throw new RefusedCall(invalidParameter('PageNumber'));
  const size = clamp(args.PageSize, sizes);
  return {
    items: firstOf(listing.after(undefined), number * size).items.slice((number - 1) * size),
    reply: { PageNumber: number, PageSize: size, TotalCount: listing.total() },
  };
}

type BothArgs = NumberArgs & { readonly MaxResults: number | undefined; readonly NextToken: string | undefined };

/**
 * A page of a listing that supports both styles. With a token or MaxResults the total is declared invalid,
 * and is 0 here, so that nobody relies on it; without any of the four, the reply allows both. Whether PageSize alone does
 * is not known: a setting decides.
 */
export function pageByEither<T extends Numbered>(
  listing: Pageable<T>,
  args: BothArgs,
  sizes: Sizes & { readonly maxByNumber: number },
  settings: Pick<Settings, 'pageSizeGivesToken'>,
): Page<T> {
  const byToken = args.MaxResults !== undefined || args.NextToken !== undefined;
  const sizeOfToken = { ...args, MaxResults: args.MaxResults ?? (settings.pageSizeGivesToken ? args.PageSize : undefined) };
  if (byToken) {
    const page = pageByToken(listing, sizeOfToken, sizes);
    return { items: page.items, reply: { ...page.reply, PageNumber: 0, PageSize: page.items.length, TotalCount: 0 } };
  }
  const page = pageByNumber(listing, args, { min: 1, max: sizes.maxByNumber });
  const byNumber = args.PageNumber !== undefined || (args.PageSize !== undefined && !settings.pageSizeGivesToken);
  if (byNumber) return { items: page.items, reply: { NextToken: '', ...page.reply } };
  const token = pageByToken(listing, sizeOfToken, { min: 1, max: sizes.maxByNumber });
  return { items: page.items, reply: { ...token.reply, ...page.reply } };
}
