import type { IntConstraint, Retirement } from '../constraint.ts';
import type { Fact, Refusal } from '../fact.ts';

/** Parameters that once controlled instant access and now have no effect. */
export const retiredInstantAccess = (row: string, sources: Fact['sources']): Retirement => ({
  row,
  sources,
  why: 'it no longer has any effect: every standard snapshot of an ESSD is usable at once',
});

/** Days that instant access lasted. */
export const instantAccessDays = (row: string, sources: Fact['sources'], refusal: Refusal) =>
  ({ type: 'int', range: { min: 1, max: 65535, row, sources, refusal } }) as const satisfies IntConstraint;
