import type { Target } from '../diff/removal-items.ts';
import type { Ways } from '../diff/ways.ts';
import type { Kind } from '../kinds/kind.ts';
import { kindOf, kinds } from '../kinds/registry.ts';
import type { Removal } from '../spec/spec.ts';
import { anyId, anyLive } from './any.ts';

/** The forms of a kind's ids. Where it has none of its own, its ids look like those that an operation of the same name makes. */
function idFormsOf({ fields, createAction }: Kind): readonly string[] {
  const adopt = fields['adopt'] ?? kinds.find((one) => one.createAction === createAction && one.fields['adopt'])?.fields['adopt'];
  return adopt?.type === 'text' ? (adopt.rules ?? []).map(({ pattern }) => pattern) : [];
}

/** The kinds that an item of `removed` can be about. An id of no known form can be of any. */
function kindsOf({ address, id }: Removal): readonly Kind[] {
  if (address !== undefined) return [kindOf(address.slice(0, address.indexOf('/')))];
  const fitting = kinds.filter((kind) => idFormsOf(kind).every((form) => new RegExp(form, 'u').test(id)));
  return fitting.length > 0 ? fitting : kinds;
}

/** What `removed` and `--prune` may take away, whatever of it stands in the cloud. */
export function possibleRemovals({ removed, prune }: Ways): readonly Target[] {
  const asked = removed.flatMap((item) =>
    kindsOf(item).map((kind): Target => {
      const { id = anyId, address = id, force, forget } = item;
      return { live: anyLive(kind, id), address, force, forget };
    }),
  );
  const standing = prune ? kinds.filter(({ lifecycle }) => lifecycle === 'standing') : [];
  return [...asked, ...standing.map((kind): Target => ({ live: anyLive(kind), address: kind.section, force: false, forget: false }))];
}
