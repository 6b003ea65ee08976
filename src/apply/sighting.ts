import type { Json } from '../base/json.ts';
import type { Live } from '../kinds/live.ts';

/** What a look is to read. */
export type Ask =
  /** All of a kind. */
  | { readonly of: 'kind'; readonly section: string }
  /** What was made of one target. */
  | { readonly of: 'target'; readonly section: string; readonly target: Json }
  /** What has these ids. */
  | { readonly of: 'ids'; readonly section: string; readonly ids: readonly string[] }
  /** What is attached to one resource. */
  | { readonly of: 'attached'; readonly section: string; readonly id: string };

/** What one ask read. It counts from the moment at which it began. */
export type Found = {
  readonly ask: Ask;
  readonly live: readonly Live[];
  readonly attached: readonly string[];
  /** Milliseconds since 1970, by the clock of this machine. */
  readonly startedAt: number;
  /** The time of the service, where it said so. */
  readonly date?: number;
};

/** What a look saw: as old as the oldest of its parts. */
export type Sighting = Pick<Found, 'startedAt' | 'date'> & { readonly found: readonly Found[] };

/** What an operation sees that asked for these. */
export function sightingOf(found: readonly Found[]): Sighting {
  const dates = found.flatMap(({ date }) => date ?? []);
  return {
    startedAt: Math.min(...found.map(({ startedAt }) => startedAt)),
    ...(dates.length > 0 && { date: Math.min(...dates) }),
    found,
  };
}

/** Of which resources an ask is. */
const isOf = (one: Live, ask: Ask): boolean => one.section === ask.section && (ask.of !== 'ids' || ask.ids.includes(one.id));

/** The resources that a look saw for these asks, each once. */
export function liveIn({ found }: Sighting, asks: readonly Ask[]): readonly Live[] {
  const all = found.flatMap(({ live }) => live).filter((one) => asks.some((ask) => isOf(one, ask)));
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

/** What a look saw attached to a resource. */
export const attachedIn = ({ found }: Sighting, id: string): ReadonlySet<string> =>
  new Set(found.flatMap(({ ask, attached }) => (ask.of === 'attached' && ask.id === id ? attached : [])));
