import { type Alias, AliasTable } from './alias.ts';
import { desktopNames, groupNames, snapshotNames } from './backup-names.ts';
import { copyNames, defaultsNames, disksNames, policyNames, scheduleNames, selectorNames } from './policy-names.ts';
import { movedNames, removedNames, specNames, variableNames } from './spec-names.ts';

/** Aliases by the place of the object that they stand in: `*` is the key of an entry, `[]` an item of a list. */
const tables: { readonly [place: string]: () => Alias[] } = {
  '': specNames,
  'policies.*': policyNames,
  'policies.*.schedule': scheduleNames,
  'policies.*.crossRegionCopy': copyNames,
  'policies.*.disks': disksNames,
  'policies.*.disks.any[]': selectorNames,
  'policies.*.disks.not[]': selectorNames,
  'snapshots.*': snapshotNames,
  'groups.*': groupNames,
  'desktopSnapshots.*': desktopNames,
  'variables.*': variableNames,
  'removed[]': removedNames,
  'moved[]': movedNames,
  defaults: defaultsNames,
  'defaults.schedule': scheduleNames,
  'defaults.crossRegionCopy': copyNames,
};

const known = new Map<string, AliasTable>();

/** The names that somebody may use for the fields of an object at a place. A table is made when it is first asked for. */
export function aliasesAt(place: string): AliasTable {
  const table = known.get(place) ?? new AliasTable(tables[place]?.() ?? []);
  known.set(place, table);
  return table;
}

/** Every place that has aliases, with them, for pages and tests. */
export const allAliases = (): { readonly [place: string]: readonly Alias[] } =>
  Object.fromEntries(Object.entries(tables).map(([place, made]) => [place, made()]));
