import type { Dice } from './dice.ts';
import { addressOf } from './specs.ts';
import type { Entry, PolicyEntry, SimSpec } from './specs.ts';
import { desktops, disks, instances } from './worlds.ts';

type Edit = (spec: SimSpec, dice: Dice) => SimSpec;

const retentions = [7, 14, 30];
const names = ['sim-nightly', 'sim-renamed'];
const hourLists = [[2], [2, 14]];

const withEntry = (spec: SimSpec, at: number, changes: Partial<Entry>): SimSpec => ({
  ...spec,
  entries: spec.entries.map((one, index) => (index === at ? ({ ...one, ...changes } as Entry) : one)),
});

const someDisks = (dice: Dice): readonly string[] => {
  const chosen = disks.filter(() => dice.chance(0.4));
  return chosen.length > 0 ? chosen : [dice.pick(disks)];
};

/** A group of disks of one instance, or the instance. */
const groupTarget = (dice: Dice): string | readonly string[] => dice.pick([instances[0] as string, disks.slice(0, 2), disks.slice(3, 5)]);

/** Makes a new entry of a section under a key. @param lists policies list their disks */
export function newEntry(section: Entry['section'], key: string, dice: Dice, lists = false): Entry {
  const common = { key, name: dice.pick(names), tags: dice.pick(['', 'payments']) };
  switch (section) {
    case 'policies':
      return {
        ...common,
        section,
        retention: dice.pick(retentions),
        hours: dice.pick(hourLists),
        disks: !lists && dice.chance(0.4) ? 'tagged' : someDisks(dice),
      };
    case 'snapshots':
      return { ...common, section, retention: dice.pick(retentions), occurrence: 'v1', disk: dice.pick(disks) };
    case 'groups':
      return { ...common, section, occurrence: 'v1', of: groupTarget(dice) };
    case 'desktopSnapshots':
      return { ...common, section, tags: '', occurrence: 'v1', desktop: dice.pick(desktops) };
    default:
      return section satisfies never;
  }
}

const anyAt = (spec: SimSpec, dice: Dice): number => dice.between(0, spec.entries.length - 1);

/** Gives one entry another disk list; a disk that it loses goes to another policy where there is one. */
const shiftDisks: Edit = (spec, dice) => {
  const policies = spec.entries.filter((one): one is PolicyEntry => one.section === 'policies');
  const from = policies.find((one) => one.disks !== 'tagged' && one.disks.length > 1);
  if (from === undefined || from.disks === 'tagged') return withEntry(spec, anyAt(spec, dice), { name: dice.pick(names) });
  const moving = dice.pick(from.disks);
  const to = policies.find((one) => one !== from && one.disks !== 'tagged' && !one.disks.includes(moving));
  const without = withEntry(spec, spec.entries.indexOf(from), { disks: from.disks.filter((one) => one !== moving) });
  return to === undefined || to.disks === 'tagged'
    ? without
    : withEntry(without, spec.entries.indexOf(to), { disks: [...to.disks, moving] });
};

const otherTarget: Edit = (spec, dice) => {
  const at = anyAt(spec, dice);
  const entry = spec.entries[at] as Entry;
  switch (entry.section) {
    case 'policies':
      return withEntry(spec, at, { disks: someDisks(dice) });
    case 'snapshots':
      return withEntry(spec, at, { disk: dice.pick(disks) });
    case 'groups':
      return withEntry(spec, at, { of: groupTarget(dice) });
    default:
      return withEntry(spec, at, { desktop: dice.pick(desktops) });
  }
};

/** Renames the key of an entry, and says so. */
const move: Edit = (spec, dice) => {
  const at = anyAt(spec, dice);
  const entry = spec.entries[at] as Entry;
  const key = `${entry.key}-x`;
  const moved = [...spec.moved, { from: addressOf(entry), to: `${entry.section}/${key}` }];
  return { ...withEntry(spec, at, { key }), moved };
};

const nextOccurrence: Edit = (spec, dice) => {
  const at = spec.entries.findIndex((one) => one.section !== 'policies');
  const entry = spec.entries[at];
  return entry === undefined || entry.section === 'policies'
    ? withEntry(spec, anyAt(spec, dice), { name: dice.pick(names) })
    : withEntry(spec, at, { occurrence: `v${Number(entry.occurrence.slice(1)) + 1}` });
};

const removeEntry: Edit = (spec, dice) => {
  const at = anyAt(spec, dice);
  const address = addressOf(spec.entries[at] as Entry);
  // An entry that something was moved to stays as long as the line that says so.
  if (spec.entries.length === 1 || spec.moved.some(({ to }) => to === address)) return spec;
  return { ...spec, entries: spec.entries.filter((_, index) => index !== at) };
};

/** What a person changes in a spec between two runs. */
export const specEdits: { readonly [name: string]: Edit } = {
  rename: (spec, dice) => withEntry(spec, anyAt(spec, dice), { name: dice.pick(names) }),
  tags: (spec, dice) => {
    const at = anyAt(spec, dice);
    return spec.entries[at]?.section === 'desktopSnapshots' ? spec : withEntry(spec, at, { tags: dice.pick(['', 'payments', 'ledger']) });
  },
  retention: (spec, dice) => {
    const at = spec.entries.findIndex((one) => 'retention' in one);
    return at < 0 ? spec : withEntry(spec, at, { retention: dice.pick(retentions) });
  },
  'shift-disks': shiftDisks,
  'other-target': otherTarget,
  moved: move,
  occurrence: nextOccurrence,
  removed: removeEntry,
};

/** An entry whose disks go to another policy goes with them. */
const merge: Edit = (spec) => {
  const [from, to] = spec.entries.filter((one): one is PolicyEntry => one.section === 'policies' && one.disks !== 'tagged');
  if (from === undefined || to === undefined) return spec;
  const disks = [...new Set([...(to.disks as readonly string[]), ...(from.disks as readonly string[])])];
  const merged = withEntry(spec, spec.entries.indexOf(to), { disks });
  return { ...merged, entries: merged.entries.filter((one) => one !== from) };
};

/** What is edited only where a class of seeds asks for it. */
const aimedEdits: { readonly [name: string]: Edit } = { merge };

const keys: { readonly [S in Entry['section']]: readonly string[] } = {
  policies: ['nightly', 'hourly'],
  snapshots: ['release', 'weekly'],
  groups: ['ledger'],
  desktopSnapshots: ['golden'],
};

/**
 * A spec of one to four entries of these sections.
 * @param whole every entry that there can be, up to four
 * @param lists policies list their disks
 */
export function newSpec(sections: readonly Entry['section'][], dice: Dice, whole = false, lists = false): SimSpec {
  const candidates = sections.flatMap((section) => keys[section].map((key) => ({ section, key })));
  const most = Math.min(4, candidates.length);
  const many = whole ? most : dice.between(1, most);
  const entries: Entry[] = [];
  while (entries.length < many) {
    const { section, key } = dice.pick(candidates);
    if (!entries.some((one) => one.section === section && one.key === key)) entries.push(newEntry(section, key, dice, lists));
  }
  return { entries, moved: [] };
}

/** The spec after somebody edited it, and then perhaps back to what it was. @param back how often */
export function edited(
  history: readonly SimSpec[],
  dice: Dice,
  edits = Object.keys(specEdits) as readonly string[],
  back = 0.3,
): { readonly spec: SimSpec; readonly edit: string } {
  const last = history[history.length - 1] as SimSpec;
  const before = history[history.length - 2];
  if (before !== undefined && before.moved.length === last.moved.length && dice.chance(back)) return { spec: before, edit: 'back' };
  const edit = dice.pick(edits);
  return { spec: ((specEdits[edit] ?? aimedEdits[edit]) as Edit)(last, dice), edit };
}
