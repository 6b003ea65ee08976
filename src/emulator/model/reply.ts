import { invalidParameter } from '../services/common-errors.ts';
import { RefusedCall } from './world.ts';
import type { WireValue } from './world.ts';
import type { Tags } from '../../kinds/ownership-tags.ts';

/** A moment as the APIs write it: `2026-11-21T19:04:42Z`. */
export const time = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** Tags in the spelling of most replies. */
export const tagKeys = (tags: Tags): WireValue => ({ Tag: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })) });

/** Tags in the spelling of a few replies. */
export const plainKeys = (tags: Tags): WireValue => ({ Tag: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) });

type Running = { readonly createdAt: number; readonly endsAt: number };

/** How far something that takes time is, from 0 to 100. */
export function progressOf({ createdAt, endsAt }: Running, now: number): number {
  if (now >= endsAt) return 100;
  return Math.max(0, Math.min(99, Math.floor((100 * (now - createdAt)) / (endsAt - createdAt))));
}

/** What it still takes, in whole seconds. */
export const secondsLeft = ({ endsAt }: Running, now: number): number => Math.max(0, Math.ceil((endsAt - now) / 1000));

export type Page<T> = {
  readonly items: readonly T[];
  readonly reply: { readonly NextToken?: string; readonly PageNumber?: number; readonly PageSize?: number; readonly TotalCount?: number };
};

type Numbered = { readonly serial: number };

/** Things newest first, looked for only as far as somebody asks. */
export type Matches<T> = {
  readonly total: () => number;
  /** Those after the thing with this number, or all. */
  readonly after: (serial: number | undefined) => Iterable<T>;
};

/** A listing of things that are found already, newest first. */
export const matchesOf = <T extends Numbered>(items: readonly T[]): Matches<T> => ({
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
const usualSize = 10;

/** Sizes out of bounds are raised or lowered to them. */
const clamp = (size: number | undefined, { min, max }: Sizes): number => Math.min(Math.max(size ?? usualSize, min), max);

/** A token says after which thing to go on, so that a listing gives each thing once whatever comes or goes meanwhile. */
const tokenAfter = (item: Numbered): string => `t${item.serial.toString(36)}`;

function serialOf(token: string): number {
  const serial = /^t[0-9a-z]{1,11}$/.test(token) ? Number.parseInt(token.slice(1), 36) : Number.NaN;
  if (!Number.isSafeInteger(serial)) throw new RefusedCall(invalidParameter('NextToken'));
  return serial;
}

/** A page by token. The last page has an empty token. */
export function pageByToken<T extends Numbered>(
  listing: Matches<T>,
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
export function pageByNumber<T extends Numbered>(listing: Matches<T>, args: NumberArgs, sizes: Sizes): Page<T> {
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
 * A page of a listing that knows both styles. With a token or MaxResults the total is declared invalid,
 * and is 0 here, so that nobody relies on it; without any of the four, both ways on are open.
 */
export function pageByEither<T extends Numbered>(
  listing: Matches<T>,
  args: BothArgs,
  sizes: Sizes & { readonly maxByNumber: number },
): Page<T> {
  const byToken = args.MaxResults !== undefined || args.NextToken !== undefined;
  if (byToken) {
    const page = pageByToken(listing, args, sizes);
    return { items: page.items, reply: { ...page.reply, PageNumber: 0, PageSize: page.items.length, TotalCount: 0 } };
  }
  const page = pageByNumber(listing, args, { min: 1, max: sizes.maxByNumber });
  if (args.PageNumber !== undefined || args.PageSize !== undefined) return { items: page.items, reply: { NextToken: '', ...page.reply } };
  return { items: page.items, reply: { ...pageByToken(listing, args, sizes).reply, ...page.reply } };
}
