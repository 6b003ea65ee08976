import { batches } from '../base/batches.ts';
import type { Json } from '../base/json.ts';
import type { Target } from '../fields/field.ts';
import { targets } from '../kinds/target-listings.ts';
import type { Inventory, Need, TargetResource } from '../kinds/targets.ts';
import { Listings } from './listings.ts';
import { unreadable } from './parse.ts';
import type { ReadRequest, Subject } from './request.ts';

type TargetSubject = Subject & { readonly of: 'targets' };

/** One listing of targets, made once or several times. */
type Listed = { readonly subject: TargetSubject; readonly listings: Listings<TargetResource> };

const plural: { readonly [T in Target]: string } = { disk: 'disks', instance: 'instances', desktop: 'desktops' };

const keyOf = ({ target, ids }: TargetSubject): string => `${target} ${ids?.join(' ') ?? ''}`;

/** Disks, instances and desktops as far as they were listed: all of them, or those that are named. */
export class TargetListings {
  private readonly region: string;
  private readonly listed = new Map<string, Listed>();
  /** Kept until another listing comes in: what is derived from it is kept by whoever asks, as long as it is the same one. */
  private known: Inventory | undefined;

  constructor(region: string) {
    this.region = region;
  }

  private of(target: Target): Listed[] {
    return [...this.listed.values()].filter(({ subject }) => subject.target === target);
  }

  private request(subject: TargetSubject): ReadRequest {
    const how = targets[subject.target];
    return { subject, ask: { listing: subject.ids === undefined ? how.all(this.region) : how.some(this.region, subject.ids) } };
  }

  /** What has to be listed for these needs and was not yet: each id once, and none where all are listed. */
  requests(needs: readonly Need[]): ReadRequest[] {
    return (Object.keys(targets) as Target[]).flatMap((target): ReadRequest[] => {
      const listed = this.of(target);
      if (listed.some(({ subject }) => subject.ids === undefined)) return [];
      const mine = needs.filter((need) => need.target === target);
      if (mine.some((need) => 'all' in need)) return [this.request({ of: 'targets', target })];
      const known = new Set(listed.flatMap(({ subject }) => subject.ids ?? []));
      const wanted = new Set(mine.flatMap((need) => ('ids' in need ? need.ids : [])).filter((id) => !known.has(id)));
      return batches([...wanted], targets[target].batch).map((ids) => this.request({ of: 'targets', target, ids }));
    });
  }

  /** The listings that do not yet show twice what is not there. */
  unsettled(target: Target): ReadRequest[] {
    return this.of(target)
      .filter(({ listings }) => !listings.settled)
      .map(({ subject }) => this.request(subject));
  }

  /** @throws Failure `cloud` for an item that cannot be read */
  record(subject: TargetSubject, items: readonly Json[]): void {
    const how = targets[subject.target];
    const key = keyOf(subject);
    const { listings } = this.listed.get(key) ?? { listings: new Listings<TargetResource>(({ id }) => id) };
    listings.add(items.map((item) => how.parse(item) ?? unreadable(plural[subject.target], item, how.all(this.region).id)));
    this.listed.set(key, { subject, listings });
    this.known = undefined;
  }

  inventory(): Inventory {
    const of = (target: Target): Map<string, TargetResource> =>
      new Map(this.of(target).flatMap(({ listings }) => listings.items.map((one) => [one.id, one] as const)));
    this.known ??= { disk: of('disk'), instance: of('instance'), desktop: of('desktop') };
    return this.known;
  }
}
