import { astral, of, tags } from '../verdict.ts';
import type { Row } from '../verdict.ts';

const badKey = 'InvalidTagKey.Malformed 400';
const badValue = 'InvalidTagValue.Malformed 400';

/** Tags of a create call: CreateSnapshot, CreateAutoSnapshotPolicy and, by their error tables, CreateSnapshotGroup. */
const tagRows: readonly Omit<Row, 'section'>[] = [
  { field: 'unlistedTags', by: 'OWN-UNLISTED-TAGS', ours: true, accepted: ['keep', 'remove', 'REMOVE'], refused: ['drop', ''] },
  {
    field: 'tags',
    by: 'TAG-KEY-LEN',
    accepted: [{ k: 'v' }, { [of(128)]: 'v' }, { [of(128, '備')]: 'v' }, { [astral(128)]: 'v' }],
    refused: [{ [of(129)]: 'v' }, { [of(129, '備')]: 'v' }, { [astral(129)]: 'v' }],
    answer: badKey,
  },
  { field: 'tags', by: 'TAG-KEY-NONEMPTY', refused: [{ '': 'v' }], answer: badKey },
  {
    field: 'tags',
    by: 'TAG-KEY-NOURL',
    accepted: [{ 'http:': 'v' }, { 'a https b': 'v' }],
    refused: [{ 'http://': 'v' }, { 'a https://b': 'v' }],
    answer: badKey,
  },
  {
    field: 'tags',
    by: 'TAG-KEY-PREFIX',
    // Another casing no page forbids.
    accepted: [{ acs: 'v' }, { 'k-acs:': 'v' }, { aliyu: 'v' }, { 'x-aliyun': 'v' }, { 'ACS:k': 'v' }, { Aliyun: 'v' }],
    refused: [{ 'acs:': 'v' }, { 'acs:k': 'v' }, { aliyun: 'v' }, { aliyunk: 'v' }],
    answer: badKey,
  },
  {
    field: 'tags',
    by: 'OWN-TAG-PREFIX',
    ours: true,
    accepted: [{ snapspec: 'v' }, { 'x-snapspec:': 'v' }],
    refused: [{ 'snapspec:x': 'v' }, { 'SnapSpec:': 'v' }],
  },
  {
    field: 'tags',
    by: 'TAG-VAL-LEN',
    accepted: [{ k: '' }, { k: of(128) }, { k: of(128, '備') }, { k: astral(128) }],
    refused: [{ k: of(129) }, { k: of(129, '備') }, { k: astral(129) }],
    answer: badValue,
  },
  {
    field: 'tags',
    by: 'TAG-VAL-NOURL',
    accepted: [{ k: 'a https b' }],
    refused: [{ k: 'a https://b' }, { k: 'http://' }],
    answer: badValue,
  },
  { field: 'tags', by: 'TAG-VAL-NOTNULL', refused: [{ k: null }], unsent: 'a tag without a value has an empty one on the wire' },
  { field: 'tags', by: 'TAG-COUNT', accepted: [{}, tags(16)] },
  { field: 'tags', by: 'TAG-COUNT', ours: true, refused: [tags(17)] },
];

/** What the pages of each kind say of tags by reference to the rules of tags. */
const tagsOf = (by: string, value: string): Omit<Row, 'section'>[] => [
  { field: 'tags', by, accepted: [tags(16)] },
  { field: 'tags', by, ours: true, refused: [tags(17)] },
  { field: 'tags', by, refused: [{ 'acs:k': 'v' }, { aliyunk: 'v' }], answer: badKey },
  { field: 'tags', by, refused: [{ k: value }], answer: badValue },
];

const occurrences: readonly Omit<Row, 'section'>[] = [
  {
    field: 'occurrence',
    by: 'OWN-OCCURRENCE',
    ours: true,
    accepted: ['a', of(64), 'v1.2_3:4/5-6', '2026-11', '0'],
    refused: ['', of(65), '-a', '.a', '/a', 'a b', 'a://b', 'é', '備'],
  },
  {
    field: 'takeUntil',
    by: 'OWN-DATE-TIME',
    ours: true,
    accepted: ['2026-12-31', '2028-02-29', '2026-12-31T18:00:00Z', '2026-12-31T18:00:00+08:00'],
    refused: ['2026-12', '31.12.2026', '2026-12-31T18:00:00', 'soon', ''],
    code: 'take-until-format',
  },
  {
    field: 'takeUntil',
    by: 'OWN-DATE-TIME',
    ours: true,
    refused: ['2026-02-30', '2027-02-29', '2026-04-31'],
    code: 'take-until-format',
    unsaid: 'a pattern knows no calendar',
  },
];

const within = (section: Row['section'], rows: readonly Omit<Row, 'section'>[]): Row[] => rows.map((row) => ({ section, ...row }));
const codes = { snapshots: 'snapshot', groups: 'group', desktopSnapshots: 'desktop-snapshot' } as const;

export const shared: readonly Row[] = [
  ...(['snapshots', 'groups', 'policies'] as const).flatMap((section) => within(section, tagRows)),
  ...within('snapshots', tagsOf('SNAP-TAG', 'http://v')),
  ...within('groups', tagsOf('GRP-TAG', 'acs:v')),
  ...within('policies', tagsOf('ASP-TAG', 'acs:v')),
  ...(['snapshots', 'groups', 'desktopSnapshots'] as const).flatMap((section) =>
    within(section, occurrences).map((row) => ({ ...row, ...(row.code !== undefined && { code: `${codes[section]}-${row.code}` }) })),
  ),
];
