import { pages } from '../../facts/fact.ts';
import { desiredOf, placeOfKey } from '../places.ts';
import { diskCountDispute, diskCounts } from '../../facts/limits/groups.ts';
import type { AdviceRule } from '../rule.ts';
import { spec } from '../example-specs.ts';

const { oldest, everywhere, newest } = diskCounts;
const group = (many: number): string =>
  spec(`groups:\n  ledger:\n    diskIds: [${Array.from({ length: many }, (_, index) => `d-${index + 1}`).join(', ')}]\n`);

export const groupOfManyDisks: AdviceRule = {
  code: 'group-of-many-disks',
  severity: 'info',
  what: `A group lists ${oldest + 1} to ${everywhere} disks.`,
  why: `The page of 2021 allows ${oldest} disks in a group; those since allow ${everywhere}, and the newest ${newest}. More than ${everywhere} is a warning of its own.`,
  fix: 'Nothing, unless the service refuses it with NumberExceed.TooManyDisks: then split the group.',
  rows: ['GRP-DISKS-MAX'],
  disputed: diskCountDispute,
  sources: [pages.createGroupOld, pages.createGroup],
  examples: { bad: group(oldest + 1), good: group(oldest) },
  check(whole, report) {
    for (const one of desiredOf(whole, 'groups')) {
      const many = ((one.props['diskIds'] ?? []) as readonly string[]).length;
      if (many <= oldest || many > everywhere) continue;
      report({
        place: placeOfKey(one, 'diskIds'),
        message: `${one.address} lists ${many} disks; the page of 2021 allows ${oldest}, newer ones ${everywhere} and more.`,
        label: `${many} disks`,
        help: 'Split the group if the service refuses it with NumberExceed.TooManyDisks.',
        disputed: true,
      });
    }
  },
};
