/** What ids with a prefix name, where that is not what a field wants. The hyphen is part of the prefix. */
const prefixes: readonly (readonly [prefix: string, names: string])[] = [
  ['d-', 'a disk'],
  ['i-', 'an instance'],
  ['s-', 'a snapshot'],
  ['sp-', 'an automatic snapshot policy'],
  ['ssg-', 'a snapshot-consistent group'],
  ['ecd-', 'a cloud desktop'],
  ['rg-', 'a resource group'],
  ['m-', 'an image'],
  ['eni-', 'a network interface'],
  ['vpc-', 'a VPC'],
  ['vol-', 'a volume of AWS; that of a disk here begins with d-'],
  ['snap-', 'a snapshot of AWS; that of a snapshot here begins with s-'],
  ['ami-', 'an image of AWS'],
  ['projects/', 'a resource of Google Cloud'],
  ['/subscriptions/', 'a resource of Azure'],
  ['arn:', 'a resource of AWS'],
  ['acs:', 'a resource as RAM policies name it, of which its id is the last part'],
];

/** What an id names by its prefix, in words. */
export const idNames = (id: string): string | undefined => prefixes.findLast(([prefix]) => id.startsWith(prefix))?.[1];
