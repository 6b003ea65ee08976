import { ownRule, pages } from '../../facts/fact.ts';
import type { Fields } from '../../fields/field.ts';
import type { TextField } from '../../fields/text.ts';
import { markerLength } from '../ownership-marker.ts';
import { nameField, occurrence, takeUntil } from '../common-fields.ts';

/** The pages that speak of desktop snapshots. */
export const sources = [pages.createDesktopSnapshot, pages.ecdSdk];

const serviceDescriptionMax = 128;

/** The service's own limit; a part of it is taken by our marker. */
export const serviceDescription: TextField = {
  type: 'text',
  doc: 'What it is for, in words.',
  example: 'Before the upgrade',
  length: { min: 0, max: serviceDescriptionMax, row: 'DSK-DESC-LEN', sources },
};

export const fields = {
  desktopId: {
    type: 'text',
    doc: 'The cloud desktop to take a snapshot of.',
    example: 'ecd-gx2x1dhsmucyy0001',
    required: { row: 'DSK-DESKTOP-REQ', sources },
    length: { min: 1, max: 128, row: 'DSK-DESKTOP-REQ', sources: [] },
    refersTo: 'desktop',
  },
  sourceDiskType: {
    type: 'enum',
    doc: 'Which of its disks.',
    values: ['system', 'data'],
    example: 'system',
    required: { row: 'DSK-TYPE-REQ', sources },
    row: 'DSK-TYPE-ENUM',
    sources,
    disputed: 'The request page writes system and data, replies and Terraform SYSTEM and DATA. Any casing is read, lower case is sent.',
  },
  name: nameField({ rows: 'DSK-NAME', urlRow: 'DSK-NAME-CHARS', sources, max: 127, also: '_\\-', alsoSays: '`_`, `-`', noAuto: true }),
  description: {
    type: 'text',
    doc: 'What it is for, in words. A mark of snapspec is put at its end, since desktop snapshots carry no tags.',
    absent: 'no description',
    example: 'Before the upgrade',
    length: { min: 0, max: serviceDescriptionMax - markerLength, ...ownRule('DSK-DESC-LEN') },
  },
  occurrence,
  takeUntil,
} as const satisfies Fields;
