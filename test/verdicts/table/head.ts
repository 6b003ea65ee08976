import { of, tags } from '../verdict.ts';
import type { Row } from '../verdict.ts';
import { policies } from './policies.ts';

const group = { groups: { a: { instanceId: 'i-000' } } };
const word = (field: string, code: string): Omit<Row, 'section'> => ({
  field,
  by: 'OWN-KEY',
  ours: true,
  code,
});

/** What stands above the sections. Only the region is a word of the service. */
const rows: readonly Omit<Row, 'section'>[] = [
  {
    field: '',
    by: 'COM-REGION-REQ',
    entry: { apiVersion: 'snapspec/v1', stack: 's' },
    accepted: [{ region: 'cn-hangzhou' }],
    refused: [{}],
    ours: true,
  },
  { field: 'region', by: 'COM-REGION-EXISTS', ours: true, accepted: ['cn-hangzhou', 'eu-central-1', 'cn-north-2-gov-1'] },
  { field: 'region', by: 'COM-REGION-EXISTS', ours: true, cautioned: ['xx-nowhere-9', 'cn-hangzou'] },
  {
    field: 'region',
    by: 'COM-REGION-EXISTS',
    ours: true,
    refused: ['Hangzhou', 'cn_hangzhou', 'cn-hangzhou/', 'x@evil.example', 'cn', ''],
  },
  {
    field: '',
    by: 'OWN-VERSION',
    entry: { stack: 's', region: 'cn-hangzhou' },
    accepted: [{ apiVersion: 'snapspec/v1' }],
    refused: [{}],
    ours: true,
    code: 'missing-field',
  },
  { field: 'apiVersion', by: 'OWN-VERSION', ours: true, refused: ['snapspec/v2', 'v1', ''] },
  {
    field: '',
    by: 'OWN-STACK',
    entry: { apiVersion: 'snapspec/v1', region: 'cn-hangzhou' },
    refused: [{}],
    ours: true,
    code: 'missing-field',
  },
  { field: 'stack', by: 'OWN-STACK', ours: true, accepted: ['a', of(63), 'a-9'], refused: ['', of(64), '9a', '-a', 'A', 'a_b', 'é'] },
  {
    field: 'account',
    by: 'OWN-ACCOUNT',
    ours: true,
    accepted: ['1234567890123456', of(5, '1'), of(20, '1')],
    refused: ['', of(4, '1'), of(21, '1'), '12345a'],
  },
  { field: 'account', by: 'OWN-ACCOUNT', ours: true, refused: [1234567890123456], code: 'wrong-type' },

  {
    field: 'defaults.resourceGroupId',
    by: 'COM-RG-EXISTS',
    ours: true,
    accepted: ['rg-one', `rg-${of(61)}`],
    cautioned: ['default'],
    refused: ['', `rg-${of(62)}`],
  },
  { field: 'defaults.tags', by: 'TAG-COUNT', ours: true, accepted: [{}, tags(16)], refused: [tags(17)] },
  { field: 'defaults.tags', by: 'TAG-KEY-LEN', ours: true, accepted: [{ [of(128)]: 'v' }], refused: [{ [of(129)]: 'v' }] },
  { field: 'defaults.tags', by: 'TAG-KEY-NOURL', ours: true, refused: [{ 'a http://': 'v' }] },
  { field: 'defaults.tags', by: 'TAG-KEY-PREFIX', ours: true, accepted: [{ acs: 'v' }], refused: [{ 'acs:k': 'v' }, { aliyun: 'v' }] },
  { field: 'defaults.tags', by: 'OWN-TAG-PREFIX', ours: true, refused: [{ 'Snapspec:x': 'v' }] },
  { field: 'defaults.tags', by: 'TAG-VAL-LEN', ours: true, accepted: [{ k: '' }, { k: of(128) }], refused: [{ k: of(129) }] },
  { field: 'defaults.tags', by: 'TAG-VAL-NOURL', ours: true, refused: [{ k: 'a http://b' }] },
  // C-09: whom the value reaches decides.
  { field: 'defaults.tags', by: 'TAG-VAL-ACS', ours: true, disputed: [{ k: 'acs:v' }] },
  {
    field: '',
    by: 'TAG-VAL-ACS',
    ours: true,
    refused: [{ defaults: { tags: { k: 'acs:v' } }, ...group }],
    accepted: [{ defaults: { tags: { k: 'v' } }, ...group }],
    unsaid: 'it depends on another part of the spec',
  },

  { field: 'defaults.unlistedTags', by: 'OWN-UNLISTED-TAGS', ours: true, accepted: ['keep', 'Remove'], refused: ['drop', ''] },
  // They reach policies only, and of those the ones that have none of their own.
  {
    field: '',
    by: 'ASP-RET-REQ',
    ours: true,
    accepted: [
      { defaults: { retentionDays: 3, schedule: { timePoints: [1], repeatWeekdays: [1] } }, policies: { a: { name: 'verdict' } } },
      { defaults: { retentionDays: 3 }, policies: { a: { schedule: { timePoints: [1], repeatWeekdays: [1] } } }, ...group },
    ],
    refused: [{ defaults: { schedule: { timePoints: [1], repeatWeekdays: [1] } }, policies: { a: { name: 'verdict' } } }],
    code: 'missing-field',
  },

  // Tags of defaults and of an entry are counted together.
  {
    field: '',
    by: 'TAG-COUNT',
    ours: true,
    accepted: [{ defaults: { tags: tags(15) }, groups: { a: { instanceId: 'i-000', tags: { other: 'v' } } } }],
    refused: [{ defaults: { tags: tags(16) }, groups: { a: { instanceId: 'i-000', tags: { other: 'v' } } } }],
    unsaid: 'it depends on another part of the spec',
  },

  {
    ...word('variables', 'variables-key-format'),
    accepted: [{ a: {} }, { 'A-9_b': { default: 'v' } }],
    refused: [{ '9a': {} }, { 'a b': {} }, { é: {} }],
  },
  {
    field: 'variables.a.default',
    by: 'OWN-KEY',
    ours: true,
    accepted: ['', 'v', 7, true, [], ['v', 7, false]],
    refused: [{ v: 'v' }, [['v']], [{ v: 'v' }]],
    code: 'wrong-type',
  },
  {
    ...word('snapshots', 'snapshots-key-format'),
    accepted: [{ 'B-9_b': { diskId: 'd-000' } }],
    refused: [{ '9a': { diskId: 'd-000' } }, { 'a/b': { diskId: 'd-000' } }],
  },
  { ...word('groups', 'groups-key-format'), refused: [{ _a: { instanceId: 'i-000' } }] },
  {
    ...word('policies', 'policies-key-format'),
    refused: [{ 'a.b': { schedule: { timePoints: [1], repeatWeekdays: [1] }, retentionDays: 1 } }],
  },
  { ...word('desktopSnapshots', 'desktop-snapshots-key-format'), refused: [{ 'a:b': { desktopId: 'ecd-000', sourceDiskType: 'data' } }] },
  // `groups/` and 121 characters fit the 128 of a tag value.
  {
    field: 'groups',
    by: 'TAG-VAL-LEN',
    ours: true,
    accepted: [{ [of(121)]: { instanceId: 'i-000', name: 'ab' } }],
    refused: [{ [of(122)]: { instanceId: 'i-000', name: 'ab' } }],
    unsaid: 'it depends on another part of the spec',
  },

  { field: 'lint.strict', by: 'OWN-LINT', ours: true, accepted: [true, false], refused: ['true'], code: 'wrong-type' },
  { field: 'lint.failOn', by: 'OWN-LINT', ours: true, accepted: ['error', 'warning', 'INFO'], refused: ['fatal', ''] },
  {
    field: 'lint.rules',
    by: 'OWN-LINT',
    ours: true,
    accepted: [{ 'policy-name-period': 'off' }, { 'policy-name-period': 'error' }],
    refused: [{ 'policy-name-period': 'fatal' }, { 'Policy-Name': 'off' }, { '9a': 'off' }],
  },

  { field: 'limits.reductions', by: 'OWN-LIMITS', ours: true, accepted: [0, 5, 1000000], refused: [-1, 1000001] },
  { field: 'limits.reductions', by: 'OWN-LIMITS', ours: true, refused: ['5', 1.5, true], code: 'wrong-type' },
  { field: 'approve.reductions', by: 'OWN-APPROVE', ours: true, beside: { reason: 'why' }, accepted: [0, 5], refused: [-1, 1000001] },
  { field: 'approve.reason', by: 'OWN-APPROVE', ours: true, beside: { reductions: 1 }, accepted: ['w', of(1024)], refused: ['', of(1025)] },
  { field: 'approve', by: 'OWN-APPROVE', ours: true, refused: [{ reductions: 1 }, { reason: 'why' }], code: 'missing-field' },

  {
    field: '',
    by: 'OWN-MOVED',
    ours: true,
    accepted: [
      {
        groups: { a: { instanceId: 'i-000' } },
        moved: [
          { from: 'groups/b', to: 'groups/a' },
          { from: 'groups/c', to: 'groups/a' },
        ],
      },
      { moved: [{ fromStack: 'billing' }], ...group },
      { moved: [] },
    ],
  },
  {
    field: 'moved',
    by: 'OWN-MOVED',
    ours: true,
    refused: [[{ from: 'groups/b' }], [{ to: 'groups/b' }], [{}], [{ from: 'groups/b', fromStack: 'billing' }]],
    code: 'moved-form',
  },
  {
    field: 'moved',
    by: 'OWN-MOVED',
    ours: true,
    refused: [[{ from: 'disks/b', to: 'groups/a' }], [{ from: 'groups/9', to: 'groups/a' }]],
    code: 'moved-from-format',
  },
  { field: 'moved', by: 'OWN-MOVED', ours: true, refused: [[{ from: 'groups/b', to: 'a' }]], code: 'moved-to-format' },
  {
    field: 'moved',
    by: 'OWN-STACK',
    ours: true,
    refused: [[{ fromStack: 'Billing' }], [{ fromStack: '' }]],
    code: 'moved-from-stack-format',
  },
  ...(
    [
      ['moved-to-undeclared', { moved: [{ from: 'groups/b', to: 'groups/cc' }] }],
      ['moved-to-other-kind', { moved: [{ from: 'snapshots/b', to: 'groups/a' }] }],
      ['moved-from-own-stack', { moved: [{ fromStack: 's' }] }],
      ['moved-repeated', { moved: [{ fromStack: 'x' }, { fromStack: 'x' }] }],
      ['removed-declared', { removed: [{ address: 'groups/a' }] }],
      ['removed-declared', { removed: [{ address: 'groups/a', occurrence: 'once', force: true }] }],
      ['removed-occurrence-unsupported', { removed: [{ address: 'policies/p', occurrence: 'once' }] }],
      ['removed-forget-unsupported', { removed: [{ address: 'desktopSnapshots/d', forget: true }] }],
      ['removed-repeated', { removed: [{ address: 'groups/b' }, { address: 'groups/b', occurrence: 'once' }] }],
      ['adopt-removed', { groups: { a: { instanceId: 'i-000', adopt: 'ssg-1' } }, removed: [{ id: 'ssg-1' }] }],
      ['adopt-repeated', { groups: { a: { instanceId: 'i-000', adopt: 'ssg-1' }, b: { instanceId: 'i-000', adopt: 'ssg-1' } } }],
    ] as const
  ).map(([code, more]) => ({
    field: '',
    by: 'OWN-KEY',
    ours: true as const,
    refused: [{ ...group, ...more }],
    code,
    unsaid: 'it depends on another part of the spec',
  })),

  {
    field: 'removed',
    by: 'OWN-REMOVED',
    ours: true,
    accepted: [
      [{ address: 'snapshots/a' }],
      [{ address: 'desktopSnapshots/A-9_b', occurrence: '2026', force: true }],
      [{ id: 's-1' }, { id: 'ssg-1', forget: true }],
    ],
    refused: [[{ address: 'disks/a' }], [{ address: 'snapshots/9a' }], [{ address: 'snapshots' }], [{ id: 'nightly' }], [{ id: '' }]],
  },
  {
    field: 'removed',
    by: 'OWN-REMOVED',
    ours: true,
    refused: [[{ occurrence: '2026' }], [{}], [{ id: 's-1', address: 'snapshots/a' }], [{ id: 's-1', occurrence: '2026' }]],
    code: 'removed-form',
  },
  {
    field: 'removed',
    by: 'OWN-OCCURRENCE',
    ours: true,
    accepted: [[{ address: 'snapshots/a', occurrence: of(64) }]],
    refused: [[{ address: 'snapshots/a', occurrence: of(65) }]],
  },
  {
    field: 'removed',
    by: 'OWN-REMOVED',
    ours: true,
    refused: [[{ address: 'snapshots/a', force: 'yes' }], [{ id: 's-1', forget: 1 }]],
    code: 'wrong-type',
  },
];

/** What policies take from `defaults` is judged there as in a policy, as far as it needs no entry to be judged (ASP-XR-OTHER does). */
const ofPolicies = policies
  .filter(
    ({ field, by, entry, unsaid }) =>
      entry === undefined && unsaid === undefined && by !== 'ASP-XR-OTHER' && /^(?:schedule|crossRegionCopy|retentionDays)\b/.test(field),
  )
  .map(({ unsent: _, answer: __, ...row }): Row => ({ ...row, section: '', field: `defaults.${row.field}`, ours: true }));

export const head: readonly Row[] = [...rows.map((row) => ({ section: '' as const, ...row })), ...ofPolicies];
