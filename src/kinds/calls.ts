import type { ReadingOperation } from '../facts/reading-operations.ts';
import type { Service } from '../facts/services.ts';

/** Parameters under their wire names. `{ idOf: ADDRESS }` is the id of a resource that is still to be created. */
export type Params = { readonly [name: string]: Param };
export type Param = string | number | boolean | readonly Param[] | { readonly [name: string]: Param };

/** A call that only reads; planning can send no other. */
export type ReadCall = {
  readonly reads: true;
  /** The region whose endpoint answers it. */
  readonly region: string;
  readonly service: Service;
  readonly action: ReadingOperation;
  readonly params: Params;
};
/** A call that changes something. */
export type WriteCall = {
  readonly writes: true;
  /** The region whose endpoint answers it. */
  readonly region: string;
  readonly service: Service;
  readonly action: string;
  readonly params: Params;
};

/** How a listing continues: by a token until it is empty, or by page number up to the total. `size` is items a page. */
export type Paging = { readonly type: 'token' | 'number'; readonly size: number };

/** A listing: its first call, how it continues, the path of the items in a reply, and the member that tells them apart. */
export type Listing = { readonly call: ReadCall; readonly paging: Paging; readonly items: readonly string[]; readonly id: string };

/** The SDK's request models of a kind's operations, by action; loaded by the cloud's client alone. */
export type LoadRequests = () => Promise<{ readonly requests: { readonly [action: string]: unknown } }>;
