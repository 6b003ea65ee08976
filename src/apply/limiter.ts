/** What is known of the limit of one operation of the API in one region. Plain data. */
export type Limit = {
  /** The minute that is counted, since 1970. */
  readonly minute: number;
  /** Calls sent in it. */
  readonly sent: number;
  /** The most calls a minute, as far as it was learned or is known. */
  readonly most?: number;
  /** Of these, how many the service refused for their number. */
  readonly refused: number;
  /** Nothing is sent before this moment. */
  readonly blockedUntil: number;
  /** How many minutes in a row it was refused. */
  readonly strikes: number;
  /** How many minutes in a row were used up and went well: the limit grows faster with each. */
  readonly clean: number;
};

export type Limits = ReadonlyMap<string, Limit>;

const minute = 60_000;

/** Milliseconds over which the calls of several runs are spread that wait for the same minute, doubled with every minute. */
const spread = 2_000;
const widest = 20_000;

/** The limit grows by a tenth of itself, doubled at most so often. */
const fastest = 2;

const minuteOf = (now: number): number => Math.floor(now / minute);

const unknown = (now: number): Limit => ({ minute: minuteOf(now), sent: 0, refused: 0, blockedUntil: 0, strikes: 0, clean: 0 });

/** The limit at this moment: a new minute counts anew, and one that went well allows somewhat more. */
function current(limit: Limit | undefined, now: number): Limit {
  if (limit === undefined) return unknown(now);
  if (limit.minute === minuteOf(now)) return limit;
  const { most, refused, sent, strikes, clean } = limit;
  const isUsed = most !== undefined && refused === 0 && sent >= most;
  // Several runs share one limit: what others leave when they end is found within minutes, however little was left before.
  const grown = isUsed ? most + Math.ceil(most / 10) * 2 ** Math.min(clean, fastest) : most;
  return {
    ...limit,
    minute: minuteOf(now),
    sent: 0,
    refused: 0,
    strikes: refused > 0 ? strikes : 0,
    clean: isUsed ? clean + 1 : refused > 0 ? 0 : clean,
    ...(grown !== undefined && { most: grown }),
  };
}

/** When the next call may be sent: now, or in the next minute. */
export function allowedAt(limits: Limits, key: string, now: number): number {
  const limit = current(limits.get(key), now);
  if (limit.blockedUntil > now) return limit.blockedUntil;
  return limit.most !== undefined && limit.sent >= limit.most ? (limit.minute + 1) * minute : now;
}

/** A call is sent. */
export function counted(limits: Limits, key: string, now: number): Limits {
  const limit = current(limits.get(key), now);
  return new Map(limits).set(key, { ...limit, sent: limit.sent + 1 });
}

/** Seconds, or milliseconds where it is more than a minute of seconds: no page names the unit of the header. */
const headerMs = (retryAfter: number): number => Math.min(60, Math.max(1, retryAfter > 60 ? retryAfter / 1000 : retryAfter)) * 1000;

/**
 * A call was refused because of the limit: nothing more is sent until the minute is over, and then no more than went through.
 * @param chance from 0 up to 1, so that several runs do not all begin at once
 */
export function throttled(limits: Limits, key: string, now: number, chance: number, retryAfter?: number): Limits {
  const limit = current(limits.get(key), now);
  const refused = limit.refused + 1;
  const strikes = limit.refused > 0 ? limit.strikes : limit.strikes + 1;
  const jitter = Math.round(chance * Math.min(widest, spread * 2 ** (strikes - 1)));
  const until = retryAfter === undefined ? (limit.minute + 1) * minute : now + headerMs(retryAfter);
  return new Map(limits).set(key, {
    ...limit,
    most: Math.max(1, limit.sent - refused),
    refused,
    strikes,
    blockedUntil: Math.max(limit.blockedUntil, until + jitter),
  });
}

/** What a limit counts: calls of one operation in one region. */
export const limitKey = ({ service, action, region }: { service: string; action: string; region: string }): string =>
  `${service} ${action} ${region}`;
