import fc from 'fast-check';
import { entries, spec } from './specs.ts';
import type { Section, SectionName, Spec } from './specs.ts';

type Entry = Section[string];

/** What a backup was taken of, which no edit changes: another target under the same occurrence is refused. */
const taken: ReadonlySet<string> = new Set([
  'diskId',
  'instanceId',
  'diskIds',
  'excludeDiskIds',
  'desktopId',
  'sourceDiskType',
  'occurrence',
]);

/** Some fields of an entry as another one has them: given, changed or left out. */
const mixed = (entry: Entry, other: Entry): fc.Arbitrary<Entry> => {
  const fields = [...new Set([...Object.keys(entry), ...Object.keys(other)])].filter((field) => !taken.has(field));
  const own = Object.fromEntries(Object.entries(entry).filter(([field]) => taken.has(field)));
  return fc.subarray(fields).map((changed) => ({
    ...own,
    ...Object.fromEntries(
      fields.flatMap((field) => {
        const { [field]: value } = changed.includes(field) ? other : entry;
        return value === undefined ? [] : [[field, value]];
      }),
    ),
  }));
};

const editedEntry = (section: SectionName, entry: Entry): fc.Arbitrary<Entry | undefined> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(entry) },
    { weight: 5, arbitrary: entries[section].chain((other) => mixed(entry, other as Entry)) },
    { weight: 1, arbitrary: fc.constant(undefined) },
    ...(section === 'policies' ? [] : [{ weight: 1, arbitrary: fc.constant({ ...entry, occurrence: 'later' }) }]),
  );

function editedSection(name: SectionName, before: Section, added: Section): fc.Arbitrary<Section> {
  const keys = Object.keys(before);
  return fc.tuple(...keys.map((key) => editedEntry(name, before[key] as Entry))).map((after) => ({
    ...Object.fromEntries(Object.entries(added).filter(([key]) => !keys.includes(key))),
    ...Object.fromEntries(keys.flatMap((key, at) => (after[at] === undefined ? [] : [[key, after[at]]]))),
  }));
}

/** A spec and what somebody makes of it: entries changed, taken out and added, backups taken again. */
export const editedSpec: fc.Arbitrary<{ readonly before: Spec; readonly after: Spec }> = fc.tuple(spec, spec).chain(([before, other]) =>
  fc
    .record({
      stack: fc.constant(before.stack),
      defaults: fc.constantFrom(before.defaults, other.defaults),
      policies: editedSection('policies', before.policies, other.policies),
      snapshots: editedSection('snapshots', before.snapshots, other.snapshots),
      groups: editedSection('groups', before.groups, other.groups),
      desktopSnapshots: editedSection('desktopSnapshots', before.desktopSnapshots, other.desktopSnapshots),
    })
    .map((after) => ({ before, after })),
);
