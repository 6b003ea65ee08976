import fc from 'fast-check';
import { expect, test } from 'vitest';
import { select } from '../../src/kinds/policies/selector.ts';
import type { Selector, SelectorItem } from '../../src/kinds/policies/selector.ts';
import { targets } from '../../src/kinds/target-listings.ts';
import type { Inventory, TargetResource } from '../../src/kinds/targets.ts';

/** A disk as DescribeDisks gives it. */
type Reply = { readonly [member: string]: string | object };

const few = fc.integer({ min: 0, max: 5 });
const diskIds = few.map((at) => `d-${at}`);
const instances = fc.constantFrom('i-1', 'i-2');
const types = fc.constantFrom('system', 'data');
const categories = fc.constantFrom('cloud_essd', 'cloud', 'local_ssd_pro');
const zones = fc.constantFrom('cn-hangzhou-h', 'cn-hangzhou-i');
const groups = fc.constantFrom('rg-1', 'rg-2', '');
const names = fc.constantFrom('db-1', 'db-2', 'DB-1', 'web', '');
const tagPairs = fc.dictionary(fc.constantFrom('backup', 'Backup', 'team', '__proto__'), fc.constantFrom('daily', 'Daily', ''), {
  maxKeys: 3,
});

const reply: fc.Arbitrary<Reply> = fc
  .record({
    id: diskIds,
    attached: fc.uniqueArray(instances),
    type: types,
    category: categories,
    zone: zones,
    group: groups,
    name: names,
    tags: tagPairs,
    once: fc.boolean(),
  })
  .map(({ id, attached, type, category, zone, group, name, tags, once }) => ({
    DiskId: id,
    DiskName: name,
    Type: type,
    Category: category,
    ZoneId: zone,
    ResourceGroupId: group,
    Status: attached.length > 0 ? 'In_use' : 'Available',
    AttachedTime: once || attached.length > 0 ? '2026-01-01T00:00:00Z' : '',
    InstanceId: attached.length === 1 ? (attached[0] as string) : '',
    Attachments: { Attachment: attached.map((one) => ({ InstanceId: one })) },
    Tags: { Tag: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })) },
  }));

const item: fc.Arbitrary<SelectorItem> = fc.record(
  {
    id: diskIds,
    instanceId: instances,
    type: types,
    category: categories,
    zone: zones,
    resourceGroupId: fc.constantFrom('rg-1', 'rg-2'),
    name: fc.constantFrom('*', 'db-?', '*1', 'web', '?*b*'),
    tags: tagPairs.filter((tags) => Object.keys(tags).length > 0),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<SelectorItem>;
const someItem = item.filter((one) => Object.keys(one).length > 0);

const selector: fc.Arbitrary<Selector> = fc.record({
  any: fc.array(someItem, { minLength: 1, maxLength: 4 }),
  not: fc.array(someItem, { maxLength: 2 }),
});

/** Regular expressions are for tests only: the names here are known. */
const patterns: { readonly [name: string]: RegExp } = { '*': /^.*$/, 'db-?': /^db-.$/, '*1': /1$/, web: /^web$/, '?*b*': /^.+b/ };

/** What an item means, read off the reply itself. */
function means(one: SelectorItem, disk: Reply): boolean {
  const mounts = [
    disk['InstanceId'],
    ...(disk['Attachments'] as { Attachment: { InstanceId: string }[] }).Attachment.map((at) => at.InstanceId),
  ];
  const tags = (disk['Tags'] as { Tag: { TagKey: string; TagValue: string }[] }).Tag;
  if (one.id !== undefined && one.id !== disk['DiskId']) return false;
  if (one.instanceId !== undefined && !mounts.includes(one.instanceId)) return false;
  if (one.type !== undefined && one.type !== disk['Type']) return false;
  if (one.category !== undefined && one.category !== disk['Category']) return false;
  if (one.zone !== undefined && one.zone !== disk['ZoneId']) return false;
  if (one.resourceGroupId !== undefined && one.resourceGroupId !== disk['ResourceGroupId']) return false;
  if (one.name !== undefined && !patterns[one.name]?.test(disk['DiskName'] as string)) return false;
  return Object.entries(one.tags ?? {}).every(([key, value]) => tags.some(({ TagKey, TagValue }) => TagKey === key && TagValue === value));
}

const canBe = (disk: Reply): boolean =>
  disk['Category'] !== 'local_ssd_pro' && (disk['Status'] === 'In_use' || disk['AttachedTime'] !== '');

const world = fc.uniqueArray(reply, { selector: (one) => one['DiskId'], minLength: 0, maxLength: 6 });

const inventoryOf = (replies: readonly Reply[]): Inventory => {
  const read = replies.map((one) => targets.disk.parse(one as never) as TargetResource);
  return { disk: new Map(read.map((one) => [one.id, one])), instance: new Map(), desktop: new Map() };
};

test('it agrees with what the items say, read naively', () => {
  fc.assert(
    fc.property(selector, world, (chosen, replies) => {
      const meant = replies.filter((disk) => chosen.any.some((one) => means(one, disk)) && !chosen.not.some((one) => means(one, disk)));
      const ids = (list: readonly Reply[]): string[] => list.map((disk) => disk['DiskId'] as string).sort();
      const selection = select(chosen, inventoryOf(replies));
      expect(selection.ids).toEqual(ids(meant.filter(canBe)));
      expect(selection.passedOver).toEqual(ids(meant.filter((disk) => !canBe(disk))));
      for (const one of selection.items)
        expect(one.matched).toEqual(ids(replies.filter((disk) => means(chosen[one.list][one.index] as SelectorItem, disk))));
      // Nothing that is chosen is said to look only alike, and a selector that chooses nothing is never green.
      expect(selection.issues.some(({ issue }) => issue.severity === 'error')).toBe(selection.incomplete);
      if (selection.ids.length === 0) expect(selection.incomplete).toBe(true);
      const gone = chosen.any.flatMap(({ id }) => (id === undefined || replies.some((disk) => disk['DiskId'] === id) ? [] : [id]));
      expect(
        selection.issues.filter(({ issue }) => issue.code === 'disk-not-found' && issue.severity === 'error').flatMap(({ about }) => about),
      ).toEqual(gone);
    }),
    { seed: 4, numRuns: 1500 },
  );
});

const shouted = (disk: Reply): Reply => ({
  ...disk,
  Type: String(disk['Type']).toUpperCase(),
  Category: String(disk['Category']).toUpperCase(),
  More: { unknown: true },
});

test('order, duplicates and spelling of the reply do not matter', () => {
  fc.assert(
    fc.property(selector, world, fc.infiniteStream(fc.nat()), (chosen, replies, order) => {
      const keyed = replies.map((disk) => [order.next().value, disk] as const).sort(([a], [b]) => a - b);
      const shuffled = keyed.map(([, disk]) => ({ ...disk, Tags: { Tag: (disk['Tags'] as { Tag: object[] }).Tag.toReversed() } }));
      const plain = select(chosen, inventoryOf(replies));
      const other = select(chosen, inventoryOf([...shuffled, ...shuffled.slice(0, 2)].map(shouted)));
      // The clause about a category quotes it as the service spells it.
      const folded = (value: unknown): string => JSON.stringify(value).replaceAll('LOCAL_SSD_PRO', 'local_ssd_pro');
      expect(folded(other)).toBe(folded(plain));
    }),
    { seed: 5, numRuns: 800 },
  );
});
