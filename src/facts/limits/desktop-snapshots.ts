import type { EnumConstraint, TextConstraint } from '../constraint.ts';
import { pages } from '../fact.ts';
import type { Fact, Range } from '../fact.ts';
import { nameLimits } from './texts.ts';

const sources = [pages.createDesktopSnapshot, pages.ecdSdk];

export const desktopId = {
  type: 'text',
  required: { row: 'DSK-DESKTOP-REQ', sources },
  warnings: [
    {
      row: 'DSK-DESKTOP-REQ',
      sources,
      code: 'format',
      pattern: '^ecd-(?!x{3,}$)[a-z0-9]+$',
      highlight: '^[\\s\\S]+$',
      requirement: 'does not look like the id of a cloud desktop (ecd- and lower-case letters and digits)',
      bad: 'my-desktop',
    },
  ],
} as const satisfies TextConstraint;

export const sourceDiskType = {
  type: 'enum',
  values: ['system', 'data'],
  required: { row: 'DSK-TYPE-REQ', sources },
  row: 'DSK-TYPE-ENUM',
  sources,
  disputed: 'The request page writes system and data, replies and Terraform SYSTEM and DATA. Any casing is read, lower case is sent.',
} as const satisfies EnumConstraint;

export const name = nameLimits({
  rows: 'DSK-NAME',
  urlRow: 'DSK-NAME-CHARS',
  sources,
  max: 127,
  also: '_\\-',
  alsoInWords: '`_`, `-`',
  noAuto: true,
});

export const description = {
  type: 'text',
  length: { min: 0, max: 128, row: 'DSK-DESC-LEN', sources },
} as const satisfies TextConstraint;

/** Parameters of other snapshots that the create call does not have. */
export const unsupportedParameters: Fact = { row: 'DSK-NOFIELDS', sources };

/** Snapshots that one deletion can name. */
export const deletedSnapshots: Range = { min: 1, max: 100, row: 'DSK-DELETE-MAX', sources };
