/**
 * Where a constraint is held.
 *
 * - `static`: lint, one field
 * - `cross-field`: lint, several fields or entries
 * - `advice`: known, blocks nothing: a rule of advice, or only this catalogue
 * - `by-construction`: a spec cannot say it wrong
 * - `wire`: the call builder, or what reads replies
 * - `preflight`: the plan, from what it reads of the cloud
 * - `apply`: only the call shows it; the error is explained
 * - `not-in-v1`: the spec cannot express it yet
 */
export type Held = 'static' | 'cross-field' | 'advice' | 'by-construction' | 'wire' | 'preflight' | 'apply' | 'not-in-v1';

/** A constraint that a page documents, or that follows from several. */
export type CatalogueRow = {
  readonly row: string;
  readonly held: Held;
  /** The constraint, in a sentence. */
  readonly says: string;
  /** How it is held, where neither findings nor error codes say it. */
  readonly how?: string;
  /** Findings that hold it, beside those whose facts name the row. */
  readonly by?: readonly string[];
  /** What the service answers: `snapspec explain` knows these codes. */
  readonly errors?: readonly string[];
};

type More = Omit<CatalogueRow, 'row' | 'held' | 'says'>;

/** One row. */
export const row = (id: string, held: Held, says: string, more: More = {}): CatalogueRow => ({ row: id, held, says, ...more });
