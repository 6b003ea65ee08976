import { member, textAt } from '../kinds/reply-reader.ts';
import { readCall } from '../kinds/call-builder.ts';
import type { Listing } from '../kinds/calls.ts';
import { locksListing } from '../kinds/region-wide.ts';
import { kindOf } from '../kinds/registry.ts';
import { targets } from '../kinds/target-listings.ts';
import type { Json } from '../base/json.ts';

/** What an account is read by: a listing of each sort of resource. */
export type Source = { readonly listing: (region: string) => Listing };

/** The snapshots of every policy too, which the kinds leave out. */
const ofAllTypes = ({ call, ...rest }: Listing): Listing => {
  const { SnapshotType: _, ...params } = call.params;
  return { ...rest, call: { ...call, params } };
};

/** Desktops with their policies, which they list only where they are asked. */
const withPolicies = ({ call, ...rest }: Listing): Listing => ({
  ...rest,
  call: { ...call, params: { ...call.params, IncludeAutoSnapshotPolicy: true } },
});

/** Newer pages state at most 50 items, an older one 100. */
const desktopPolicies = (region: string): Listing => ({
  call: readCall(region, 'ecd', 'DescribeAutoSnapshotPolicy', { RegionId: region }),
  paging: { type: 'token', size: 50 },
  items: ['AutoSnapshotPolicies'],
  id: 'PolicyId',
});

export const sources = {
  instances: { listing: targets.instance.all },
  disks: { listing: targets.disk.all },
  desktops: { listing: (region) => withPolicies(targets.desktop.all(region)) },
  policies: { listing: (region) => kindOf('policies').listing(region) },
  snapshots: { listing: (region) => ofAllTypes(kindOf('snapshots').listing(region)) },
  locks: { listing: locksListing },
  groups: { listing: (region) => kindOf('groups').listing(region) },
  desktopPolicies: { listing: desktopPolicies },
  desktopSnapshots: { listing: (region) => ofAllTypes(kindOf('desktopSnapshots').listing(region)) },
} as const satisfies { readonly [section: string]: Source };
export type CapturedSection = keyof typeof sources;
export const capturedSections = Object.keys(sources) as readonly CapturedSection[];

/** The disks of a policy. */
export const associationsOf = (region: string, policyId: string): Listing => {
  const { attachments } = kindOf('policies');
  if (attachments === undefined) throw new TypeError('policies have attachments');
  return attachments.listing(region, policyId);
};

/** A policy with one of its disks. */
export type Association = { readonly policyId: string; readonly diskId: string };

export const associationOf = (item: Json): Association => ({
  policyId: textAt(item, 'AutoSnapshotPolicyId') ?? '',
  diskId: textAt(item, 'DiskId') ?? '',
});

export type SectionItems = { readonly [S in CapturedSection]: readonly Json[] };

/** Lists in the order of the sections, by section. */
export const recordOfSections = (lists: readonly (readonly Json[])[]): SectionItems =>
  Object.fromEntries(capturedSections.map((section, at) => [section, lists[at] ?? []] as const)) as SectionItems;

/** An account as the service lists it: items newest first. */
export type Captured = {
  readonly account: string | undefined;
  /** Where the listings were read, if that is known. */
  readonly region: string | undefined;
  readonly items: SectionItems;
  readonly associations: readonly Association[];
};

/** The id of an item of a section; empty where it has none. */
export const idOf = (section: CapturedSection, item: Json): string => textAt(item, sources[section].listing('').id) ?? '';

/** The list of a reply, if it is one of this listing. */
export function itemsOf(body: Json, { items }: Listing): readonly Json[] | undefined {
  const found = member(body, ...items);
  return Array.isArray(found) ? (found as readonly Json[]) : undefined;
}
