import type { Json } from '../../src/base/json.ts';
import { isRecord } from '../../src/base/json.ts';
import type { Reader } from '../../src/cloud/client.ts';

/** Numbers at random, the same for the same beginning: from 0 up to below `most`. */
export type Pick = (most: number) => number;

type Members = { readonly [name: string]: Json };

/** Members whose values are of an enumeration, which the services write in one casing or another. */
const enumerations: ReadonlySet<string> = new Set(['Status', 'Category', 'Type', 'SourceDiskType', 'DiskType', 'Usage', 'DesktopStatus']);

/** Members that hold a list as the text of a JSON array, or as an array. */
const listTexts: ReadonlySet<string> = new Set(['TimePoints', 'RepeatWeekdays', 'TargetCopyRegions']);

/** Members that tell one thing from another: without them a reply says nothing. */
const needed =
  /Id$|Time$|^(?:TotalCount|NextToken|Key|Value|TagKey|TagValue|Regions?|Disks?|Instances?|Desktops|Snapshots?)$|Polic|SnapshotGroup/;

function shuffled<T>(items: readonly T[], pick: Pick): T[] {
  const left = [...items];
  return items.map(() => left.splice(pick(left.length), 1)[0] as T);
}

const recased = (text: string, pick: Pick): string =>
  [text, text.toUpperCase(), text.toLowerCase(), text.charAt(0).toUpperCase() + text.slice(1)][pick(4)] as string;

const scalars = (items: readonly Json[], pick: Pick): Json[] =>
  items.map((item) => (/^\d+$/.test(String(item)) ? ([Number(item), String(item)][pick(2)] as Json) : item));

/** A list of hours, days or regions: in another order, as numbers or texts, as an array or its text. */
function respelledList(value: Json, pick: Pick): Json {
  const items = scalars(shuffled(typeof value === 'string' ? (JSON.parse(value) as Json[]) : (value as Json[]), pick), pick);
  if (items.length === 0) return ['[]', []][pick(2)] as Json;
  return pick(2) === 0 ? items : JSON.stringify(items);
}

/** A value that stands for “not set”: another of the ways to say so; undefined leaves the member out. */
const unset = (name: string, value: Json, pick: Pick): Json | undefined => {
  const isDays = name === 'CopiedSnapshotsRetentionDays' || name === 'RetentionDays';
  if (value === false) return ([false, 'false', null, undefined] as const)[pick(4)];
  if (value === '') return (['', null, undefined] as const)[pick(3)];
  if (isDays && (value === 0 || value === -1)) return ([0, -1, '0', '-1', null, undefined] as const)[pick(6)];
  return value;
};

function respelledMember(name: string, value: Json, item: Members, pick: Pick): Json | undefined {
  if (listTexts.has(name)) return respelledList(value, pick);
  if (typeof value === 'string' && enumerations.has(name)) return recased(value, pick);
  // Of a policy that is not the default: it keeps for ever, and says so.
  if (name === 'RetentionDays' && 'AutoSnapshotPolicyId' in item) return pick(2) === 0 ? value : String(value);
  if (name === 'Tag') return tagList(value as readonly Json[], pick);
  if (value === '' || value === false || value === 0 || value === -1) return needed.test(name) ? value : unset(name, value, pick);
  if (value === true) return [true, 'true'][pick(2)] as Json;
  if (typeof value === 'number') return [value, String(value)][pick(2)] as Json;
  return respelled(value, pick);
}

/** Tags in either spelling of their members and in any order, with one that the cloud itself sets. */
function tagList(tags: readonly Json[], pick: Pick): Json {
  const pairs = tags.map((tag) => {
    const { TagKey, TagValue, Key = TagKey, Value = TagValue } = tag as Members;
    return pick(2) === 0 ? { Key, Value } : { TagKey: Key, TagValue: Value };
  });
  const system = pick(2) === 0 ? [] : [{ Key: 'acs:rm:rgId', Value: 'rg-x' }];
  return shuffled([...pairs, ...system] as Json[], pick);
}

/** A reply in which everything that means nothing is another: order, casing, defaults, spelling, members that nobody knows. */
export function respelled(body: Json, pick: Pick): Json {
  if (Array.isArray(body)) {
    const items = shuffled(body, pick).map((item) => respelled(item, pick));
    const twice = items.length > 0 && isRecord(items[0] as Json) && pick(4) === 0 ? [items[pick(items.length)] as Json] : [];
    return [...items, ...twice];
  }
  if (!isRecord(body)) return body;
  const members = Object.entries(body).flatMap(([name, value]) => {
    const now = respelledMember(name, value, body, pick);
    return now === undefined ? [] : [[name, now] as const];
  });
  const unknown = pick(3) === 0 ? [['AddedLater', { Anything: [1] }] as const] : [];
  return Object.fromEntries(shuffled([...members, ...unknown], pick)) as Json;
}

/** A reader whose replies are respelled, and whose pages are shorter than was asked for. */
export const respelling =
  (pick: Pick) =>
  (reader: Reader): Reader => ({
    calls: () => reader.calls(),
    read: async (call) => {
      const { MaxResults: asked } = call.params;
      const params = asked === undefined || pick(2) === 0 ? call.params : { ...call.params, MaxResults: 10 };
      const reply = await reader.read({ ...call, params });
      return { ...reply, body: respelled(reply.body, pick) };
    },
  });
