import type { IntConstraint, ListLimits, TextConstraint } from '../constraint.ts';
import { pages } from '../fact.ts';
import type { Fact, Range, Refusal } from '../fact.ts';
import { instanceId as instance } from './disks.ts';
import { instantAccessDays, retiredInstantAccess } from './instant-access.ts';
import { descriptionLimits, nameLimits } from './texts.ts';

const create = [pages.createGroup, pages.createGroupOld, pages.sdk];

/** Disks in one group: by the page of 2021, by the pages until mid 2026, and by the newest one. */
export const diskCounts = { oldest: 10, everywhere: 16, newest: 128 } as const;

/** What the pages say about the number of disks. */
export const diskCountDispute = `Pages say ${diskCounts.oldest} (2021), ${diskCounts.everywhere} (until mid 2026) and ${diskCounts.newest} disks, the last at first in some regions only.`;

const accepted = `${diskCountDispute} ${diskCounts.newest} is accepted; above ${diskCounts.everywhere} is warned about.`;

const diskList = (row: string, min: number, refusal?: Refusal) =>
  ({
    type: 'list',
    count: { min, max: diskCounts.newest, row, sources: create, disputed: accepted, ...(refusal && { refusal }) },
    warning: {
      above: diskCounts.everywhere,
      row,
      sources: create,
      disputed: accepted,
      reason: `more than ${diskCounts.everywhere} disks in a group are not accepted in every region`,
    },
  }) as const satisfies ListLimits;

/** The id of the instance of a group; no page of groups states its form. */
export const instanceId = {
  type: 'text',
  warnings: (instance.warnings ?? []).map((rule) => ({ ...rule, row: 'GRP-INSTANCE-REQ', sources: create })),
} satisfies TextConstraint;

export const diskIds = diskList('GRP-DISKID-COUNT', 1, { code: 'NumberExceed.TooManyDisks', status: 403 });
/** No page names the code for too many excluded disks. */
export const excludedDiskIds = diskList('GRP-EXCL-COUNT', 0);

export const name = nameLimits({
  rows: 'GRP-NAME',
  sources: create,
  refusal: { code: 'InvalidParameter.Name', status: 400 },
  also: ':_.\\-',
  alsoInWords: '`:`, `_`, `.`, `-`',
  digitFirst: true,
  warnings: [
    {
      row: 'GRP-NAME-START',
      sources: create,
      code: 'start',
      pattern: '^[^0-9]',
      highlight: '^[0-9]',
      requirement: 'starts with a digit',
      disputed:
        'The page of 2021 and Terraform’s page allow a digit first; the SDK and Terraform’s code want a letter. A digit is accepted.',
      help: 'Start it with a letter to be safe.',
      bad: '1nightly',
    },
  ],
});

export const description = descriptionLimits({ length: 'GRP-DESC', url: 'GRP-DESC' }, create);

export const instantAccessRetired = retiredInstantAccess('GRP-IA', create);

export const instantAccessRetentionDays = {
  // The service names the code after another parameter.
  ...instantAccessDays('GRP-IARET-RANGE', create, { code: 'InvalidRetentionDays.Malformed', status: 400 }),
  retired: instantAccessRetired,
} as const satisfies IntConstraint;

const instanceMissing: Refusal = { code: 'MissingParamter.InstanceId', status: 400 };

/** Parameters of snapshots that groups do not have. */
export const noRetention: Fact = { row: 'GRP-NO-RETENTION', sources: [pages.createGroupOld, pages.groupGuide] };
export const noCategory: Fact = { row: 'GRP-NO-RETENTION', sources: [pages.createGroupOld] };

export const targetRequired: Fact = {
  row: 'GRP-TARGET-ONE',
  sources: create,
  refusal: instanceMissing,
  disputed: 'The page of 2021 requires instanceId; today’s pages accept diskIds in its place.',
};

export const disksExcludeExcludedDisks: Fact = {
  row: 'GRP-XOR',
  sources: create,
  refusal: { code: 'InvalidParam.ExcludeDiskIdsAndDiskIds.Conflict', status: 400 },
};

export const excludedDisksNeedInstance: Fact = { row: 'GRP-EXCL-NEEDS-INST', sources: create, refusal: instanceMissing };

export const instantAccessDaysNeedInstantAccess: Fact = { row: 'GRP-IARET-NEEDS-IA', sources: create };

/** GiB in a TiB. */
const tebibyte = 1024;

/** TiB of all disks of a group: by the page of 2021, and today. */
export const groupTebibytes = { oldest: 32, newest: 256 } as const;

/** GiB of all disks of a group. */
export const groupSize: Range = {
  min: 0,
  max: groupTebibytes.newest * tebibyte,
  row: 'GRP-SIZE-MAX',
  sources: [pages.createGroup, pages.sdk],
  refusal: { code: 'CapacityExceed.TooManyDisks', status: 403 },
  disputed: `Pages say ${groupTebibytes.oldest} TiB (2021), and ${groupTebibytes.newest} TiB today; the larger one is accepted.`,
};

/** Too many snapshots of a disk are being taken for a group to take one more. */
export const groupInProgress: Fact = {
  row: 'GRP-INPROGRESS',
  sources: [pages.createGroup, pages.groupGuide],
  refusal: { code: 'IncorrectDiskStatus.TooManyCreatingSnapshots', status: 403 },
};
