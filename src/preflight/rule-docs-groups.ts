import type { RuleDocs } from '../base/explanation.ts';
import { essdCategories, regionalCategories } from '../facts/live-conditions.ts';
import * as limits from '../facts/limits/groups.ts';
import * as facts from '../facts/preflight-conditions.ts';

const why = 'The service refuses the group as a whole.';
const leaveOut = 'Leave the disk out, or list the disks without it.';

/** Findings about the disks of a group together. */
export const groupRuleDocs: RuleDocs = {
  'group-disk-count': {
    what: 'The instance of a group has more disks than pages allow in one group.',
    why: limits.diskCountDispute,
    fix: 'Leave disks out, or take several groups.',
    severity: ['error', 'warning', 'info'],
    sources: limits.groupSize.sources,
    rows: ['GRP-DISKS-MAX'],
  },
  'group-size': {
    what: 'The disks of a group are larger together than pages allow.',
    why,
    fix: 'Take fewer disks, or several groups.',
    severity: ['error', 'warning'],
    sources: limits.groupSize.sources,
    rows: ['GRP-SIZE-MAX'],
    ...(limits.groupSize.disputed !== undefined && { disputed: limits.groupSize.disputed }),
  },
  'group-without-disks': {
    what: 'The instance of a group has no disk, or all of its disks are left out.',
    why,
    fix: 'Leave fewer disks out, or name another instance.',
    severity: 'error',
    sources: facts.groupNotEmpty.sources,
    rows: ['GRP-NOT-EMPTY'],
  },
  'group-disk-category': {
    what: 'A disk of a group is not of the ESSD series.',
    why,
    fix: `${leaveOut} A snapshot of its own can be taken of it.`,
    severity: 'error',
    sources: essdCategories.sources,
    rows: ['GRP-DISK-TYPE'],
  },
  'group-mixes-regional-disks': {
    what: 'Some disks of a group are regional ones, and others are not.',
    why,
    fix: 'Take regional disks in a group of their own.',
    severity: 'error',
    sources: regionalCategories.sources,
    rows: ['GRP-REGIONAL-ONLY'],
  },
  'group-spans-zones': {
    what: 'The disks of a group lie in several zones.',
    why,
    fix: 'Take one group in each zone.',
    severity: 'error',
    sources: facts.groupInOneZone.sources,
    rows: ['GRP-SAME-ZONE'],
  },
  'group-disk-of-other-instance': {
    what: 'A group names an instance and a disk that is not attached to it.',
    why,
    fix: 'Remove the instance to take disks of several instances, or remove the disk.',
    severity: 'error',
    sources: facts.groupOfItsInstance.sources,
    rows: ['GRP-DISK-OF-INST'],
  },
  'group-shared-disk': {
    what: 'A disk of a group can be attached by several instances, or is shared block storage.',
    why,
    fix: leaveOut,
    severity: 'error',
    sources: facts.groupWithoutMultiAttach.sources,
    rows: ['GRP-MULTIATTACH', 'GRP-SHARED'],
  },
};
