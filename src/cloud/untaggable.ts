import { Failure } from '../base/failure.ts';
import { mapLimit } from '../base/parallel.ts';
import { compareTags } from '../diff/compare.ts';
import type { MatchOf } from '../diff/ownership.ts';
import { kinds } from '../kinds/registry.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
import { listTagsCall } from '../kinds/tagging.ts';
import { ServiceError } from './errors.ts';
import { readOnce } from './listing.ts';
import { concurrency } from './scope.ts';
import type { Reading } from './scope.ts';

/** The first resource of a kind whose tags differ from the spec's. */
function idToTag(kind: Kind, desired: readonly Desired[], matchOf: MatchOf): string | undefined {
  for (const one of desired.filter(({ section }) => section === kind.section)) {
    const { live } = matchOf(one);
    if (live !== undefined && compareTags(kind, one, live) !== undefined) return live.id;
  }
  return undefined;
}

/** Codes by which the service says that it does not tag a type; any other refusal shows when it is tagged. */
const unknownType = ['InvalidResourceType.NotFound', 'InvalidResourceId.NotSupported'];

async function isUnknown({ reader, clock }: Reading, type: string, id: string, region: string): Promise<boolean> {
  try {
    await readOnce(reader, clock, listTagsCall(region, type, id));
    return false;
  } catch (error) {
    const refusal = error instanceof Failure ? error.cause : undefined;
    if (refusal instanceof ServiceError) return unknownType.includes(refusal.code);
    throw error;
  }
}

/**
 * The sections of resources whose type the operations on tags do not know. Asked only where no page lists the type, and
 * tags would change.
 * @throws Failure `cloud` where there is no answer
 */
export async function untaggableIn(
  reading: Reading,
  region: string,
  desired: readonly Desired[],
  matchOf: MatchOf,
): Promise<ReadonlySet<string>> {
  const sections = await mapLimit(kinds, concurrency, async (kind) => {
    if (kind.resourceType === undefined || kind.unlistedResourceType === undefined) return [];
    const id = idToTag(kind, desired, matchOf);
    return id !== undefined && (await isUnknown(reading, kind.resourceType, id, region)) ? [kind.section] : [];
  });
  return new Set(sections.flat());
}
