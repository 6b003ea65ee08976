import { astral, disks, empty, of, typed } from '../verdict.ts';
import type { Row } from '../verdict.ts';

const badName = 'InvalidParameter.Name 400';
const badText = 'InvalidDescription.Malformed 404';
const noTarget = 'MissingParamter.InstanceId 400';
const iaRetired = ['group-instant-access-retired', 'group-instant-access-retention-days-retired'];
const i = { instanceId: 'i-000' };

/** ECS CreateSnapshotGroup (page of 2021, SDK 7.11.6, user guide of 2026). */
const rows: readonly Omit<Row, 'section'>[] = [
  // C-08: the old page requires the instance; with disks it is optional today.
  { field: '', by: 'GRP-INSTANCE-REQ', entry: {}, accepted: [i, { diskIds: ['d-000'] }], refused: [{ name: 'ab' }], answer: noTarget },
  {
    field: '',
    by: 'GRP-TARGET-ONE',
    entry: {},
    accepted: [{ ...i, diskIds: ['d-000', 'd-001'] }],
    refused: [{ name: 'ab', tags: { k: 'v' } }],
    answer: noTarget,
  },
  {
    field: 'instanceId',
    by: 'GRP-INSTANCE-REQ',
    ours: true,
    accepted: [`i-${of(126)}`],
    cautioned: ['web-1', 'I-000', 'i-0123456789abcdef0'],
    refused: ['', `i-${of(127)}`],
  },
  { field: 'instanceId', by: 'GRP-INSTANCE-REQ', refused: [['i-000'], 7], code: 'wrong-type', unsent: typed },
  {
    field: '',
    by: 'GRP-XOR',
    entry: {},
    // A list of none leaves none out, and is not sent.
    accepted: [
      { ...i, excludeDiskIds: ['d-001'] },
      { ...i, diskIds: ['d-000'], excludeDiskIds: [] },
      { diskIds: ['d-000'], excludeDiskIds: [] },
    ],
    refused: [
      { ...i, diskIds: ['d-000'], excludeDiskIds: ['d-001'] },
      { diskIds: ['d-000'], excludeDiskIds: ['d-001'] },
    ],
    answer: 'InvalidParam.ExcludeDiskIdsAndDiskIds.Conflict 400',
  },
  {
    field: '',
    by: 'GRP-EXCL-NEEDS-INST',
    entry: {},
    accepted: [{ ...i, excludeDiskIds: ['d-001', 'd-002'] }],
    refused: [{ excludeDiskIds: ['d-001'] }],
    answer: noTarget,
  },
  // C-07: 10, 16 and 128, by the age of the page.
  {
    field: 'diskIds',
    by: 'GRP-DISKID-COUNT',
    entry: {},
    accepted: [disks(1), disks(10), disks(16)],
    disputed: [disks(17), disks(128)],
    refused: [disks(129)],
    answer: 'NumberExceed.TooManyDisks 403',
  },
  { field: 'diskIds', by: 'GRP-DISKID-COUNT', entry: {}, refused: [[]], answer: noTarget },
  {
    field: 'excludeDiskIds',
    by: 'GRP-EXCL-COUNT',
    accepted: [[], disks(1), disks(16)],
    disputed: [disks(17), disks(128)],
    refused: [disks(129)],
    answer: 'any',
  },
  { field: 'diskIds', by: 'GRP-DUP-DISK', ours: true, entry: {}, accepted: [['d-000', 'd-001']], refused: [['d-000', 'd-000']] },
  { field: 'excludeDiskIds', by: 'GRP-DUP-DISK', ours: true, refused: [['d-001', 'd-002', 'd-001']] },
  {
    field: 'diskIds',
    by: 'SNAP-DISKID-FMT',
    ours: true,
    entry: {},
    accepted: [[`d-${of(126)}`]],
    cautioned: [['odd'], ['D-ODD']],
    refused: [[''], [`d-${of(127)}`]],
  },
  {
    field: 'excludeDiskIds',
    by: 'SNAP-DISKID-FMT',
    ours: true,
    accepted: [[`d-${of(126)}`]],
    cautioned: [['odd']],
    refused: [[''], [`d-${of(127)}`]],
  },

  {
    field: 'name',
    by: 'GRP-NAME-LEN',
    accepted: ['ab', of(128)],
    refused: ['a', of(129), of(129, '備'), astral(129, '𠀀')],
    answer: badName,
  },
  { field: 'name', by: 'GRP-NAME-LEN', refused: [''], unsent: empty },
  // C-03 and C-05: a letter, by the old page also a digit.
  {
    field: 'name',
    by: 'GRP-NAME-START',
    accepted: ['a1', 'Z_'],
    disputed: ['1a', '99', '備份', of(128, '備'), astral(128, '𠀀')],
    refused: ['_a', '-a', '.a', ':a', ' a', '😀a'],
    answer: badName,
  },
  { field: 'name', by: 'GRP-NAME-CHARS', accepted: ['a:_.-9'], refused: ['a b', 'a/b', 'a😀', 'a٣'], answer: badName },
  { field: 'name', by: 'GRP-NAME-NOHTTP', accepted: ['http', 'http:a'], refused: ['http://a', 'https://a'], answer: badName },
  // No page bars auto for groups.
  { field: 'name', by: 'GRP-NAME-AUTO', accepted: ['auto', 'auto-1', 'Auto'] },
  {
    field: 'description',
    by: 'GRP-DESC',
    accepted: ['ab', of(256), of(256, '備'), astral(256)],
    refused: ['a', of(257), of(257, '備'), astral(257)],
    answer: badText,
  },
  { field: 'description', by: 'GRP-DESC', accepted: ['see http://a'], refused: ['http://a', 'https://a'], answer: badText },
  { field: 'description', by: 'GRP-DESC', refused: [''], unsent: empty },

  { field: 'instantAccess', by: 'GRP-IA', cautioned: [true, false] },
  { field: 'instantAccess', by: 'GRP-IA', refused: ['true', 0], code: 'wrong-type', also: iaRetired, unsent: typed },
  {
    field: 'instantAccessRetentionDays',
    by: 'GRP-IARET-RANGE',
    beside: { instantAccess: true },
    accepted: [1, 65535],
    refused: [0, -1, 65536],
    // The page names the code after a parameter that groups do not have.
    answer: 'InvalidRetentionDays.Malformed 400',
    also: iaRetired,
  },
  {
    field: '',
    by: 'GRP-IARET-NEEDS-IA',
    accepted: [{ instantAccess: true, instantAccessRetentionDays: 1 }],
    cautioned: [{ instantAccessRetentionDays: 1 }, { instantAccess: false, instantAccessRetentionDays: 1 }],
    also: iaRetired,
  },
  { field: 'retentionDays', by: 'GRP-NO-RETENTION', refused: [30], unsent: 'the operation has no such parameter' },
  { field: 'category', by: 'GRP-NO-RETENTION', refused: ['Standard'], unsent: 'the operation has no such parameter' },

  { field: 'resourceGroupId', by: 'COM-RG-EXISTS', accepted: ['rg-one'] },
  {
    field: 'resourceGroupId',
    by: 'COM-RG-EXISTS',
    ours: true,
    accepted: [`rg-${of(61)}`],
    cautioned: ['default', 'production'],
    refused: ['', `rg-${of(62)}`],
  },
  // C-09.
  {
    field: 'tags',
    by: 'TAG-VAL-ACS',
    accepted: [{ k: 'v-acs:' }, { k: 'acs' }],
    refused: [{ k: 'acs:v' }, { k: 'acs:' }],
    answer: 'InvalidTagValue.Malformed 400',
  },
  { field: 'adopt', by: 'OWN-ADOPT', ours: true, accepted: ['ssg-bp1s5fnvk4gn2tws03ab'], refused: ['s-1', 'nightly', ''] },
];

export const groups: readonly Row[] = rows.map((row) => ({ section: 'groups', ...row }));
