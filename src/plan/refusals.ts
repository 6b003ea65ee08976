import { Failure } from '../base/failure.ts';
import { count } from '../base/text.ts';
import type { Live } from '../kinds/live.ts';

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
