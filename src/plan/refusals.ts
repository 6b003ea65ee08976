import { Failure } from '../base/failure.ts';
import { count } from '../base/text.ts';
import { owned } from '../diff/ownership.ts';
import type { OwnershipScope } from '../diff/ownership.ts';
import type { Ways } from '../diff/ways.ts';
import type { Live } from '../kinds/live.ts';

/**
 * The refusal of a spec that declares nothing for a stack that owns something: most often a file that was not rendered.
 * Whoever writes `removed`, or asks for what is unmanaged to be pruned, means it.
 */
export function emptySpecRefusal(live: readonly Live[], scope: OwnershipScope, { removed, prune }: Ways): Failure | undefined {
  if (scope.desired.length > 0 || removed.length > 0 || prune) return undefined;
  const many = owned(live, scope).length;
  if (many === 0) return undefined;
  return new Failure(
    'refused',
    `The spec declares nothing, and the stack ${scope.stack} owns ${count(many, 'resource')} in ${scope.region}.`,
    {
      help: 'An empty spec is most often a file that was not rendered or merged. Keep at least one entry; what is removed from the spec is no longer managed, and is not deleted. To have it deleted, name it in `removed`; --prune removes policies.',
    },
  );
}
