import type { Json } from '../base/json.ts';
import type { LiveState } from '../diff/live-state.ts';
import type { Target } from '../diff/removals.ts';
import type { Ways } from '../diff/ways.ts';
import { pointOf, pointsListing, sourceKey } from '../kinds/points.ts';
import type { Point, Source } from '../kinds/points.ts';
import { lockedIn, locksListing } from '../kinds/region-wide.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Inventory, Need } from '../kinds/targets.ts';
import type { ReadRequest, Subject } from './request.ts';

/** Whether `removed` may name something of a section: by its address, or by an id that does not say of what it is. */
export const mayName = ({ removed }: Ways, section: string): boolean =>
  removed.some(({ address }) => address === undefined || address.startsWith(`${section}/`));

/** What is read before backups are deleted: locks, and the other backups of disks that still exist. */
export class RemovalReads {
  private readonly region: string;
  private locked: ReadonlyMap<string, string> | undefined;
  private readonly points = new Map<string, readonly Point[]>();

  constructor(region: string) {
    this.region = region;
  }

  /** The targets that have to be known, and what to ask once they are. Nothing where nothing is to be deleted. */
  next(deleted: readonly Target[], inventory: Inventory): { readonly needs: readonly Need[]; readonly requests: readonly ReadRequest[] } {
    const careful = deleted.filter(({ force }) => !force);
    const sources = careful.flatMap(({ live }) => kindOf(live.section).removing?.sources?.(live.props) ?? []);
    const locks = deleted.some(({ live }) => kindOf(live.section).removing?.lockable) && this.locked === undefined;
    const distinct = new Map(sources.map((one) => [sourceKey(one), one]));
    return {
      needs: [...distinct.values()].map(({ target, id }) => ({ target, ids: [id] })),
      requests: [
        ...(locks ? [{ subject: { of: 'locks' as const }, ask: { listing: locksListing(this.region) } }] : []),
        ...[...distinct.values()].filter((one) => inventory[one.target].has(one.id)).flatMap((one) => this.pointsRequest(one)),
      ],
    };
  }

  private pointsRequest(source: Source): ReadRequest[] {
    const key = sourceKey(source);
    if (this.points.has(key)) return [];
    return [{ subject: { of: 'points', source: key }, ask: { listing: pointsListing(this.region, source) } }];
  }

  record(subject: Subject & { readonly of: 'locks' | 'points' }, items: readonly Json[]): void {
    if (subject.of === 'locks') this.locked = lockedIn(items);
    else this.points.set(subject.source, items.map(pointOf));
  }

  state(): Pick<LiveState, 'locked' | 'points'> {
    return { ...(this.locked && { locked: this.locked }), points: this.points };
  }
}
