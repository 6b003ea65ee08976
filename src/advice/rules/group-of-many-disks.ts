import { pages } from '../../facts/fact.ts';
import { fields } from '../../kinds/groups/fields.ts';
import { desiredOf, placeOfKey } from '../places.ts';
import type { AdviceRule } from '../rule.ts';
import { spec } from '../example-specs.ts';

/** The limit of the page of 2021, and that of every page since in all regions. */
const old = 10;
const everywhere = fields.diskIds.warning.above;
const group = (many: number): string =>
  spec(`groups:\n  ledger:\n    diskIds: [${Array.from({ length: many }, (_, index) => `d-${index + 1}`).join(', ')}]\n`);

export const groupOfManyDisks: AdviceRule = {
  code: 'group-of-many-disks',
  severity: 'info',
  what: 'A group lists 11 to 16 disks.',
  why: 'The page of 2021 allows 10 disks in a group; those since allow 16, and the newest 128. More than 16 is a warning of its own.',
  fix: 'Nothing, unless the service refuses it with NumberExceed.TooManyDisks: then split the group.',
  rows: ['GRP-DISKS-MAX'],
  disputed: 'Pages say 10 (2021), 16 (until mid 2026) and 128 disks, the last at first in some regions only.',
  sources: [pages.createGroupOld, pages.createGroup],
  examples: { bad: group(old + 1), good: group(old) },
  check(whole, report) {
    for (const one of desiredOf(whole, 'groups')) {
      const many = ((one.props['diskIds'] ?? []) as readonly string[]).length;
      if (many <= old || many > everywhere) continue;
      report({
        place: placeOfKey(one, 'diskIds'),
        message: `${one.address} lists ${many} disks; the page of 2021 allows ${old}, newer ones ${everywhere} and more.`,
        label: `${many} disks`,
        help: 'Split the group if the service refuses it with NumberExceed.TooManyDisks.',
        disputed: true,
      });
    }
  },
};
