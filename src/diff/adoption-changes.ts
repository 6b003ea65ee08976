import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Change } from './change.ts';
import type { Finding } from './finding.ts';
import type { Adoption, Match } from './ownership-match.ts';

/** What an entry is to take over cannot be its own. */
export function refusedAdoption(desired: Desired, { reason, help }: Adoption & { readonly type: 'refused' }, live?: Live): Change {
  return { type: 'refused', address: desired.address, desired, ...(live && { live }), field: 'adopt', reason, help, notes: [] };
}

/** The marks that make something the entry's; nothing where the entry itself is refused. */
export function adoptionChange({ address }: Desired, { adoption }: Match, change: Change): Change[] {
  if (adoption?.type !== 'take' || change.type === 'refused') return [];
  return [{ type: 'adopt', address, live: adoption.live, owner: adoption.owner, notes: [] }];
}

/** An id to adopt that is not there: where the entry has nothing else, it is not known what was meant. */
export function missingAdoption(desired: Desired, { adoption, live }: Match): Finding[] {
  if (adoption?.type !== 'missing') return [];
  const { address, file, path, section } = desired;
  const { title } = kindOf(section);
  return [
    {
      diagnostic: {
        code: 'adopt-not-found',
        severity: live === undefined ? 'error' : 'info',
        message:
          live === undefined
            ? `${address} adopts ${adoption.id}, and there is no such ${title} in the region of the stack.`
            : `${address} adopts ${adoption.id}, which is not there; ${live.id} counts.`,
        place: { file, path: [...path, 'adopt'] },
        label: 'not found',
        help:
          live === undefined
            ? `Check the id and the region. Remove \`adopt\` to have a new ${title} made.`
            : 'Remove `adopt`: it has nothing to do.',
      },
      address,
      about: [],
      holdsDetaches: false,
    },
  ];
}
