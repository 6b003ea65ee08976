import type { Diagnostic, Place } from '../base/diagnostic.ts';
import { mapPlaces } from '../base/issue.ts';
import { recordOf } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import type { Props } from '../kinds/desired.ts';
import { inherits } from '../kinds/inherited.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Spec, SpecEntry } from '../spec/spec.ts';

type Tags = { readonly [key: string]: string };

function sorted(tags: Tags): Tags {
  const keys = Object.keys(tags);
  if (keys.every((key, at) => at === 0 || (keys[at - 1] as string) < key)) return tags;
  return recordOf(
    keys.sort(),
    (key) => key,
    (key) => tags[key] as string,
  );
}

const known = new WeakMap<Spec['defaults'], Map<Kind, Props>>();

/** The defaults that entries of a kind take. A spec has many entries of few kinds. */
export function inheritedBy(kind: Kind, defaults: Spec['defaults']): Props {
  const ofSpec = known.get(defaults) ?? new Map<Kind, Props>();
  known.set(defaults, ofSpec);
  const made = ofSpec.get(kind) ?? Object.fromEntries(Object.entries(defaults).filter(([name]) => inherits(kind, name)));
  ofSpec.set(kind, made);
  return made;
}

/** The entry's own values over the defaults; tags are merged, and sorted. */
export function withDefaults({ kind, props }: SpecEntry, inherited: Props): Props {
  const tags = { ...(inherited['tags'] as Tags | undefined), ...(props['tags'] as Tags | undefined) };
  return { ...inherited, ...props, ...('tags' in kind.fields && Object.keys(tags).length > 0 && { tags: sorted(tags) }) };
}

/** A finding about a value that an entry takes from `defaults`, at that value; others stay where they are. */
export function whereWritten(found: Diagnostic, entry: SpecEntry, inherited: { readonly [field: string]: Json }, file: string): Diagnostic {
  return mapPlaces(found, (place): Place => {
    if (!('path' in place)) return place;
    const [section, key, name] = place.path;
    const own = section === entry.path[0] && key === entry.path[1];
    if (!own || typeof name !== 'string' || !Object.hasOwn(inherited, name) || entry.props[name] !== undefined) return place;
    return { ...place, file, path: ['defaults', ...place.path.slice(2)] };
  });
}

/** Findings about `defaults` once, however many entries take the value. */
export function withoutRepeats(found: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return found.filter(({ code, message, place }) => {
    if (place === undefined || !('path' in place) || place.path[0] !== 'defaults') return true;
    const text = JSON.stringify([code, message, place]);
    return seen.has(text) ? false : seen.add(text);
  });
}
