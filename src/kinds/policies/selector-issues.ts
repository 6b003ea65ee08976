import type { Path } from '../../base/diagnostic.ts';
import type { Issue } from '../../base/issue.ts';
import { choices, count } from '../../base/text.ts';
import { pages } from '../../facts/fact.ts';
import { attachedOnce, unsupportedCategories } from '../../facts/live-conditions.ts';
import type { SelectionIssue, TargetResource } from '../targets.ts';
import { itemText } from './selector-items.ts';
import type { SelectorItem } from './selector-items.ts';
import type { NearMiss } from './selector-look-alikes.ts';

/** Ids and near misses beyond this many are counted. */
const shown = 5;

/** The first few of a list, and how many more there are. */
function few(texts: readonly string[]): string {
  const rest = texts.length - shown;
  return rest > 0 ? `${texts.slice(0, shown).join(', ')} and ${rest} more` : choices(texts, 'and');
}

const about = (issue: Issue, ids: readonly string[], holdsDetaches = false): SelectionIssue => ({ issue, about: ids, holdsDetaches });

/** An id that is not there: in `any` the disks that should be protected are not all known, in `not` it leaves nothing out. */
export function missingDisk(id: string, list: 'any' | 'not', path: Path): SelectionIssue {
  const chosen = list === 'any';
  const issue: Issue = {
    code: 'disk-not-found',
    severity: chosen ? 'error' : 'warning',
    place: { path: [...path, 'id'] },
    message: `Disk ${id} does not exist in this region${chosen ? '' : ', so this leaves nothing out'}.`,
    label: 'no such disk',
    help: 'Check the id and the region of the stack; remove the disk here if it was released.',
    sources: [pages.applyPolicy],
  };
  return about(issue, [id], chosen);
}

/** Disks of one item that cannot be protected, all for one reason. */
export function unsupportedDisks(disks: readonly TargetResource[], named: boolean, path: Path): SelectionIssue {
  const ids = disks.map(({ id }) => id);
  const which = ids.length === 1 ? `Disk ${ids[0]}` : `${count(ids.length, 'disk')} (${few(ids)})`;
  const issue: Issue = {
    code: 'disk-cannot-be-protected',
    severity: named ? 'error' : 'warning',
    place: { path: named ? [...path, 'id'] : path },
    message: `${which} cannot be protected: ${disks[0]?.unsupportedReason}.`,
    label: named ? 'this disk' : 'matched here, and skipped',
    help: named ? 'Remove the disk from the selector.' : 'Leave out such disks with `not`, so that the selector is explicit.',
    sources: [...unsupportedCategories.sources, ...attachedOnce.sources].filter((one, index, all) => all.indexOf(one) === index),
  };
  return about(issue, ids, named);
}

const missText = ({ ids, text }: NearMiss): string => `${count(ids.length, 'disk')} ${ids.length === 1 ? 'has' : 'have'} ${text}`;

/** What was probably meant; undefined where nothing looks like it. */
const missesText = (misses: readonly NearMiss[]): string | undefined => (misses.length === 0 ? undefined : few(misses.map(missText)));

const exactly = 'Tags and names are compared exactly: correct the selector, or the disks.';
const checkItem = 'Check each key of the item: all must hold, and a tag must have exactly this value.';

const itemHelp = (misses: readonly NearMiss[]): string => {
  const near = missesText(misses);
  return near === undefined ? checkItem : `${near}. ${exactly}`;
};

const ofMisses = (misses: readonly NearMiss[]): readonly string[] => misses.flatMap(({ ids }) => ids);

/** An item that no disk matches. */
export function idleItem(item: SelectorItem, list: 'any' | 'not', path: Path, misses: readonly NearMiss[]): SelectionIssue {
  const left = list === 'not';
  const issue: Issue = {
    code: 'selector-matches-nothing',
    severity: 'warning',
    place: { path },
    message: `No disk has ${itemText(item)}${left ? ', so this leaves nothing out' : ''}.`,
    label: left ? 'leaves nothing out' : 'matches nothing',
    help: itemHelp(misses),
  };
  return about(issue, ofMisses(misses));
}

/** Disks beside those that an item matches, which only look as if it matched them. */
export function lookAlikes(item: SelectorItem, list: 'any' | 'not', path: Path, misses: readonly NearMiss[]): SelectionIssue {
  const issue: Issue = {
    code: 'selector-near-miss',
    severity: 'warning',
    place: { path },
    message: `${missesText(misses)}: ${list === 'any' ? 'not chosen' : 'not left out'} by ${itemText(item)}.`,
    label: list === 'any' ? 'does not choose them' : 'does not leave them out',
    help: exactly,
  };
  return about(issue, ofMisses(misses));
}

/** Why an item of a selector that chooses nothing chooses nothing. */
export type Idle = { readonly path: Path; readonly why: string; readonly misses: readonly NearMiss[] };

/** A selector that chooses nothing, and was not left empty on purpose. */
export function nothingSelected(items: readonly Idle[]): SelectionIssue {
  const [only, ...others] = items;
  const misses = items.flatMap((one) => one.misses);
  const near = missesText(misses);
  const single = others.length === 0 ? only : undefined;
  const issue: Issue = {
    code: 'policy-selects-nothing',
    severity: 'error',
    place: { path: single?.path ?? ['disks', 'any'] },
    message: `The policy would protect nothing: ${single?.why ?? `none of the ${items.length} items of any chooses a disk`}.`,
    label: 'chooses nothing',
    ...(single === undefined && { related: items.slice(0, shown).map(({ path, why }) => ({ place: { path }, message: why })) }),
    help: `${near === undefined ? 'Check the ids, tags and other keys, the region and the account.' : `${near}. ${exactly}`} Where nothing is to be protected, write any: [].`,
  };
  return { ...about(issue, ofMisses(misses), true), weighable: true };
}
