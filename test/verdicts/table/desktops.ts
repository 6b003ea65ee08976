import { astral, of, typed } from '../verdict.ts';
import type { Row } from '../verdict.ts';

const noParameter = 'the operation has no such parameter';
const needed = 'MissingParameter 400';

/** ECD CreateSnapshot (2020-09-30). Its page has no table of error codes. */
const rows: readonly Omit<Row, 'section'>[] = [
  { field: '', by: 'DSK-DESKTOP-REQ', entry: {}, refused: [{ sourceDiskType: 'system' }], answer: needed },
  {
    field: '',
    by: 'DSK-TYPE-REQ',
    entry: {},
    accepted: [{ desktopId: 'ecd-000', sourceDiskType: 'data' }],
    refused: [{ desktopId: 'ecd-000' }],
    answer: needed,
  },
  {
    field: 'desktopId',
    by: 'DSK-DESKTOP-REQ',
    ours: true,
    accepted: [`ecd-${of(124)}`],
    cautioned: ['my-desktop', 'ws-000', 'ECD-000'],
    refused: ['', `ecd-${of(125)}`],
  },
  // C-13: any casing.
  {
    field: 'sourceDiskType',
    by: 'DSK-TYPE-ENUM',
    accepted: ['system', 'data', 'SYSTEM', 'Data'],
    refused: ['both', 'cloud', 'system '],
    answer: 'any',
  },
  { field: 'sourceDiskType', by: 'DSK-TYPE-ENUM', refused: [''], answer: needed },
  { field: 'sourceDiskType', by: 'DSK-TYPE-ENUM', refused: [1, ['system']], code: 'wrong-type', unsent: typed },

  // One character less than in ECS.
  {
    field: 'name',
    by: 'DSK-NAME-LEN',
    accepted: ['ab', of(127)],
    refused: ['a', of(128), of(128, '備'), astral(128, '𠀀')],
    answer: 'any',
  },
  { field: 'name', by: 'DSK-NAME-LEN', refused: [''], answer: needed },
  {
    field: 'name',
    by: 'DSK-NAME-START',
    accepted: ['a1', 'Z_'],
    disputed: ['備份', of(127, '備'), astral(127, '𠀀')],
    refused: ['1a', '_a', '-a', ' a', '😀a'],
    answer: 'any',
  },
  {
    field: 'name',
    by: 'DSK-NAME-CHARS',
    accepted: ['a_-9'],
    refused: ['a:b', 'a.b', 'a b', 'a😀', 'http://a', 'https://a'],
    answer: 'any',
  },
  { field: 'name', by: 'DSK-NAME-NOAUTO', accepted: ['an-auto', 'aut'], refused: ['auto', 'auto-1'], answer: 'any' },

  // 104 of the 128 characters: the mark of snapspec takes 24. No minimum, no word about URLs (C-22).
  { field: 'description', by: 'DSK-DESC-LEN', accepted: ['', 'd', 'http://a', of(104), of(104, '備'), astral(104)] },
  { field: 'description', by: 'DSK-DESC-LEN', ours: true, refused: [of(105), of(105, '備'), astral(105)] },

  { field: 'tags', by: 'DSK-NOFIELDS', refused: [{ k: 'v' }], unsent: noParameter },
  { field: 'retentionDays', by: 'DSK-NOFIELDS', refused: [1], unsent: noParameter },
  { field: 'resourceGroupId', by: 'DSK-NOFIELDS', refused: ['rg-one'], unsent: noParameter },
];

export const desktopSnapshots: readonly Row[] = rows.map((row) => ({ section: 'desktopSnapshots', ...row }));
