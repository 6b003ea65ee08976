import type { Json } from '../base/json.ts';
import type { Target } from '../fields/field.ts';
import type { Listing, ReadCall } from '../kinds/calls.ts';

/** What a request reads. */
export type Subject =
  | { readonly of: 'account' }
  /** All live resources of a kind, whoever owns them. */
  | { readonly of: 'kind'; readonly section: string }
  /** Disks, instances or desktops: those of `ids`, or all. */
  | { readonly of: 'targets'; readonly target: Target; readonly ids?: readonly string[] }
  /** What is attached to a live resource. */
  | { readonly of: 'attachments'; readonly section: string; readonly id: string }
  /** The regions that the service has. */
  | { readonly of: 'regions' }
  /** The snapshots of any sort that are being taken. */
  | { readonly of: 'under-way' }
  /** The locks of snapshots. */
  | { readonly of: 'locks' }
  /** All backups of a disk, by `sourceKey`. */
  | { readonly of: 'points'; readonly source: string }
  /** Whether the service knows the type of a kind's resources for tagging. */
  | { readonly of: 'tagging'; readonly section: string; readonly id: string };

/** Something to read: a listing in full pages, or one call. Plain data: it can be compared and shown. */
export type ReadRequest = {
  readonly subject: Subject;
  readonly ask: { readonly listing: Listing } | { readonly call: ReadCall };
  /** Where it may not be read, the rest still counts. */
  readonly optional?: true;
};

/** What came of a request. */
export type ReadAnswer =
  | { readonly type: 'items'; readonly items: readonly Json[] }
  | { readonly type: 'reply'; readonly body: Json }
  /** The service refused it with this code. */
  | { readonly type: 'refused'; readonly code: string };
