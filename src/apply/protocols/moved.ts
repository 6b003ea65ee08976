import type { Operation } from '../../plan/plan.ts';
import type { Context } from '../protocol.ts';
import { attachedIn } from '../sighting.ts';
import type { Ask, Sighting } from '../sighting.ts';

/** The resource of an entry: of this run, or the one that was there. */
const idAt = (address: string, { ids, plan }: Context): string | undefined =>
  ids.get(address) ?? plan.entries.find((entry) => entry.address === address)?.id;

/** Where what is taken off has to be seen first. */
export const holdersOf = ({ section, movedTo = {} }: Operation, context: Context): Ask[] =>
  [...new Set(Object.values(movedTo))].flatMap((address): Ask[] => {
    const id = idAt(address, context);
    return id === undefined ? [] : [{ of: 'attached', section, id }];
  });

/** What is to be taken off and is not seen under the entry that takes it over. */
export const notSeenThere = ({ movedTo = {} }: Operation, sighting: Sighting, context: Context): readonly string[] =>
  Object.entries(movedTo).flatMap(([id, address]) => (attachedIn(sighting, idAt(address, context) ?? '').has(id) ? [] : [id]));
