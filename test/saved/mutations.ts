import { contentDigest, planIn } from '../../src/saved/saved-plan.ts';
import { canonicalJson } from '../../src/base/json.ts';
import type { Json } from '../../src/base/json.ts';
import { planDigest } from '../../src/plan/digest.ts';

/** A number from 0 to below `below`. */
export type Pick = (below: number) => number;

/** Numbers that a seed decides (mulberry32). */
export function pickFrom(seed: number): Pick {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

type Record_ = { [name: string]: Json };
type Holder = { readonly holder: Record_ | Json[]; readonly key: string; readonly path: string };

const one = <T>(pick: Pick, of: readonly T[]): T => of[pick(of.length)] as T;

/** Every value in a value, with what holds it. */
function* inside(value: Json, path: string): Generator<Holder> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = `${path}/${key}`;
    yield { holder: value as Record_, key, path: at };
    yield* inside(inner as Json, at);
  }
}

const others: readonly Json[] = [null, true, false, 0, -1, 1e21, 'x', '', [], {}, [[]], { x: 1 }, '__proto__'];

/** Another value: of another type, or near the old one. */
function otherThan(value: Json, pick: Pick): Json {
  if (pick(2) === 0) return one(pick, others);
  if (typeof value === 'string') return pick(2) === 0 ? `${value}x` : value.slice(1);
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return Array.isArray(value) ? value.slice(1) : one(pick, others);
}

/** Changes one member of a value in place, and says where and how. */
function changeMember(whole: Json, pick: Pick): string {
  const { holder, key, path } = one(pick, [...inside(whole, '')]);
  const record = holder as Record_;
  const how = pick(4);
  if (how === 0) record[key] = otherThan(record[key] as Json, pick);
  else if (Array.isArray(holder)) holder.splice(Number(key), how === 1 ? 1 : 0, ...(how === 1 ? [] : [record[key] as Json]));
  else if (how === 1) delete record[key];
  else record[how === 2 ? `${key}2` : one(pick, ['extra', '__proto__', 'constructor', 'toJSON'])] = record[key] as Json;
  return `${['value', 'removed', 'renamed', 'added'][how]} ${path}`;
}

const written = (value: Json): string => `${canonicalJson(value, JSON.stringify)}\n`;
const copied = (text: string): Json => JSON.parse(text) as Json;

/** The same members in another order, which JSON takes for the same. */
function reordered(text: string, pick: Pick): string {
  const turn = (value: Json): Json => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(turn);
    const entries = Object.entries(value).map(([key, inner]) => [key, turn(inner as Json)] as const);
    const at = pick(entries.length + 1);
    return Object.fromEntries([...entries.slice(at), ...entries.slice(0, at)]);
  };
  return `${JSON.stringify(turn(copied(text)))}\n`;
}

const cut = (text: string, at: number, gone: number, put: string): string => text.slice(0, at) + put + text.slice(at + gone);
const junk = ['"', '{', '[', ']', '}', ',', ':', ' ', '\n', '\\', '0', '\u0000', '\ud800', '\u202e', '\ufeff', '1e999', '"a":1,'];

/** One mutation of a saved plan that leaves its digest as it is, or puts any other one there. */
export function mutate(text: string, pick: Pick): { readonly how: string; readonly text: string } {
  const at = pick(text.length);
  switch (pick(8)) {
    case 0:
      return { how: 'a byte', text: cut(text, at, 1, String.fromCharCode(32 + pick(95))) };
    case 1:
      return { how: 'put in', text: cut(text, at, 0, one(pick, junk)) };
    case 2:
      return { how: 'taken out', text: cut(text, at, 1 + pick(40), '') };
    case 3:
      return { how: 'truncated', text: text.slice(0, at) };
    case 4:
      return { how: 'reordered', text: reordered(text, pick) };
    case 5: {
      const piece = text.slice(at, at + pick(200));
      return { how: 'repeated', text: cut(text, at, 0, piece) };
    }
    case 6: {
      const value = copied(text) as Record_;
      const digest = one(pick, ['', 'x', '0'.repeat(64), 'f'.repeat(63), String(value['digest']).toUpperCase(), null, 7]);
      return { how: `digest ${String(digest)}`, text: written({ ...value, digest }) };
    }
    default: {
      const value = copied(text);
      const how = changeMember(value, pick);
      return { how, text: written(value) };
    }
  }
}

/** A mutation of a member after which both digests are made to fit again, as somebody would who knows how. */
export function forge(text: string, pick: Pick): { readonly how: string; readonly text: string } {
  const value = copied(text) as Record_;
  const how = changeMember(value, pick);
  try {
    const plan = value['plan'] as Record_;
    plan['digest'] = planDigest(planIn(value as never));
    const { digest: _, ...content } = value;
    value['digest'] = contentDigest(content as never);
  } catch {
    // What is no plan any more has no digest of one.
  }
  return { how, text: written(value) };
}
