import type { Kind } from '../kinds/kind.ts';
import type { Live } from '../kinds/live.ts';

/** The one that counts among several of an entry and occurrence; none where several have something attached. */
export type Election = { readonly live?: Live; readonly twins: readonly Live[] };

/** A time of minutes counts as the beginning of its minute, so that there is one order whatever the service writes. */
const secondsOf = (time: string): string => time.replace(/^(.{10}T\d\d:\d\d)Z$/, '$1:00Z');

/** The earlier one first; of one time the one with the smaller id. */
function older(a: Live, b: Live): number {
  const [timeA, timeB] = [secondsOf(a.createdAt), secondsOf(b.createdAt)];
  if (timeA !== timeB) return timeA < timeB ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/**
 * Elects the one that counts: the only one with something attached, where none has the earliest. Where several have,
 * none is elected: whichever were changed, something could lose its protection.
 */
export function elect({ attachments }: Kind, candidates: readonly Live[]): Election {
  const sorted = [...candidates].sort(older);
  const attached = attachments === undefined ? [] : sorted.filter((one) => attachments.countOf(one) > 0);
  if (attached.length > 1) return { twins: sorted };
  const live = attached[0] ?? sorted[0];
  return { ...(live && { live }), twins: sorted.filter((one) => one !== live) };
}
