import { OpenApiUtil } from '@alicloud/openapi-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flatten } from '../../src/cloud/flatten.ts';
import { wireParams } from '../../src/cloud/requests.ts';
import { readCall } from '../../src/kinds/call-builder.ts';
import type { ReadCall, WriteCall } from '../../src/kinds/calls.ts';
import type { Kind } from '../../src/kinds/kind.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { locksListing, regionsCall, underWayListing } from '../../src/kinds/region-wide.ts';
import { joinGroupCall, listTagsCall, tagCall, untagCall } from '../../src/kinds/tagging.ts';
import { targets } from '../../src/kinds/target-listings.ts';

const region = 'cn-hangzhou';

/** What the SDK itself puts on the wire. */
async function bySdk({ service, action, params }: ReadCall | WriteCall): Promise<object> {
  return OpenApiUtil.query(await wireParams(service, action, params));
}

const text = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
const texts = fc.uniqueArray(text, { minLength: 1, maxLength: 5 });
const tags = fc.dictionary(text, fc.string({ unit: 'grapheme' }), { maxKeys: 5 });
const days = fc.integer({ min: -1, max: 65_536 });
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const named = { name: text, description: fc.string(), tags, resourceGroupId: orNull(text) };

/** The canonical values of an entry of each kind. */
const canonical: { readonly [section: string]: fc.Arbitrary<object> } = {
  policies: fc.record({
    ...named,
    timePoints: fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1 }),
    repeatWeekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    retentionDays: days,
    crossRegionCopy: orNull(fc.record({ region: text, retentionDays: days, encrypted: fc.boolean(), kmsKeyId: orNull(text) })),
    disks: fc.constant(null),
  }),
  snapshots: fc.record({ ...named, diskId: text, retentionDays: orNull(days) }),
  groups: fc.record({ ...named, instanceId: orNull(text), diskIds: orNull(texts), excludeDiskIds: texts }),
  desktopSnapshots: fc.record({ ...named, desktopId: text, sourceDiskType: text }),
};

const owner = { stack: 's', address: 'a/b', occurrence: 'once', op: 'ss1-x' };
const identity = { region, token: 'ss1-x', owner, marker: ' [snapspec:abc]' };

/** Every call of a kind, about one entry. */
function callsOf(kind: Kind, props: object, ids: readonly string[]): readonly (ReadCall | WriteCall)[] {
  const fields = Object.keys(props);
  const [id = 'x'] = ids;
  const { resourceType, attachments } = kind;
  return [
    kind.create(props as never, identity),
    kind.listing(region).call,
    ...(kind.modify ? [kind.modify(props as never, fields, id, region)] : []),
    ...(kind.removing ? [kind.removing.call(region, id, true), kind.removing.call(region, id, false)] : []),
    ...(attachments
      ? [attachments.attach(region, id, ids), attachments.detach(region, id, ids), attachments.listing(region, id).call]
      : []),
    ...(resourceType === undefined
      ? []
      : [
          tagCall(region, resourceType, id, (props as { tags: { [key: string]: string } }).tags),
          untagCall(region, resourceType, id, ids),
          listTagsCall(region, resourceType, id),
          joinGroupCall(region, resourceType, id, id),
        ]),
  ];
}

describe('parameters are flattened as the SDK does it', () => {
  test.each(kinds.map((kind) => [kind.section, kind] as const))('every call of %s', async (section, kind) => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(canonical[section] as fc.Arbitrary<object>, texts, async (props, ids) => {
        for (const call of callsOf(kind, props, ids)) {
          seen.add(call.action);
          expect(flatten(call.params), call.action).toEqual(await bySdk(call));
        }
      }),
      { numRuns: 100 },
    );
    expect(seen.size).toBeGreaterThan(2);
  });

  test('every call about what the kinds protect', async () => {
    const calls = [
      readCall(region, 'sts', 'GetCallerIdentity', {}),
      regionsCall(region),
      underWayListing(region).call,
      locksListing(region).call,
      ...Object.values(targets).flatMap((one) => [one.all(region).call, one.some(region, ['d-1', 'd-2']).call]),
      ...kinds.map((kind) => {
        const { call } = kind.listing(region);
        const paged = kind.listing(region).paging.type === 'token' ? { MaxResults: 100, NextToken: 'x' } : { PageNumber: 2, PageSize: 100 };
        return { ...call, params: { ...call.params, ...paged } };
      }),
    ];
    for (const call of calls) expect(flatten(call.params), call.action).toEqual(await bySdk(call));
  });
});
