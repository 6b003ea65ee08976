import type { TextConstraint, TextRule } from '../facts/constraint.ts';
import { ownRule } from '../facts/fact.ts';
import type { Fact } from '../facts/fact.ts';
import { regionId } from '../facts/limits/regions.ts';
import { carriedTagKey, carriedTagValue, tagCount, tagKey, tagValue, userTagCount } from '../facts/limits/tags.ts';
import type { DateTimeField } from '../fields/date-time.ts';
import type { Hint } from '../fields/field.ts';
import type { EnumField } from '../fields/enum.ts';
import { dateTimeHint } from '../fields/date-time-hint.ts';
import type { MapField } from '../fields/map.ts';
import type { TextField } from '../fields/text.ts';
import { idHint } from '../fields/id-hints.ts';
import { regionHint } from '../fields/region-hint.ts';
import { occurrenceHint } from '../fields/value-hints.ts';
import { wordHint } from '../fields/word-hints.ts';
import { unlistedTags as unlistedTagWords } from '../aliases/words.ts';
import { owningGroupId } from '../facts/limits/disks.ts';
import { ownerTagPrefix, ownerTagPrefixPattern } from './ownership-tags.ts';

/** A region id: its form is checked, an unknown one is warned about. */
export const regionField = (doc: string, required: Fact): TextField & { required: Fact } => ({
  ...regionId,
  doc,
  example: 'cn-hangzhou',
  hint: regionHint,
  several: 'There is a place for one region: write another spec for another region.',
  suggests: 'regions',
  required,
});

const notOwnerTag: TextRule = {
  ...ownRule('OWN-TAG-PREFIX'),
  code: 'owner',
  pattern: `^(?!${ownerTagPrefixPattern})`,
  highlight: `^${ownerTagPrefixPattern}`,
  requirement: `must not start with ${ownerTagPrefix}, which snapspec reserves for its owner tags (its own rule, not the cloud’s)`,
  bad: `${ownerTagPrefix}nightly`,
};

/**
 * The tags of an entry. Policies and groups refuse values that start with `acs:`;
 * for snapshots the pages do not agree, so there it is only a warning.
 */
export const tagsField = (options: { acsValues: 'error' | 'warning' }): MapField => ({
  type: 'map',
  inherited: true,
  doc: 'Tags to set on it. What becomes of other tags that are on it is said by `unlistedTags`; system tags are left unchanged.',
  absent: 'no tags but those of snapspec',
  example: { team: 'payments' },
  keys: { ...tagKey, rules: [...tagKey.rules, notOwnerTag], warnings: [notPair('OWN-TAG-PAIR')], doc: 'A tag key.', example: 'team' },
  values: { ...tagValue(options), doc: 'A tag value; it may be empty.', example: 'payments' },
  count: { min: 0, max: userTagCount, ...ownRule('OWN-TAG-COUNT') },
});

/** A tag in two fields, as the API has it, is two tags here. */
const notPair = (row: string): TextRule => ({
  ...ownRule(row),
  code: 'pair',
  pattern: '^(?!(?:[Tt]ag)?[Kk]ey$)',
  highlight: '^[\\s\\S]+$',
  requirement: 'is what the API calls a part of a tag',
  help: 'A tag is one line here, its key before the colon and its value behind it: {team: payments}.',
  bad: 'Key',
});

/** Tags are compared exactly. */
const noWildcard: TextRule = {
  ...ownRule('SEL-TAGS'),
  code: 'wildcard',
  pattern: '^[^*]*$',
  highlight: '\\*',
  requirement: 'holds `*`, which is no wildcard in a tag: it is compared exactly',
  help: 'Write the whole text; name is the only key of a selector with wildcards.',
  bad: 'night*',
};

/** Tags that a disk carries, as a selector names them. */
export const selectorTags: MapField = {
  type: 'map',
  doc: 'Tags that the disk must carry, each with this value.',
  example: { backup: 'nightly' },
  keys: { ...carriedTagKey, warnings: [noWildcard, notPair('SEL-TAGS')], doc: 'A tag key.', example: 'backup' },
  values: {
    ...carriedTagValue,
    several: 'Write an item of the list for each value: what any of them chooses is chosen.',
    warnings: [noWildcard],
    doc: 'The value that it must have.',
    example: 'nightly',
  },
  count: { min: 1, max: tagCount.max, ...ownRule('SEL-TAGS') },
};

/** What becomes of tags that others have set. */
export const unlistedTags: EnumField = {
  type: 'enum',
  inherited: true,
  doc: 'What becomes of tags that are on it and not listed in `tags`: they stay, or they are removed. System tags and those of snapspec always stay.',
  absent: 'keep',
  values: ['keep', 'remove'],
  means: { keep: 'Tags that others have set stay.', remove: 'They are taken off; system tags and those of snapspec stay.' },
  example: 'remove',
  hint: wordHint(unlistedTagWords),
  ...ownRule('OWN-UNLISTED-TAGS'),
};

/**
 * An existing resource that an entry takes over.
 * @param prefix what the ids of its kind begin with
 */
export const adoptField = (prefix: string, title: string): TextField => ({
  type: 'text',
  doc: `The id of an existing ${title} that this entry takes over, with one write of its tags; what differs is then changed as always. Once it is taken over the line can go.`,
  absent: 'nothing is taken over',
  example: `${prefix}-bp1s5fnvk4gn2tws03ab`,
  hint: idHint({ prefix: `${prefix}-`, of: `the ${title}` }),
  rules: [
    {
      ...ownRule('OWN-ADOPT'),
      code: 'format',
      pattern: `^${prefix}-[A-Za-z0-9]{1,120}$`,
      highlight: '^[\\s\\S]*$',
      requirement: `must be the id of a resource of this kind, which begins with ${prefix}-`,
      bad: 'nightly',
    },
  ],
});

const groupHint = idHint({
  prefix: 'rg-',
  of: 'the resource group',
  otherwise: 'A resource group is named by its id, as the console of Resource Management shows it; its name is not known to the API.',
});

/** The default group has no id that everybody knows, and needs none. */
const defaultGroup = (wrong: string): Hint | undefined =>
  /^(?:default(?:[ _-]?resource)?(?:[ _-]?group)?|none|null|默认资源组)$/i.test(wrong.trim())
    ? { help: 'Remove resourceGroupId: without it an entry is made in the default resource group.', leaveOut: true }
    : undefined;

export const resourceGroupId: TextField = {
  ...owningGroupId,
  inherited: true,
  doc: 'The resource group that it belongs to.',
  absent: 'the default resource group; the group of what exists is left as it is',
  example: 'rg-bp67acfmxazb4p',
  hint: (wrong) => defaultGroup(wrong) ?? groupHint(wrong),
  length: { min: 1, max: 64, ...ownRule('COM-RG-EXISTS') },
};

export const occurrence: TextField = {
  type: 'text',
  doc: 'Which taking of the backup is meant: a release, a commit, a date. Another occurrence is another backup.',
  absent: 'once',
  example: '2026-11',
  hint: occurrenceHint,
  rules: [
    {
      ...ownRule('OWN-OCCURRENCE'),
      code: 'format',
      pattern: '^(?!.*://)[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$',
      highlight: '://|^[^A-Za-z0-9]|[^A-Za-z0-9._:/-]',
      requirement: 'must be 1 to 64 letters, digits, `.`, `_`, `:`, `/` or `-`, start with a letter or digit, and not contain ://',
      bad: 'release 1.0',
    },
  ],
};

export const takeUntil: DateTimeField = {
  type: 'date-time',
  doc: 'After this day (to its end, in UTC) or instant the entry is closed: the backup is never taken again.',
  absent: 'the entry stays open: where its backup is gone, it is taken again',
  example: '2026-12-31',
  hint: dateTimeHint,
};

/** The name of a resource; the rules differ from one to the next. */
export const nameField = (limits: TextConstraint): TextField => ({
  ...limits,
  doc: 'The name that the console shows. It need not be unique.',
  absent: '`<stack>-<key>`',
  example: 'nightly-2026',
});

/** The description of an ECS resource. */
export const descriptionField = (limits: TextConstraint): TextField => ({
  ...limits,
  doc: 'What it is for, in words.',
  absent: 'no description',
  example: 'Taken before the release',
});
