import { ownRule, pages } from '../facts/fact.ts';
import type { Fact, Refusal } from '../facts/fact.ts';
import type { DateTimeField } from '../fields/date-time.ts';
import type { Range, TextRule } from '../fields/field.ts';
import type { MapField } from '../fields/map.ts';
import type { TextField } from '../fields/text.ts';
import { regionHint } from '../fields/value-hints.ts';
import { dateTimeHint } from '../fields/date-time-format.ts';
import { ownerTagKeys } from './ownership-tags.ts';
import { regionPattern, regions } from '../facts/regions.ts';

/** A region id: its form is checked, an unknown one is warned about. */
export const regionField = (doc: string, required: Fact): TextField & { required: Fact } => ({
  type: 'text',
  doc,
  example: 'cn-hangzhou',
  hint: regionHint,
  required,
  rules: [
    {
      row: 'COM-REGION-EXISTS',
      sources: [pages.sdk],
      code: 'format',
      pattern: regionPattern,
      highlight: '[^a-z0-9-]|^[a-z0-9-]*$',
      requirement: 'must have the form of a region id, such as cn-hangzhou or eu-central-1',
      help: 'Use the id of the region, as the console shows it beside its name.',
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
    },
  ],
});

const noUrlInside = (row: string, refusal: Refusal): TextRule => ({
  row,
  sources: [pages.createSnapshot, pages.createPolicy],
  refusal,
  code: 'url',
  pattern: '^(?![\\s\\S]*https?://)',
  highlight: 'https?://',
  requirement: 'must not contain http:// or https://',
});

const badKey: Refusal = { code: 'InvalidTagKey.Malformed', status: 400 };
const badValue: Refusal = { code: 'InvalidTagValue.Malformed', status: 400 };

const tagKey: TextField = {
  type: 'text',
  doc: 'A tag key.',
  example: 'team',
  length: { min: 1, max: 128, row: 'TAG-KEY-LEN', sources: [pages.createSnapshot, pages.createPolicy], refusal: badKey },
  rules: [
    {
      row: 'TAG-KEY-PREFIX',
      sources: [pages.createSnapshot, pages.createPolicy],
      refusal: badKey,
      code: 'prefix',
      pattern: '^(?!acs:|aliyun)',
      highlight: '^(?:acs:|aliyun)',
      requirement: 'must not start with acs: or aliyun, which the cloud keeps for itself',
    },
    noUrlInside('TAG-KEY-NOURL', badKey),
    {
      ...ownRule('OWN-TAG-PREFIX'),
      code: 'owner',
      pattern: '^(?![sS][nN][aA][pP][sS][pP][eE][cC]:)',
      highlight: '^[sS][nN][aA][pP][sS][pP][eE][cC]:',
      requirement: 'must not start with snapspec:, which snapspec keeps for its owner tags (its own rule, not the cloud’s)',
    },
  ],
};

const acsValue: TextRule = {
  row: 'TAG-VAL-ACS',
  sources: [pages.createPolicy],
  refusal: badValue,
  code: 'prefix',
  pattern: '^(?!acs:)',
  highlight: '^acs:',
  requirement: 'must not start with acs:',
  disputed:
    'CreateAutoSnapshotPolicy and CreateSnapshotGroup forbid acs: at the start of a tag value; CreateSnapshot and TagResources do not say so.',
};

/** Tags that one call can set; the pages name no other limit for the tags of one thing. */
export const tagCount: Range = {
  min: 0,
  max: 20,
  row: 'TAG-COUNT',
  sources: [pages.createSnapshot, pages.createPolicy, pages.tagResources],
  refusal: { code: 'QuotaExceed.Tags', status: 403 },
};

/**
 * The tags of an entry. Policies and groups refuse values that start with `acs:`;
 * for snapshots the pages do not agree, so there it is only a warning.
 */
export function tagsField(options: { acsValues: 'error' | 'warning' }): MapField {
  const strict = options.acsValues === 'error';
  return {
    type: 'map',
    doc: 'Tags to set on it. Tags that are on it but not here are taken off; system tags are left alone.',
    absent: 'no tags but those of snapspec',
    example: { team: 'payments' },
    keys: tagKey,
    values: {
      type: 'text',
      doc: 'A tag value; it may be empty.',
      example: 'payments',
      length: { min: 0, max: 128, row: 'TAG-VAL-LEN', sources: [pages.createSnapshot, pages.createPolicy], refusal: badValue },
      rules: [noUrlInside('TAG-VAL-NOURL', badValue), ...(strict ? [acsValue] : [])],
      warnings: strict ? [] : [acsValue],
    },
    count: { min: 0, max: tagCount.max - ownerTagKeys.length, ...ownRule('OWN-TAG-COUNT') },
  };
}

/** Tags that a disk carries, as a selector names them. */
export const selectorTags: MapField = {
  type: 'map',
  doc: 'Tags that the disk must carry, each with this value.',
  example: { backup: 'nightly' },
  keys: {
    type: 'text',
    doc: 'A tag key.',
    example: 'backup',
    length: { min: 1, max: 128, row: 'TAG-KEY-LEN', sources: [pages.tagResources] },
  },
  values: {
    type: 'text',
    doc: 'The value that it must have.',
    example: 'nightly',
    length: { min: 0, max: 128, row: 'TAG-VAL-LEN', sources: [pages.tagResources] },
  },
  count: { min: 1, max: 20, row: 'SEL-TAGS', sources: [] },
};

export const resourceGroupId: TextField = {
  type: 'text',
  doc: 'The resource group that it belongs to.',
  absent: 'the default resource group; the group of what exists is left as it is',
  example: 'rg-bp67acfmxazb4p',
  length: { min: 1, max: 64, ...ownRule('COM-RG-EXISTS') },
};

export const occurrence: TextField = {
  type: 'text',
  doc: 'Which taking of the backup is meant: a release, a commit, a date. Another occurrence is another backup.',
  absent: 'once',
  example: '2026-11',
  rules: [
    {
      ...ownRule('OWN-OCCURRENCE'),
      code: 'format',
      pattern: '^(?!.*://)[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$',
      highlight: '://|^[^A-Za-z0-9]|[^A-Za-z0-9._:/-]',
      requirement: 'must be 1 to 64 letters, digits, `.`, `_`, `:`, `/` or `-`, start with a letter or digit, and not contain ://',
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

const letters = '\\p{L}';

/** The rules that the names of snapshots, groups and policies share; each kind adds its characters. */
export function nameField(options: {
  rows: string;
  sources: Fact['sources'];
  max?: number;
  refusal?: Refusal;
  /** The row that bars URLs, where it is not one of its own. */
  urlRow?: string;
  /** Characters beyond letters and digits, as the inside of a character class. */
  also: string;
  /** The same in words. */
  alsoSays: string;
  digitFirst?: boolean;
  noAuto?: boolean;
  warnings?: readonly TextRule[];
  absent?: string;
}): TextField {
  const fact = (part: string): Fact => ({
    row: `${options.rows}-${part}`,
    sources: options.sources,
    ...(options.refusal && { refusal: options.refusal }),
  });
  const first = options.digitFirst ? `${letters}0-9` : letters;
  const auto: TextRule = {
    ...fact('NOAUTO'),
    code: 'auto',
    pattern: '^(?!auto)',
    highlight: '^auto',
    requirement: 'must not start with auto, which automatic snapshots use',
  };
  return {
    type: 'text',
    doc: 'The name that the console shows. It need not be unique.',
    absent: options.absent ?? '`<stack>-<key>`',
    example: 'nightly-2026',
    length: { min: 2, max: options.max ?? 128, ...fact('LEN') },
    rules: [
      {
        ...fact('NOHTTP'),
        ...(options.urlRow !== undefined && { row: options.urlRow }),
        code: 'url',
        pattern: '^(?!https?://)',
        highlight: '^https?://',
        requirement: 'must not start with http:// or https://',
        help: 'Leave http:// or https:// away.',
        removable: true,
      },
      ...(options.noAuto ? [auto] : []),
      {
        ...fact('START'),
        code: 'start',
        pattern: `^[${first}]`,
        highlight: `^[^${first}]`,
        requirement: options.digitFirst ? 'must start with a letter or a digit' : 'must start with a letter',
      },
      {
        ...fact('CHARS'),
        code: 'characters',
        pattern: `^[${letters}0-9${options.also}]*$`,
        highlight: `[^${letters}0-9${options.also}]`,
        requirement: `may hold letters, digits and ${options.alsoSays} only`,
      },
    ],
    warnings: [
      ...(options.warnings ?? []),
      {
        ...fact('START'),
        code: 'non-ascii',
        pattern: '^[\\u0000-\\u007f]*$',
        highlight: '[^\\u0000-\\u007f]',
        requirement: 'holds letters beyond a-z',
        disputed:
          'The English pages say “letter”, the Chinese ones “English letter or Chinese character”, the SDK “Unicode letter”; Terraform accepts a-z only. Unicode letters are accepted.',
        help: 'Use a-z if Terraform or older endpoints must read the name.',
      },
    ],
  };
}

/** Length of an ECS description and the bar on URLs; `maxOurs` where our marker takes a part of it. */
export function descriptionField(rows: { readonly length: string; readonly url: string }, sources: Fact['sources']): TextField {
  const refusal = { code: 'InvalidDescription.Malformed', status: 404 };
  return {
    type: 'text',
    doc: 'What it is for, in words.',
    absent: 'no description',
    example: 'Taken before the release',
    length: { min: 2, max: 256, row: rows.length, sources, refusal },
    rules: [
      {
        row: rows.url,
        sources,
        refusal,
        code: 'url',
        pattern: '^(?!https?://)',
        highlight: '^https?://',
        requirement: 'must not start with http:// or https://',
        help: 'Leave http:// or https:// away.',
        removable: true,
      },
    ],
  };
}

/** A parameter that once steered instant access and now has no effect. */
export const retiredInstantAccess = (row: string, sources: Fact['sources']): Fact & { why: string } => ({
  row,
  sources,
  why: 'it no longer has any effect: every standard snapshot of an ESSD is usable at once',
});
