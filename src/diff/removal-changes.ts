import type { Diagnostic } from '../base/diagnostic.ts';
import { choices } from '../base/text.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Removal } from '../spec/spec.ts';
import type { RemovalChange } from './change.ts';
import type { LiveState } from './live-state.ts';
import { marksOf } from './ownership-marks.ts';
import { stateRefusals } from './removal-refusals.ts';
import type { StateRefusal } from './removal-refusals.ts';
import type { Removals, Target } from './removals.ts';

/** Letting go of something. What takes no tags keeps its marker, and the line has to stay. */
function forgetting({ live, address }: Target, { untaggable }: LiveState): RemovalChange {
  const { plural, ownership } = kindOf(live.section);
  const base = { address, live, notes: [] };
  if (untaggable.has(live.section))
    return {
      ...base,
      type: 'kept',
      reason: `The service does not change the tags of ${plural}, so that ${live.id} keeps its marks.`,
      help: 'Remove this item: without its entry snapspec leaves it alone.',
    };
  const keys = ownership === 'tags' ? [...new Set(marksOf(live).map(({ key }) => key))] : [];
  const kept = `${plural} carry no tags that could be taken off: this item must stay in the spec as long as ${live.id} exists.`;
  return { ...base, type: 'forget', keys, notes: ownership === 'tags' ? [] : [kept] };
}

function removalOf(target: Target, refusal: StateRefusal | undefined, state: LiveState): RemovalChange {
  const { live, address, force, forget } = target;
  if (forget) return forgetting(target, state);
  const base = { address, live, notes: [] };
  return refusal === undefined ? { ...base, type: 'delete', force } : { ...base, type: 'kept', ...refusal };
}

/** What may not be read could still hold what an id names. */
function doneNote({ file, path, ...item }: Removal, { unchecked }: LiveState): Diagnostic {
  const what = item.id ?? item.address;
  const sections = item.id === undefined ? [] : unchecked.map(({ section }) => section);
  if (sections.length > 0)
    return {
      code: 'removed-unchecked',
      severity: 'warning',
      message: `Nothing of ${what} was found; it was not looked for in ${choices(sections, 'and')}, which may not be read.`,
      place: { file, path },
      label: 'not found',
      help: 'Let the credentials read those too, or remove this line if it is of another kind.',
    };
  return {
    code: 'removed-done',
    severity: 'info',
    message: `Nothing of ${what} is left to remove: removed[${path[1]}] is done.`,
    place: { file, path },
    label: 'done',
    help: 'Remove this line, unless the id or the address is a mistake.',
  };
}

/** What is removed, what is not and why, and the items that are done. */
export function removalChanges(
  { targets, refused, done }: Removals,
  state: LiveState,
): { readonly changes: readonly RemovalChange[]; readonly notes: readonly Diagnostic[] } {
  const refusals = stateRefusals(targets, state);
  return {
    changes: [
      ...targets.map((target) => removalOf(target, refusals.get(target.live.id), state)),
      ...refused.map((one): RemovalChange => ({ type: 'kept', notes: [], ...one })),
    ],
    notes: done.map((item) => doneNote(item, state)),
  };
}
