import type { Path } from '../base/diagnostic.ts';
import type { Issue } from '../base/issue.ts';
import type { Json } from '../base/json.ts';

/** A record of canonical values: equal meaning, equal JSON. */
export type Props = { readonly [field: string]: Json };

/** What an entry needs from outside itself to be compiled. */
export type CompileContext = {
  readonly stack: string;
  readonly key: string;
  readonly region: string;
  /** Civil year of the run, in UTC: daylight saving is compiled for the five years from it. */
  readonly year: number;
};

/** An entry in canonical form, undefined where no call can express it. Paths of issues begin at the entry. */
export type Compiled<C> = {
  readonly value: C | undefined;
  readonly issues: readonly Issue[];
  readonly summary?: readonly string[];
};

/** Where the text of a spec lists an id, by the id. */
export type ItemIndex = { readonly [id: string]: number };

/** One entry of the spec in canonical form. */
export type Desired = {
  readonly section: string;
  readonly key: string;
  readonly address: string;
  readonly stack: string;
  /** Which occurrence of the backup; `once` for a standing resource. */
  readonly occurrence: string;
  /** The occurrence was written without a variable, so that it does not change by itself. */
  readonly fixed: boolean;
  /** Milliseconds since 1970 after which it is never taken again. */
  readonly takeUntil?: number;
  /** What is backed up: a disk, an instance, sorted disks; null for what has no single target. */
  readonly target: Json;
  readonly props: Props;
  /** What becomes of tags that the spec does not list; absent where the kind takes no tags. */
  readonly unlistedTags?: 'keep' | 'remove';
  /** The id of an existing resource that the entry takes over. */
  readonly adopt?: string;
  /** Lists of ids by their field: canonical lists are sorted, those of a text are not. */
  readonly listed: { readonly [field: string]: ItemIndex };
  /** Lines for a person beside the canonical values, such as local time beside UTC+8. */
  readonly summary: readonly string[];
  readonly file: string;
  readonly path: Path;
};
