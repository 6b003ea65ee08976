import type { MapConstraint, TextConstraint, TextRule } from '../constraint.ts';
import { pages } from '../fact.ts';
import type { Range, Refusal } from '../fact.ts';

/** Starts of tag keys that the cloud reserves for itself, in this casing. */
export const reservedTagPrefixes = ['acs:', 'aliyun'] as const;

/** Whether the cloud itself sets tags of this key. */
export const isReservedTagKey = (key: string): boolean => reservedTagPrefixes.some((prefix) => key.startsWith(prefix));

const [serviceTagPrefix] = reservedTagPrefixes;
const sources = [pages.createSnapshot, pages.createPolicy];
const keyLength = { min: 1, max: 128, row: 'TAG-KEY-LEN' } as const;
const valueLength = { min: 0, max: 128, row: 'TAG-VAL-LEN' } as const;
const badKey: Refusal = { code: 'InvalidTagKey.Malformed', status: 400 };
const badValue: Refusal = { code: 'InvalidTagValue.Malformed', status: 400 };

const noUrlInside = (row: string, refusal: Refusal): TextRule => ({
  row,
  sources,
  refusal,
  code: 'url',
  pattern: '^(?![\\s\\S]*https?://)',
  highlight: 'https?://',
  requirement: 'must not contain http:// or https://',
  bad: 'http://orders',
});

export const tagKey = {
  type: 'text',
  length: { ...keyLength, sources, refusal: badKey },
  rules: [
    {
      row: 'TAG-KEY-PREFIX',
      sources,
      refusal: badKey,
      code: 'prefix',
      pattern: `^(?!${reservedTagPrefixes.join('|')})`,
      highlight: `^(?:${reservedTagPrefixes.join('|')})`,
      requirement: `must not start with ${reservedTagPrefixes.join(' or ')}, which the cloud reserves`,
      bad: `${serviceTagPrefix}nightly`,
    },
    noUrlInside('TAG-KEY-NOURL', badKey),
  ],
} as const satisfies TextConstraint;

const serviceValue: TextRule = {
  row: 'TAG-VAL-ACS',
  sources: [pages.createPolicy],
  refusal: badValue,
  code: 'prefix',
  pattern: `^(?!${serviceTagPrefix})`,
  highlight: `^${serviceTagPrefix}`,
  requirement: `must not start with ${serviceTagPrefix}`,
  disputed: `CreateAutoSnapshotPolicy and CreateSnapshotGroup forbid ${serviceTagPrefix} at the start of a tag value; CreateSnapshot and TagResources do not say so.`,
  bad: `${serviceTagPrefix}nightly`,
};

/**
 * A tag value. Policies and groups refuse values that start with `acs:`; for snapshots the pages do not agree,
 * so there it is only a warning.
 */
export function tagValue(options: { readonly acsValues: 'error' | 'warning' }): TextConstraint & { readonly length: Range } {
  const strict = options.acsValues === 'error';
  return {
    type: 'text',
    length: { ...valueLength, sources, refusal: badValue },
    rules: [noUrlInside('TAG-VAL-NOURL', badValue), ...(strict ? [serviceValue] : [])],
    warnings: strict ? [] : [serviceValue],
  };
}

/** Tags that a resource can carry; their keys may be those of the cloud. */
export const carriedTagKey = { type: 'text', length: { ...keyLength, sources: [pages.tagResources] } } as const satisfies TextConstraint;
export const carriedTagValue = {
  type: 'text',
  length: { ...valueLength, sources: [pages.tagResources] },
} as const satisfies TextConstraint;

/** The tags of a call, without their count: each operation has a code of its own for too many. */
export const tags = (options: { readonly acsValues: 'error' | 'warning' }): MapConstraint => ({
  type: 'map',
  keys: tagKey,
  values: tagValue(options),
});

/** Tags that one call can set; the pages name no other limit for the tags of one resource. */
export const tagCount: Range = {
  min: 0,
  max: 20,
  row: 'TAG-COUNT',
  sources: [pages.createSnapshot, pages.createPolicy, pages.tagResources],
  refusal: { code: 'QuotaExceed.Tags', status: 403 },
};

/** Tags of a call that are the owner tags of snapspec, and how many are left. */
export const ownerTagCount = 4;
export const userTagCount = tagCount.max - ownerTagCount;

/** Resources that one tagging call can name. */
export const taggedResources: Range = {
  min: 1,
  max: 50,
  row: 'TAG-OP-IDS',
  sources: [pages.tagResources],
  refusal: { code: 'NumberExceed.ResourceIds', status: 400 },
};
