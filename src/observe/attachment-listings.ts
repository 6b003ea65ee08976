import type { Json } from '../base/json.ts';
import { kindOf } from '../kinds/registry.ts';
import { textAt } from '../kinds/reply-reader.ts';
import { Listings } from './listings.ts';
import type { ReadRequest, Subject } from './request.ts';

type Attached = { readonly id: string };

/** What is attached to live resources, as far as it was listed. */
export class AttachmentListings {
  private readonly region: string;
  private readonly listed = new Map<string, Listings<Attached>>();

  constructor(region: string) {
    this.region = region;
  }

  /** Asks what is attached to something; nothing of a kind to which nothing is. */
  request(section: string, id: string): ReadRequest[] {
    const { attachments } = kindOf(section);
    if (attachments === undefined) return [];
    return [{ subject: { of: 'attachments', section, id }, ask: { listing: attachments.listing(this.region, id) } }];
  }

  record({ id, section }: Subject & { readonly of: 'attachments' }, items: readonly Json[]): void {
    const name = kindOf(section).attachments?.listing(this.region, id).id ?? '';
    const listings = this.listed.get(id) ?? new Listings<Attached>((one) => one.id);
    listings.add(items.map((item) => ({ id: textAt(item, name) ?? '' })));
    this.listed.set(id, listings);
  }

  has(id: string): boolean {
    return this.listed.has(id);
  }

  /** Whether what the listings do not have may be believed absent. */
  isSettled(id: string): boolean {
    return this.listed.get(id)?.settled === true;
  }

  /** Whether two listings differ, and no third one says which of them is right: one may have lost an item. */
  isInDoubt(id: string): boolean {
    const listings = this.listed.get(id);
    return listings !== undefined && listings.made >= 2 && !listings.settled;
  }

  idsOf(id: string): readonly string[] {
    return (this.listed.get(id)?.items ?? []).map((one) => one.id).sort();
  }

  all(): ReadonlyMap<string, readonly string[]> {
    return new Map([...this.listed.keys()].map((id) => [id, this.idsOf(id)]));
  }
}
