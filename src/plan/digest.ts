import { sha256Hex } from '../base/hash.ts';
import { canonicalJson } from '../base/json.ts';
import { formatVersion } from '../base/format-version.ts';
import type { Operation, Plan, PlanEntry } from './plan.ts';

/** Counts and words change with the reading; an approval that comes later makes no other plan. */
function comparable({ held, ...operation }: Operation) {
  return held?.cause === 'failed' ? { ...operation, held: 'failed' } : operation;
}

/** What differs of an entry that is changed; that of a new one stands in its operations. */
const changesOf = ({ address, outcome, id, fields, tags, group, attach, detach }: PlanEntry) => ({
  address,
  outcome,
  fields,
  attach,
  detach,
  ...(id !== undefined && { id }),
  ...(tags && { tags }),
  ...(group && { group }),
});

/**
 * SHA-256 of what a plan does and of the values that it found, in hexadecimal: the same for the same changes of the same
 * world, whoever approves them and however it was read.
 */
export function planDigest({ stack, account, region, entries, operations }: Plan): string {
  const changed = new Set(operations.map(({ address }) => address));
  const content = {
    formatVersion,
    stack,
    account,
    region,
    entries: entries.filter(({ address }) => changed.has(address)).map(changesOf),
    operations: operations.map(comparable),
  };
  return sha256Hex(canonicalJson(content as never, JSON.stringify));
}
