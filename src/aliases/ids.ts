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
  ['vsw-', 'a vSwitch'],
  ['sg-', 'a security group'],
  ['eci-', 'a container group'],
  ['vol-', 'a volume of AWS; that of a disk here begins with d-'],
  ['snap-', 'a snapshot of AWS; that of a snapshot here begins with s-'],
  ['ami-', 'an image of AWS'],
  ['ws-', 'a WorkSpace of AWS; that of a cloud desktop here begins with ecd-'],
  ['policy-0', 'a lifecycle policy of AWS'],
  ['projects/', 'a resource of Google Cloud'],
  ['/subscriptions/', 'a resource of Azure'],
  ['arn:', 'a resource of AWS'],
];

/** What an id names by its prefix, in words. */
export const idNames = (id: string): string | undefined => prefixes.findLast(([prefix]) => id.startsWith(prefix))?.[1];

/** Ids of instances of AWS have the prefix of those here, and hexadecimal digits behind it: 8 of old, 17 today. */
export const isAwsInstance = (id: string): boolean => /^i-0[0-9a-f]{16}$/.test(id);

/** What a text is that is no id at all, in words. */
const others: readonly (readonly [form: RegExp, what: string])[] = [
  [
    /^(?:<.*>|\[.*\]|\{.*\}|(?:your|my|the|insert)[-_ ].*\bid|(?:[a-z]+-)?x{3,}|(?:[a-z]+-)?\*{2,}|.*\*{4}|tbd|todo|changeme|fixme|replace[-_ ]?me)$/,
    'a placeholder',
  ],
  [/^(?:\/dev\/\S+|x?vd[a-z]\d?|sd[a-z]\d?|nvme\d.*|[a-z]:\\?)$/, 'the name of a device within the machine'],
  [/^\d{1,3}(?:\.\d{1,3}){3}$/, 'an address of the network'],
  [/^(?:all|any|every|everything|\*)$/, 'a word for all of them'],
  [/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'a UUID'],
  [/^[^@\s]+@[^@\s]+$/, 'the address of a person'],
];

/** What a text is instead of an id: a placeholder, a device, an address. */
export const notAnId = (text: string): string | undefined => others.find(([form]) => form.test(text))?.[1];
