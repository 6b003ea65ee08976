import { casesOf, head } from './marked.ts';
import type { Case, Row } from './marked.ts';

const regions = [
  ...[
    'x@evil.example/',
    'evil.example',
    'cn-hangzhou.evil.example',
    'cn-hangzhou@evil',
    '../cn-hangzhou',
    'cn-hangzhou/',
    'CN-HANGZHOU',
    'cn_hangzhou',
  ],
  ...[
    'cn-hangzhou#',
    'cn-hangzhou?x=1',
    'cn-hangzhou:443',
    'http://x',
    '127.0.0.1',
    'localhost',
    '[::1]',
    '169.254.169.254',
    'cn',
    '-cn',
    'cn-',
    'cn--x',
  ],
  ...[
    'cn-hangzhou\\n',
    'cn-hangzhou ',
    ' cn-hangzhou',
    'сn-hangzhou',
    'cn‐hangzhou',
    'cn-hangzhou%2e',
    'cn-hangzhou.',
    'a-b',
    'cnnn-x',
    `cn-${'a'.repeat(21)}`,
  ],
  ...['cn-a-b-c-d-e-f', '1cn-x', '', 'cn-hángzhou', 'ｃｎ-hangzhou', 'cn-hangzhou,cn-beijing', '*', '${var.region}'],
];
/** A quoted text with its mark before the first character that it cannot have, or before all of it where that is its only one. */
function strangeIn(text: string, strange: RegExp): string {
  const at = text.search(strange);
  return at < 0 || text.length === 1 ? `¶"${text}"` : `"${text.slice(0, at)}¶${text.slice(at)}"`;
}
const regionRow = (region: string): Row => {
  const hidden = region.includes('\\n');
  const codes = hidden ? 'hidden-character' : region.startsWith('${') ? 'variable-undeclared' : 'region-format';
  const value = hidden ? '"cn-hangzhou¶\\n"' : strangeIn(region, /[^a-z0-9-]/);
  return [`the region ${JSON.stringify(region)}`, `apiVersion: snapspec/v1\nstack: s\nregion: ${value}\n`, codes];
};

const removed = [
  '',
  'snapshots',
  'snapshots/',
  '/a',
  'snapshots/a/b',
  'snapshots/../policies/a',
  'disks/a',
  'snapshots/*',
  'snapshots/1a',
  'Snapshots/a',
  'snapshots/a?x',
  'file:///etc/passwd',
];
const occurrences = ['', '-a', '.a', '/etc/passwd', 'http://x', 'a b', 'a://b', 'a#b', 'a%2f', 'é', 'a'.repeat(65), '*', '$HOME'];
const keys = ['1a', '-a', 'a.b', 'a/b', '../a', 'a b', 'é', 'a:b', '*', 'http://x', 'а'];
const zones = [
  '../../etc/passwd',
  '/etc/localtime',
  'Asia/Shanghai/..',
  'Asia/../UTC',
  'Asia',
  'CST',
  'UTC+8',
  '+08:00',
  'GMT-5',
  'Etc',
  'asia/shanghai',
  'Asia/Shangai',
  'Mars/Olympus',
];

const rows: Row[] = [
  ...regions.map(regionRow),
  ...removed.map(
    (value): Row => [`the address ${JSON.stringify(value)}`, `${head}removed: [{address: ¶"${value}"}]\n`, 'removed-address-format'],
  ),
  ...occurrences.map(
    (value): Row => [
      `the occurrence ${JSON.stringify(value)}`,
      `${head}snapshots: {a: {diskId: d-1, occurrence: ${value === '$HOME' ? `¶"${value}"` : strangeIn(value, /:\/\/|^[^A-Za-z0-9]|[^A-Za-z0-9._:/-]/)}}}\n`,
      'snapshot-occurrence-format',
    ],
  ),
  ...keys.map((key): Row => [`the key ${key}`, `${head}snapshots: {¶"${key}": {diskId: d-1}}\n`, 'snapshots-key-format']),
  ...zones.map(
    (value): Row => [
      `the zone ${JSON.stringify(value)}`,
      `${head}policies: {a: {schedule: {timezone: ¶"${value}", at: ["02:00"]}, retentionDays: 1}}\n`,
      'schedule-zone-unknown',
    ],
  ),
  ['an address of 129 characters', `${head}snapshots: {¶${'a'.repeat(119)}: {diskId: d-1, name: ab}}\n`, 'address-too-long'],
  ['a disk without an id', `${head}snapshots: {a: {diskId: ¶""}}\n`, 'snapshot-disk-id-length'],
  ['a disk of 129 characters', `${head}snapshots: {a: {diskId: ¶${'d'.repeat(129)}}}\n`, 'snapshot-disk-id-length'],
  ['an include', `${head}¶include: ../../etc/passwd\n`, 'unknown-key'],
  ['an extends', `${head}¶extends: https://evil.example/x.yaml\n`, 'unknown-key'],
  ['an endpoint', `${head}¶endpoint: https://evil.example\n`, 'unknown-key'],
  ['credentials', `${head}¶credentials: {accessKeyId: x}\n`, 'unknown-key'],
  ['a schema by reference', `${head}¶$ref: file:///etc/passwd\n`, 'unknown-key'],
  [
    'a copy to a host',
    `${head}policies: {a: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 1, crossRegionCopy: {region: x¶@evil.example}}}\n`,
    'policy-cross-region-copy-region-format',
  ],
];

const warned: Row[] = [
  [
    'a copy into the same region',
    `${head}policies: {a: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 1, crossRegionCopy: {region: ¶cn-hangzhou, retentionDays: 1}, disks: {any: [{id: d-1}]}}}\n`,
    'policy-copy-into-same-region',
  ],
];

/** Places where a name becomes part of an address: a host, a tag, a path. */
export const addresses: readonly Case[] = [...casesOf(1, rows), ...casesOf(0, warned)];
