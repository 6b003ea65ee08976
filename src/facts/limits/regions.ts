import type { TextConstraint } from '../constraint.ts';
import { pages } from '../fact.ts';
import { regionPattern, regions } from '../regions.ts';

/** A region id: its form is checked, an unknown one is a warning. */
export const regionId = {
  type: 'text',
  rules: [
    {
      row: 'COM-REGION-EXISTS',
      sources: [pages.sdk],
      code: 'format',
      pattern: regionPattern,
      highlight: '[^a-z0-9-]|^[a-z0-9-]*$',
      requirement: 'must have the form of a region id, such as cn-hangzhou or eu-central-1',
      help: 'Use the id of the region, as the console shows it beside its name.',
      bad: 'cn_hangzhou',
    },
  ],
  warnings: [
    {
      row: 'COM-REGION-EXISTS',
      sources: [pages.sdk],
      code: 'unknown',
      pattern: `^(?:${Object.keys(regions).join('|')})$`,
      highlight: '^[\\s\\S]+$',
      requirement: 'is not a region that snapspec knows; a new region is fine, a typing error is not',
      bad: 'cn-nowhere',
    },
  ],
} as const satisfies TextConstraint;
