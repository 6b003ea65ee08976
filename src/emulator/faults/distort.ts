import type { ReplyBody, WireValue } from '../model/wire-value.ts';
import type { FaultRule, FaultType } from './rules.ts';

type Items = readonly WireValue[];
type WireRecord = { readonly [name: string]: WireValue };
type DistortItems = (items: Items, rule: FaultRule) => WireValue;

const isRecord = (value: WireValue): value is WireRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Replaces the list of a listing: an array in the body, or in an object of the body, that is no list of tags. */
function withList(body: ReplyBody, change: (items: Items) => WireValue): ReplyBody {
  for (const [name, value] of Object.entries(body)) {
    if (Array.isArray(value)) return { ...body, [name]: change(value as Items) };
    if (!isRecord(value)) continue;
    const [inner, items] = Object.entries(value)[0] ?? [];
    if (inner !== undefined && Array.isArray(items)) return { ...body, [name]: { ...value, [inner]: change(items as Items) } };
  }
  return body;
}

const mapItems = (items: Items, change: (item: WireRecord) => WireRecord): Items =>
  items.map((item) => (isRecord(item) ? change(item) : item));

const isNamed = ({ members }: FaultRule, name: string): boolean => members === undefined || members.includes(name);

const without = (item: WireRecord, rule: FaultRule): WireRecord =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !isNamed(rule, name)));

/** A value of another type that stands for the same: a number as a text, a text in a list, anything else as a number. */
function mistyped(value: WireValue): WireValue {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? [value] : 0;
}

const mistype = (item: WireRecord, rule: FaultRule): WireRecord =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, isNamed(rule, name) ? mistyped(value) : value]));

/** What each type does to the list of a reply; `undefined` leaves it out. */
const lists: { readonly [T in FaultType]?: DistortItems } = {
  'item-missing': (items) => items.slice(1),
  'list-missing': () => undefined,
  'list-as-object': (items) => items[0] ?? {},
  'members-missing': (items, rule) => mapItems(items, (item) => without(item, rule)),
  'members-mistyped': (items, rule) => mapItems(items, (item) => mistype(item, rule)),
};

const moment = /^(\d{4}-\d\d-\d\dT\d\d:\d\d):\d\dZ$/;

/** The same value with moments that have minutes and no seconds. */
function inMinutes(value: WireValue): WireValue {
  if (typeof value === 'string') return value.replace(moment, '$1Z');
  if (Array.isArray(value)) return (value as Items).map(inMinutes);
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inMinutes(inner)])) : value;
}

function withTotal(body: ReplyBody, by: number): ReplyBody {
  const { TotalCount: total } = body;
  return typeof total === 'number' ? { ...body, TotalCount: Math.max(0, total + by) } : body;
}

/** The body of a reply as the fault of a rule distorts it. */
export function distorted(body: ReplyBody, rule: FaultRule): ReplyBody {
  const change = lists[rule.type];
  if (change !== undefined) return withList(body, (items) => change(items, rule));
  if (rule.type === 'total-wrong') return withTotal(body, rule.by ?? 1);
  return rule.type === 'times-in-minutes' ? (inMinutes(body) as ReplyBody) : body;
}
