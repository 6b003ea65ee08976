import type { Props } from './desired.ts';
import type { Owner } from './ownership-tags.ts';

/** One resource in the cloud, in the canonical form of its kind. */
export type Live = {
  readonly section: string;
  readonly id: string;
  readonly owner?: Owner;
  /** The hash that marks the owner of what carries no tags. */
  readonly marker?: string;
  readonly status: 'ready' | 'pending' | 'failed';
  /** What the API itself calls the status. */
  readonly statusText: string;
  /** As the API gave it: ISO 8601 in UTC, so that text order is time order. */
  readonly createdAt: string;
  /** Fields that cannot be read back are absent, and are not compared. */
  readonly props: Props;
};
