import type { EnumConstraint, TextConstraint } from '../constraint.ts';
import { pages } from '../fact.ts';
import type { Fact } from '../fact.ts';
import { essdCategories, unsupportedCategories } from '../live-conditions.ts';

/** What a disk is to its instance: where it boots from, or what else it has. */
export const diskType = {
  type: 'enum',
  values: ['system', 'data'],
  row: 'SEL-TYPE',
  sources: [pages.describeDisks],
} as const satisfies EnumConstraint;

/** Categories of the series before ESSD, which can be backed up too. */
const earlierCategories = ['cloud', 'cloud_efficiency', 'cloud_ssd'] as const;

/** Categories of financial and private clouds; DescribeDisks does not document them. */
const otherCategories = ['cloud_essd_xc0', 'cloud_essd_xc1', 'cloud_pperf', 'cloud_sperf'] as const;

/** The sort of a disk, as DescribeDisks calls it. */
export const diskCategory = {
  type: 'enum',
  values: [...essdCategories.values, ...earlierCategories, ...unsupportedCategories.values, ...otherCategories],
  row: 'SEL-CATEGORY',
  sources: [pages.describeDisks],
} as const satisfies EnumConstraint;

const all = (values: readonly string[], meaning: string): { readonly [category: string]: string } =>
  Object.fromEntries(values.map((value) => [value, meaning]));

/** What a category is to a backup. */
export const categoryMeanings = {
  ...all(essdCategories.values, 'Of the ESSD series.'),
  ...all(earlierCategories, 'Of the series before ESSD: backed up one at a time, and not in a group.'),
  ...all(unsupportedCategories.values, 'It cannot be backed up.'),
  ...all(otherCategories, 'Of financial and private clouds.'),
};

const format = (fact: Fact, more: { readonly pattern: string; readonly what: string; readonly bad: string }): TextConstraint => ({
  type: 'text',
  warnings: [
    {
      ...fact,
      code: 'format',
      pattern: more.pattern,
      highlight: '^[\\s\\S]+$',
      requirement: `does not look like ${more.what}`,
      bad: more.bad,
    },
  ],
});

/** The id of an instance. What has 17 hexadecimal digits from 0 on is one of AWS. */
export const instanceId = format(
  { row: 'SEL-INSTANCE', sources: [pages.describeDisks] },
  { pattern: '^i-(?!x{3,}$|0[0-9a-f]{16}$)[a-z0-9]+$', what: 'an instance id (i- and lower-case letters and digits)', bad: 'web-1' },
);

/** The id of a resource group. */
export const resourceGroupId = format(
  { row: 'SEL-GROUP', sources: [pages.describeDisks] },
  { pattern: '^rg-(?!x{3,}$)[a-z0-9]+$', what: 'the id of a resource group (rg- and lower-case letters and digits)', bad: 'production' },
);

/** The id of a resource group that something belongs to. */
export const owningGroupId = {
  type: 'text',
  warnings: resourceGroupId.warnings?.map((rule) => ({ ...rule, row: 'COM-RG-EXISTS', sources: [pages.createSnapshot] })) ?? [],
} as const satisfies TextConstraint;

/** The id of a zone: that of its region, and a letter after it. */
export const zoneId = format(
  { row: 'SEL-ZONE', sources: [pages.describeDisks] },
  { pattern: '^[a-z]{2}(?:-[a-z0-9]+)*-[0-9]*[a-z]$', what: 'the id of a zone, such as cn-hangzhou-h', bad: 'zone h' },
);
