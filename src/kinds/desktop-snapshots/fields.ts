import { ownRule } from '../../facts/fact.ts';
import * as limits from '../../facts/limits/desktop-snapshots.ts';
import type { Fields } from '../../fields/field.ts';
import { idHint } from '../../fields/id-hints.ts';
import { diskTypes } from '../../aliases/words.ts';
import { wordHint } from '../../fields/word-hints.ts';
import { nameField, occurrence, takeUntil } from '../common-fields.ts';
import { markerLength } from '../ownership-marker.ts';

const several = 'A desktop snapshot is of one desktop: write an entry for each.';

export const fields = {
  desktopId: {
    ...limits.desktopId,
    doc: 'The cloud desktop to take a snapshot of.',
    example: 'ecd-gx2x1dhsmucyy0001',
    length: { min: 1, max: 128, ...ownRule('DSK-DESKTOP-REQ') },
    refersTo: 'desktop',
    several,
    hint: idHint({
      several,
      prefix: 'ecd-',
      of: 'the cloud desktop',
      otherwise: 'A cloud desktop is named by its id, as the console shows it; its name is not known to the API.',
    }),
  },
  sourceDiskType: {
    ...limits.sourceDiskType,
    doc: 'Which of its disks.',
    means: { system: 'The system disk.', data: 'The data disk.' },
    example: 'system',
    hint: wordHint(diskTypes, 'A desktop snapshot is of one disk: write an entry for the system disk, and one for the data disk.'),
  },
  name: nameField(limits.name),
  description: {
    type: 'text',
    doc: 'What it is for, in words. A mark of snapspec is put at its end, since desktop snapshots carry no tags.',
    absent: 'no description',
    example: 'Before the upgrade',
    length: { min: 0, max: limits.description.length.max - markerLength, ...ownRule('DSK-DESC-LEN') },
  },
  occurrence,
  takeUntil,
} as const satisfies Fields;
