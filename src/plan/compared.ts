import type { Json } from '../base/json.ts';

/** Where a difference between the spec and the cloud comes from: an edit of the spec, the cloud, or both. */
export type Origin = 'edited' | 'cloud' | 'both';

/** One difference, with its value in the cloud, in the spec, and in the spec as the other commit has it. */
export type Compared = {
  readonly address: string;
  readonly field: string;
  readonly origin: Origin;
  readonly live: Json;
  readonly spec: Json;
  /** Absent where that commit does not have the entry. */
  readonly base?: Json;
};

/** How a plan compares with that of the spec as another commit has it. */
export type Against = {
  readonly ref: string;
  readonly commit: string;
  readonly notes: readonly string[];
  readonly differences: readonly Compared[];
};
