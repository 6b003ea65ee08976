import type { EnumConstraint, IntConstraint, ListConstraint } from '../constraint.ts';
import { pages } from '../fact.ts';
import { nameLimits } from './texts.ts';

const sources = [pages.desktopPolicies, pages.ecdPythonSdk];

export const name = nameLimits({ rows: 'DSP-NAME', sources, also: ':_\\-', alsoInWords: '`:`, `_`, `-`' });

/** Days; there is no value that keeps indefinitely. */
export const retentionDays = { type: 'int', range: { min: 1, max: 180, row: 'DSP-RET-RANGE', sources } } as const satisfies IntConstraint;

/** The disks of a desktop that a policy covers; without it, all of them. */
export const diskType = { type: 'enum', values: ['SYSTEM', 'DATA'], row: 'DSP-DISK-TYPE', sources } as const satisfies EnumConstraint;

export const appliedDesktops = {
  type: 'list',
  count: { min: 1, max: 20, row: 'DSP-APPLY-MAX', sources },
} as const satisfies ListConstraint;
export const cancelledDesktops = {
  type: 'list',
  count: { min: 1, max: 50, row: 'DSP-CANCEL-MAX', sources },
} as const satisfies ListConstraint;
export const deletedPolicies = {
  type: 'list',
  count: { min: 1, max: 100, row: 'DSP-DELETE-MAX', sources },
} as const satisfies ListConstraint;
