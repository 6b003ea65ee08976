import type { Props } from './desired.ts';
import type { Mark, Owner } from './ownership-tags.ts';

const statuses: ReadonlyMap<string, Live['status']> = new Map([
  ['accomplished', 'ready'],
  ['progressing', 'pending'],
  ['failed', 'failed'],
]);

/** What the status of a backup says, in whichever casing: the ECS API writes it small, and the ECD API in capitals. */
export const backupStatus = (text: string): Live['status'] => statuses.get(text.toLowerCase()) ?? 'pending';

/** How far the taking of a backup is, as the service estimates it. */
export type Progress = {
  /** From 0 to 100. */
  readonly percent?: number;
  /** Seconds that are left. */
  readonly remaining?: number;
};

/** One resource in the cloud, in the canonical form of its kind. */
export type Live = {
  readonly section: string;
  readonly id: string;
  /** Whose its tags say it is, where all four owner tags are there. */
  readonly owner?: Owner;
  /** The owner tags that are left, where not all four are there under their exact keys. */
  readonly marks?: readonly Mark[];
  /** The hash that marks the owner of what carries no tags. */
  readonly marker?: string;
  /** The hash of what was a marker once: not at the end, or in another spelling. */
  readonly formerMarker?: string;
  /** What it is a copy of. */
  readonly copyOf?: { readonly id?: string; readonly region?: string };
  /** What was made from it, as the service says it. */
  readonly usage?: string;
  /** Ids of the resources that are part of it. */
  readonly members?: readonly string[];
  readonly status: 'ready' | 'pending' | 'failed';
  /** What the API itself calls the status. */
  readonly statusText: string;
  /** How far it is, while it is being taken. */
  readonly progress?: Progress;
  /** As the API gave it: ISO 8601 in UTC, so that text order is time order. */
  readonly createdAt: string;
  /** Fields that cannot be read back are absent, and are not compared. */
  readonly props: Props;
};
