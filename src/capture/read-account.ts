import type { Json } from '../base/json.ts';
import { mapLimit } from '../base/parallel.ts';
import type { Reader } from '../cloud/client.ts';
import { listAll } from '../cloud/listing.ts';
import { concurrency } from '../cloud/observe.ts';
import { readCall } from '../kinds/call-builder.ts';
import { textAt } from '../kinds/reply-reader.ts';
import { associationOf, associationsOf, capturedSections, idOf, recordOfSections, sources } from './sources.ts';
import type { Captured, CapturedSection } from './sources.ts';

/** Pages shift while others create, so an item may come twice; the later reading counts. */
const eachOnce = (section: CapturedSection, items: readonly Json[]): readonly Json[] => [
  ...new Map(items.map((item) => [idOf(section, item), item])).values(),
];

/**
 * Reads what an account has in a region, by reading calls alone.
 * @throws Failure `cloud` for a listing that is incomplete or cannot be read
 */
export async function readAccount(reader: Reader, region: string): Promise<Captured> {
  const { body } = await reader.read(readCall(region, 'sts', 'GetCallerIdentity', {}));
  const lists = await mapLimit(capturedSections, concurrency, (section) => listAll(reader, sources[section].listing(region)));
  const items = recordOfSections(lists.map((items, at) => eachOnce(capturedSections[at] as CapturedSection, items)));
  const perPolicy = await mapLimit(items.policies, concurrency, (policy) =>
    listAll(reader, associationsOf(region, idOf('policies', policy))),
  );
  return { account: textAt(body, 'AccountId'), region, items, associations: perPolicy.flat().map(associationOf) };
}
