import { Failure } from '../../base/failure.ts';
import { parse } from 'yaml';
import type { Service } from '../../facts/services.ts';
import type { WireParameters } from '../model/arguments.ts';
import { checkMembers, checkShape } from '../model/shape.ts';
import type { MemberShapes } from '../model/shape.ts';

/**
 * What can befall a call.
 *
 * - `lost-before`: it never arrives, and the connection ends
 * - `lost-after-commit`: it takes effect, and the answer is lost
 * - `late-commit`: the connection ends; it takes effect `seconds` later
 * - `truncated`: it takes effect, and the connection ends in the middle of the answer
 * - `html`: a proxy answers with a page of its own; nothing takes effect, unless `commit` is set
 * - `empty`: answered with 200 and `{}`; nothing takes effect, unless `commit` is set
 * - `error-before`: answered with an error (500 InternalError), and nothing took effect
 * - `error-after`: the same, but it took effect
 * - `duplicate`: delivered twice; the answer is that to the first
 * - `code`: refused with a code of the service
 * - `slow`: answered `seconds` later
 * - `fails`: what it begins ends as failed
 */
export const faultTypes = [
  'lost-before',
  'lost-after-commit',
  'late-commit',
  'truncated',
  'html',
  'empty',
  'error-before',
  'error-after',
  'duplicate',
  'code',
  'slow',
  'fails',
] as const;
export type FaultType = (typeof faultTypes)[number];

/** Which calls something befalls, and what. Without `nth` and `probability` it is every call that matches. */
export type FaultRule = {
  readonly type: FaultType;
  /** The name of an operation; `Describe*` stands for all that begin so. */
  readonly action?: string;
  readonly service?: Service;
  /** Parameters that the call must carry, as they are sent. */
  readonly where?: { readonly [parameter: string]: string };
  /** Only calls that change something, or only those that do not. */
  readonly only?: 'writes' | 'reads';
  /** The matching calls that are meant, counted from 1. */
  readonly nth?: number | readonly number[];
  readonly probability?: number;
  /** How often it happens at most. */
  readonly times?: number;
  readonly code?: string;
  readonly status?: number;
  readonly message?: string;
  /** The header `x-acs-retry-after` of the answer. */
  readonly retryAfter?: string;
  readonly seconds?: number;
  readonly commit?: boolean;
};

/** Rules in their order, and the number from which chance starts. */
export type FaultList = { readonly seed?: number; readonly rules: readonly FaultRule[] };

/** A list of rules at work: how many calls each matched, and how often it struck. */
export type Faults = { readonly rules: readonly FaultRule[]; readonly seen: number[]; readonly struck: number[]; chance: number };

/** Puts a list of rules to work. */
export const faultsOf = ({ seed = 1, rules }: FaultList): Faults => ({
  rules,
  seen: rules.map(() => 0),
  struck: rules.map(() => 0),
  chance: seed >>> 0,
});

/** The next number from 0 to 1 of a row that its start decides (mulberry32). */
export function drawFaults(source: { chance: number }): number {
  source.chance = (source.chance + 0x6d2b79f5) >>> 0;
  let bits = Math.imul(source.chance ^ (source.chance >>> 15), 1 | source.chance);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
}

/** What a rule is held against. */
export type FaultMatch = { readonly service: Service; readonly action: string; readonly params: WireParameters; readonly reads: boolean };

/** Whether a name is meant: by itself, or by a beginning that ends in `*`. */
export const isMeant = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;

function matches(rule: FaultRule, call: FaultMatch): boolean {
  const { action, service, where = {}, only } = rule;
  return (
    (action === undefined || isMeant(action, call.action)) &&
    (service === undefined || service === call.service) &&
    (only === undefined || (only === 'reads') === call.reads) &&
    Object.entries(where).every(([name, value]) => Object.hasOwn(call.params, name) && call.params[name] === value)
  );
}

function strikes(faults: Faults, at: number): boolean {
  const { nth, probability, times } = faults.rules[at] as FaultRule;
  if (times !== undefined && (faults.struck[at] ?? 0) >= times) return false;
  if (nth !== undefined) return [nth].flat().includes(faults.seen[at] ?? 0);
  return probability === undefined || drawFaults(faults) < probability;
}

/** The first rule that strikes this call. Every rule that matches counts it. */
export function faultFor(faults: Faults, call: FaultMatch): FaultRule | undefined {
  const matching = [...faults.rules.keys()].filter((at) => matches(faults.rules[at] as FaultRule, call));
  for (const at of matching) faults.seen[at] = (faults.seen[at] ?? 0) + 1;
  const at = matching.find((one) => strikes(faults, one));
  if (at === undefined) return undefined;
  faults.struck[at] = (faults.struck[at] ?? 0) + 1;
  return faults.rules[at];
}

const ruleShape: MemberShapes = {
  type: { type: 'word', words: faultTypes, required: true },
  action: { type: 'text' },
  service: { type: 'word', words: ['ecs', 'ecd', 'sts'] },
  where: { type: 'tags' },
  only: { type: 'word', words: ['writes', 'reads'] },
  nth: { type: 'counts' },
  probability: { type: 'number', min: 0, max: 1 },
  times: { type: 'number', min: 0, max: Number.MAX_SAFE_INTEGER, whole: true },
  code: { type: 'text' },
  status: { type: 'number', min: 400, max: 599, whole: true },
  message: { type: 'text' },
  retryAfter: { type: 'text' },
  seconds: { type: 'number', min: 0, max: 1_000_000 },
  commit: { type: 'bool' },
};

/**
 * Holds a value to the shape of a list of faults: the rules alone, or with the seed of chance.
 * @throws Failure `usage` that names the place and what it may be
 */
export function checkFaults(value: unknown, file: string): FaultList {
  const list = Array.isArray(value) ? { rules: value as unknown } : (value ?? { rules: [] });
  checkMembers(
    list,
    { seed: { type: 'number', min: 0, max: 4_294_967_295, whole: true }, rules: { type: 'things', members: ruleShape } },
    file,
    'the list of faults',
  );
  const { rules = [], ...rest } = list as Partial<FaultList>;
  const nameless = rules.findIndex((rule) => rule.type === 'code' && rule.code === undefined);
  if (nameless >= 0) checkShape(undefined, { type: 'text' }, file, `rules[${nameless}].code`);
  return { ...rest, rules };
}

/**
 * Reads a file of faults.
 * @throws Failure `usage` for what is no YAML, or not of its shape
 */
export function parseFaults(text: string, file: string): FaultList {
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    throw new Failure('usage', `${file} is not YAML: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)}`, {
      cause,
    });
  }
  return checkFaults(value, file);
}
