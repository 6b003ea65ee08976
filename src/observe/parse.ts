import { Failure } from '../base/failure.ts';
import type { Json } from '../base/json.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Live } from '../kinds/live.ts';
import { textAt } from '../kinds/reply-reader.ts';

/** What is listed and cannot be read: were it left out, it would be created again. */
export function unreadable(plural: string, item: Json, id: string): never {
  throw new Failure('cloud', `The list of ${plural} is incomplete: ${textAt(item, id) ?? 'an item'} cannot be read.`, {
    help: 'It lacks what identifies it, or its tags have another form than the API’s page gives. Nothing is planned from half a world; report the reply.',
  });
}

/**
 * The items of a kind's listing as live resources.
 * @throws Failure `cloud` for an item that cannot be read
 */
export function parseLive(kind: Kind, items: readonly Json[]): Live[] {
  return items.map((item) => kind.parse(item) ?? unreadable(kind.plural, item, kind.listing('').id));
}
