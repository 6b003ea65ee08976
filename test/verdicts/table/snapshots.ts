import { astral, empty, of, typed } from '../verdict.ts';
import type { Row } from '../verdict.ts';

const badName = 'InvalidSnapshotName.Malformed 400';
const badText = 'InvalidDescription.Malformed 404';
const iaRetired = ['snapshot-instant-access-retired', 'snapshot-instant-access-retention-days-retired'];
const daysRetired = 'snapshot-instant-access-retention-days-retired';

/** ECS CreateSnapshot (page of 2024-11-22, SDK 7.11.6) and Terraform's alicloud_ecs_snapshot. */
const rows: readonly Omit<Row, 'section'>[] = [
  { field: '', by: 'SNAP-DISKID-REQ', entry: {}, refused: [{ name: 'ab' }], answer: 'MissingParameter 400' },
  { field: 'diskId', by: 'SNAP-DISKID-REQ', refused: [['d-000'], 7, true], code: 'wrong-type', unsent: typed },
  { field: 'diskId', by: 'SNAP-DISKID-FMT', accepted: ['d-000', 'd-bp1s5fnvk4gn2tws03ab'], cautioned: ['D-ODD', 'odd'] },
  { field: 'diskId', by: 'SNAP-DISKID-FMT', ours: true, accepted: [`d-${of(126)}`], refused: ['', `d-${of(127)}`] },

  // 2 to 128 characters, counted as code points: no page names the unit.
  {
    field: 'name',
    by: 'SNAP-NAME-LEN',
    accepted: ['ab', of(128)],
    refused: ['a', of(129), of(129, '備'), astral(129, '𠀀')],
    answer: badName,
  },
  { field: 'name', by: 'SNAP-NAME-LEN', refused: [''], unsent: empty },
  // C-03: the English page says letter, the Chinese one English or Chinese, the SDK Unicode.
  {
    field: 'name',
    by: 'SNAP-NAME-START',
    accepted: ['a1', 'Z_'],
    disputed: ['備份', 'éa', 'aé', of(128, '備'), astral(128, '𠀀')],
    refused: ['1a', '_a', '-a', '.a', ':a', ' a', '😀a'],
    answer: badName,
  },
  // C-04: the period is fine on create.
  { field: 'name', by: 'SNAP-NAME-CHARS', accepted: ['a:_.-9'], refused: ['a b', 'a/b', 'a,b', 'a😀', 'a٣', 'ab '], answer: badName },
  { field: 'name', by: 'SNAP-NAME-CHARS', refused: ['a\tb', 'a\nb', 'a\u200bb'], answer: badName, code: 'hidden-character' },
  {
    field: 'name',
    by: 'SNAP-NAME-NOAUTO',
    accepted: ['an-auto', 'aut'],
    cautioned: ['Auto', 'AUTO-1'],
    refused: ['auto', 'auto-1', 'automatic'],
    answer: badName,
  },
  { field: 'name', by: 'SNAP-NAME-NOHTTP', accepted: ['http', 'https-a', 'http:a'], refused: ['http://a', 'https://a'], answer: badName },

  {
    field: 'description',
    by: 'SNAP-DESC-LEN',
    accepted: ['ab', of(256), of(256, '備'), astral(256)],
    refused: ['a', of(257), of(257, '備'), astral(257)],
    answer: badText,
  },
  { field: 'description', by: 'SNAP-DESC-LEN', refused: [''], unsent: empty },
  {
    field: 'description',
    by: 'SNAP-DESC-NOHTTP',
    accepted: ['see http://a', 'http:/a'],
    refused: ['http://a', 'https://a', 'http://'],
    answer: badText,
  },

  // C-01: 65536, which no page disputes here.
  {
    field: 'retentionDays',
    by: 'SNAP-RET-RANGE',
    accepted: [1, 2, 65535, 65536],
    refused: [0, -1, 65537],
    answer: 'InvalidRetentionDays.Malformed 400',
  },
  { field: 'retentionDays', by: 'SNAP-RET-RANGE', refused: ['30', 1.5, true, [30]], code: 'wrong-type', unsent: typed },

  // Any casing (C-14); retired whatever it says.
  {
    field: 'category',
    by: 'SNAP-CAT-ENUM',
    accepted: ['Standard', 'standard'],
    refused: ['archive', 'Standard '],
    answer: 'InvalidSnapshotCategory.Malformed 403',
    also: ['snapshot-category-retired'],
  },
  {
    field: 'category',
    by: 'SNAP-CAT-ENUM',
    accepted: ['Flash', 'FLASH'],
    also: ['snapshot-category-retired'],
    unsent: 'the service takes it of accounts with local snapshots only, and snapspec never sends it',
  },
  { field: 'category', by: 'SNAP-CAT-DEPR', cautioned: ['Standard'] },
  { field: 'instantAccess', by: 'SNAP-IA-DEPR', cautioned: [true, false] },
  { field: 'instantAccess', by: 'SNAP-IA-BOOL', refused: ['true', 'yes', 1], also: iaRetired, unsent: typed },
  {
    field: 'instantAccessRetentionDays',
    by: 'SNAP-IARET-RANGE',
    beside: { instantAccess: true },
    accepted: [1, 65535],
    refused: [0, -1, 65536],
    answer: 'InvalidInstantAccessRetentionDays.Malformed 403',
    also: iaRetired,
  },
  {
    field: '',
    by: 'SNAP-IARET-NEEDS-IA',
    accepted: [{ instantAccess: true, instantAccessRetentionDays: 1 }],
    cautioned: [{ instantAccessRetentionDays: 1 }, { instantAccess: false, instantAccessRetentionDays: 1 }],
    also: iaRetired,
  },
  {
    field: '',
    by: 'SNAP-CAT-IA-XOR',
    accepted: [{ category: 'Standard' }, { instantAccess: true }],
    refused: [
      { category: 'Standard', instantAccess: true },
      { category: 'Flash', instantAccess: false },
    ],
    answer: 'InvalidCategoryAndInstantAccess.Malformed 403',
    also: ['snapshot-category-retired', ...iaRetired],
  },
  { field: '', by: 'SNAP-IA-DEPR', cautioned: [{ instantAccess: true, instantAccessRetentionDays: 1 }], also: [daysRetired] },

  { field: 'resourceGroupId', by: 'COM-RG-EXISTS', accepted: ['rg-one'] },
  {
    field: 'resourceGroupId',
    by: 'COM-RG-EXISTS',
    ours: true,
    accepted: [`rg-${of(61)}`],
    cautioned: ['default', 'production'],
    refused: ['', `rg-${of(62)}`],
  },
  // C-09: the page of snapshots is silent.
  { field: 'tags', by: 'TAG-VAL-ACS', accepted: [{ k: 'v-acs:' }, { k: 'acs' }], disputed: [{ k: 'acs:v' }, { k: 'acs:' }] },
  { field: 'adopt', by: 'OWN-ADOPT', ours: true, accepted: ['s-bp1s5fnvk4gn2tws03ab'], refused: ['sp-1', 'nightly', ''] },
];

export const snapshots: readonly Row[] = rows.map((row) => ({ section: 'snapshots', ...row }));
