import type { Diagnostic } from '../base/diagnostic.ts';
import { aboutEntry } from '../diff/finding.ts';
import type { Finding } from '../diff/finding.ts';
import { Failure } from '../base/failure.ts';
import { count } from '../base/text.ts';
import type { Live } from '../kinds/live.ts';
import type { Removal } from '../spec/spec.ts';

/**
 * The refusal of a spec that declares nothing for a stack that owns something: most often a file that was not rendered.
 * @param declared how many entries the spec has
 */
export function emptySpecRefusal(
  declared: number,
  live: readonly Live[],
  { stack, region }: { readonly stack: string; readonly region: string },
): Failure | undefined {
  const owned = live.filter((one) => one.owner?.stack === stack).length;
  if (declared > 0 || owned === 0) return undefined;
  return new Failure('refused', `The spec declares nothing, and the stack ${stack} owns ${count(owned, 'resource')} in ${region}.`, {
    help: 'An empty spec is most often a file that was not rendered or merged. Keep at least one entry; what is removed from the spec is no longer managed, and is not deleted.',
  });
}

/** Deletion is not supported yet; a request to delete must not be ignored silently. */
export function unsupportedRemovals(removed: readonly Removal[]): Finding[] {
  const found = ({ address, file, path }: Removal): Diagnostic => ({
    code: 'removed-not-supported',
    severity: 'error',
    message: `${address} is listed under removed, and this version of snapspec does not delete anything.`,
    place: { file, path },
    label: 'not deleted',
    help: 'Delete it in the console and remove it from removed.',
  });
  return removed.map((one) => aboutEntry(found(one), one.address));
}
