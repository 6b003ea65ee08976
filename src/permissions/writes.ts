import type { Change } from '../diff/change.ts';
import { compareGroup, compareTags } from '../diff/compare.ts';
import type { Ways } from '../diff/ways.ts';
import type { Program } from '../frontend/analyze.ts';
import type { WriteCall } from '../kinds/calls.ts';
import type { Desired } from '../kinds/desired.ts';
import { kindOf, kinds } from '../kinds/registry.ts';
import type { Owner } from '../kinds/ownership-tags.ts';
import { operationsOf } from '../plan/operations.ts';
import { anyId, anyLive } from './any.ts';
import { possibleAttachments } from './attachments.ts';
import { possibleRemovals } from './removals.ts';

const noNotes = { notes: [] } as const;
const anyOwner: Owner = { stack: anyId, address: anyId, occurrence: anyId, op: anyId };

/** An entry that does not exist yet, and one of which all differs that a call can change. */
function changesOf(desired: Desired): Change[] {
  const { address, section, adopt } = desired;
  const kind = kindOf(section);
  const live = anyLive(kind);
  const { attach, detach } = possibleAttachments(desired);
  const tags = compareTags(kind, desired, live);
  const group = compareGroup(kind, desired, live);
  const modified = Object.keys(kind.roles).filter((field) => kind.roles[field] === 'modify');
  return [
    { ...noNotes, type: 'create', address, desired, generation: 0, attach },
    {
      ...noNotes,
      type: 'update',
      address,
      desired,
      live,
      fields: modified.map((field) => ({ field, before: null, after: desired.props[field] ?? null, reduces: false })),
      losses: [],
      // A value that is to be another may have to be taken off before it is set.
      ...(tags && { tags: { ...tags, unset: [...new Set([...tags.unset, ...Object.keys(tags.set)])] } }),
      ...(group && { group }),
      attach,
      detach,
    },
    ...(adopt === undefined ? [] : [{ ...noNotes, type: 'adopt' as const, address, live: anyLive(kind, adopt), owner: anyOwner }]),
  ];
}

/** What may get new marks by `moved`: of a section, or of all whose marks are tags. */
function movesOf({ moved }: Ways): Change[] {
  const sections = kinds.filter(
    ({ section, resourceType }) =>
      resourceType !== undefined && moved.some(({ from }) => from === undefined || from.startsWith(`${section}/`)),
  );
  return sections.map((kind) => ({ ...noNotes, type: 'move', address: kind.section, live: anyLive(kind), owner: anyOwner }));
}

/** What `removed` and `--prune` may delete, or take the marks of. */
function removalsOf(ways: Ways): Change[] {
  return possibleRemovals(ways).flatMap(({ live, address, force, forget }): Change[] => {
    if (!forget) return [{ ...noNotes, type: 'delete', address, live, force }];
    return kindOf(live.section).ownership === 'tags' ? [{ ...noNotes, type: 'forget', address, live, keys: [anyId] }] : [];
  });
}

/** Every writing call that apply may send: those of the operations that a plan is made of, for all that may have to be done. */
export function possibleWrites({ spec, desired }: Pick<Program, 'spec' | 'desired'>, ways: Ways): readonly WriteCall[] {
  const changes = [...desired.flatMap(changesOf), ...movesOf(ways), ...removalsOf(ways)];
  return operationsOf(changes, { account: spec.account ?? '', region: spec.region }, new Map()).map(({ call }) => call);
}
