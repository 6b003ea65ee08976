import type { WireValue } from './wire-value.ts';
import type { Tags } from './world.ts';

/** A moment as the APIs write it: `2026-11-21T19:04:42Z`. */
export const time = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** Tags in the spelling of most replies. */
export const tagKeys = (tags: Tags): WireValue => ({ Tag: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })) });

/** Tags in the spelling of a few replies. */
export const plainKeys = (tags: Tags): WireValue => ({ Tag: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) });

type InProgress = { readonly createdAt: number; readonly endsAt: number };

/** The progress of something that takes time, from 0 to 100. */
export function progressOf({ createdAt, endsAt }: InProgress, now: number): number {
  if (now >= endsAt) return 100;
  return Math.max(0, Math.min(99, Math.floor((100 * (now - createdAt)) / (endsAt - createdAt))));
}

/** The time that is left, in whole seconds. */
export const secondsLeft = ({ endsAt }: InProgress, now: number): number => Math.max(0, Math.ceil((endsAt - now) / 1000));
