import type { Service } from '../../facts/services.ts';
import type { WireParameters } from '../model/arguments.ts';
import { matchesPattern } from '../model/roles.ts';

/**
 * What can be injected into a call.
 *
 * - `lost-before`: it never arrives, and the connection ends
 * - `lost-after-commit`: it takes effect, and the answer is lost
 * - `late-commit`: the connection ends; it takes effect `seconds` later
 * - `truncated`: it takes effect, and the connection ends in the middle of the answer
 * - `html`: a proxy answers with a page of its own; nothing takes effect, unless `commit` is set
 * - `empty`: answered with 200 and `{}`; nothing takes effect, unless `commit` is set
 * - `error-before`: answered with an error (500 InternalError), and nothing took effect
 * - `error-after`: the same, but it took effect
 * - `duplicate`: delivered twice; the answer is that to the first, and the second is refused for its nonce
 * - `nonce-seen`: the same, and the refusal is the answer
 * - `code`: refused with a code of the service
 * - `slow`: answered `seconds` later
 * - `fails`: what the call begins ends as failed
 * - `late-effect`: accepted, and takes effect `seconds` later
 * - `partial`: takes effect for the first half of the ids that it names; refused afterwards, where there is a `code`
 * - `token-spent`: it takes effect and the connection ends; its ClientToken is answered as one of a call that failed
 * - `page-ignored`: a listing begins at its first page, whichever is asked for
 * - `page-repeated`: the items of the page before come again, in a listing that goes on
 * - `item-missing`: the first item of a page is left out
 * - `total-wrong`: TotalCount is off `by` so many
 * - `list-missing`, `list-as-object`: the list is left out, or its first item stands in its place
 * - `members-missing`, `members-mistyped`: `members` of each item (all of them) are left out, or of another type
 * - `times-in-minutes`: moments without seconds
 * - `endless`: the body never ends
 * - `redirect`: answered with another address; nothing takes effect, unless `commit` is set
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
  'nonce-seen',
  'code',
  'slow',
  'fails',
  'late-effect',
  'partial',
  'token-spent',
  'page-ignored',
  'page-repeated',
  'item-missing',
  'total-wrong',
  'list-missing',
  'list-as-object',
  'members-missing',
  'members-mistyped',
  'times-in-minutes',
  'endless',
  'redirect',
] as const;
export type FaultType = (typeof faultTypes)[number];

/** Which calls a fault is injected into, and which fault. Without `nth` and `probability` it is every call that matches. */
export type FaultRule = {
  readonly type: FaultType;
  /** The name of an operation; `Describe*` matches all that start so. */
  readonly action?: string;
  readonly service?: Service;
  /** Parameters that the call must carry, as they are sent. */
  readonly where?: { readonly [parameter: string]: string };
  /** Only calls that change something, or only those that do not. */
  readonly only?: 'writes' | 'reads';
  /** Which of the matching calls, counted from 1. */
  readonly nth?: number | readonly number[];
  readonly probability?: number;
  /** How often it is injected at most. */
  readonly times?: number;
  readonly code?: string;
  readonly status?: number;
  readonly message?: string;
  /** The header `x-acs-retry-after` of the answer. */
  readonly retryAfter?: string;
  readonly seconds?: number;
  readonly commit?: boolean;
  /** By how much a total is wrong; 1 by default. */
  readonly by?: number;
  /** Members of the items of a listing. */
  readonly members?: readonly string[];
  /** The address of a redirect. */
  readonly location?: string;
};

/** Rules in their order, and the seed of the random numbers. */
export type FaultList = { readonly seed?: number; readonly rules: readonly FaultRule[] };

/** Active rules: how many calls each matched, how often it was injected, and the state of the random numbers. */
export type Faults = { readonly rules: readonly FaultRule[]; readonly matched: number[]; readonly injected: number[]; random: number };

/** Activates rules; nothing was counted yet. */
export const startFaults = ({ seed = 1, rules }: FaultList): Faults => ({
  rules,
  matched: rules.map(() => 0),
  injected: rules.map(() => 0),
  random: seed >>> 0,
});

/** The next number from 0 to 1 of a sequence that its seed decides (mulberry32). */
export function nextRandom(source: { random: number }): number {
  source.random = (source.random + 0x6d2b79f5) >>> 0;
  let bits = Math.imul(source.random ^ (source.random >>> 15), 1 | source.random);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
}

/** What a rule is matched against. */
export type MatchedCall = { readonly service: Service; readonly action: string; readonly params: WireParameters; readonly reads: boolean };

function matches(rule: FaultRule, call: MatchedCall): boolean {
  const { action, service, where = {}, only } = rule;
  return (
    (action === undefined || matchesPattern(action, call.action)) &&
    (service === undefined || service === call.service) &&
    (only === undefined || (only === 'reads') === call.reads) &&
    Object.entries(where).every(([name, value]) => Object.hasOwn(call.params, name) && call.params[name] === value)
  );
}

function isInjected(faults: Faults, at: number): boolean {
  const { nth, probability, times } = faults.rules[at] as FaultRule;
  if (times !== undefined && (faults.injected[at] ?? 0) >= times) return false;
  if (nth !== undefined) return [nth].flat().includes(faults.matched[at] ?? 0);
  return probability === undefined || nextRandom(faults) < probability;
}

/** The first rule that is injected into this call. Every rule that matches counts it. */
export function faultFor(faults: Faults, call: MatchedCall): FaultRule | undefined {
  const matching = [...faults.rules.keys()].filter((at) => matches(faults.rules[at] as FaultRule, call));
  for (const at of matching) faults.matched[at] = (faults.matched[at] ?? 0) + 1;
  const at = matching.find((one) => isInjected(faults, one));
  if (at === undefined) return undefined;
  faults.injected[at] = (faults.injected[at] ?? 0) + 1;
  return faults.rules[at];
}
