import type { Path } from '../base/diagnostic.ts';
import type { Json } from '../base/json.ts';
import type { Kind } from '../kinds/kind.ts';

/** Characters that an address may have: it is the value of a tag. */
export const maxAddressLength = 128;

/** One entry of a checked spec. Its props keep to the kind's fields. */
export type SpecEntry = {
  readonly kind: Kind;
  readonly key: string;
  readonly address: string;
  readonly props: { readonly [field: string]: Json };
  /** Its occurrence is written without a variable. */
  readonly fixed: boolean;
  readonly file: string;
  readonly path: Path;
};

/**
 * An entry of which something is invalid or not known yet: the rest of it is still checked.
 * Its unsure fields are left out, or take an example where the kind requires them.
 */
export type PartialEntry = SpecEntry & { readonly unsure: ReadonlySet<string> };

/** Where an item of a list stands. */
type Listed = { readonly file: string; readonly path: Path };

/** What the spec asks to delete, or with `forget` to let go of: what an address owns, or a resource by its id. */
export type Removal = Listed & {
  readonly force: boolean;
  readonly forget: boolean;
} & ({ readonly address: string; readonly occurrence: string; readonly id?: never } | { readonly id: string; readonly address?: never });

/** An address that another one has become, or a stack whose name this stack had not always. */
export type Move = Listed &
  ({ readonly from: string; readonly to: string; readonly fromStack?: never } | { readonly fromStack: string; readonly from?: never });

/** Approval of reductions, as the spec gives it. */
export type Approval = { readonly reductions: number; readonly reason: string };

/** A spec that was read, resolved and checked. */
export type Spec = {
  readonly stack: string;
  /** The stack waits for a variable, and with it every name that is made of it. */
  readonly unnamed: boolean;
  readonly region: string;
  readonly account?: string;
  /** By the name of a field; an entry takes it where its kind inherits that field and it has none of its own. */
  readonly defaults: { readonly [field: string]: Json };
  readonly defaultsFile: string;
  readonly entries: readonly SpecEntry[];
  readonly partialEntries: readonly PartialEntry[];
  /** How many reductions of protection pass without approval. */
  readonly limits: { readonly reductions: number };
  readonly approve?: Approval;
  readonly moved: readonly Move[];
  readonly removed: readonly Removal[];
};
