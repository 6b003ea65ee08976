import { sha256, sha256Hex } from '../base/hash.ts';
import { canonicalJson } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { base32, bytesOfBase32 } from '../base/base32.ts';
import { kindOf } from '../kinds/registry.ts';
import { services } from '../facts/services.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Identity } from '../kinds/identity.ts';
import { markerHashLength, markerOf } from '../kinds/ownership-marker.ts';

/** Changes when the recipe of tokens does; golden vectors freeze it. */
const scheme = 'ss1';
const prefix = `${scheme}-`;
const tokenLength = prefix.length + 52;

/** What makes one backup different from every other. Names, descriptions, retention and tags are not in it. */
export type TokenInput = {
  readonly account: string;
  readonly region: string;
  /** Service, version and action, as in `ecs/2014-05-26/CreateSnapshot`. */
  readonly api: string;
  readonly stack: string;
  readonly address: string;
  readonly occurrence: string;
  readonly target: Json;
  /** Which attempt, from 0: one above the largest that was seen. */
  readonly generation: number;
};

/** Generations that a token can be of; beyond them an entry needs another occurrence. */
export const generations = 64;

/**
 * The deterministic ClientToken of a create call, and the name of the operation where the API takes no token:
 * `ss1-` and 52 characters of base32, 56 of the 64 characters that the API allows.
 */
export function tokenOf({ generation, ...taking }: TokenInput): string {
  return `${prefix}${base32(Buffer.from(digestsOf(taking)(generation), 'hex'))}`;
}

/** The digests in the tokens of one taking, by generation: the text that is hashed is the same but for that number. */
export function digestsOf(taking: Omit<TokenInput, 'generation'>): (generation: number) => string {
  const member = (generation: number): string => `"generation":${generation},`;
  const [before, after] = canonicalJson({ scheme, ...taking, generation: 0 }).split(member(0)) as [string, string];
  return (generation) => sha256Hex(`${before}${member(generation)}${after}`);
}

/** The digest in a token; undefined for what is no token. Thousands are compared, and digests are the faster form. */
export function digestIn(token: string): string | undefined {
  if (!token.startsWith(prefix) || token.length !== tokenLength) return undefined;
  const bytes = bytesOfBase32(token.slice(prefix.length));
  return bytes && Buffer.from(bytes).toString('hex');
}

/** The create operation of a kind, as it is part of a token. */
export function createApiOf(section: string): string {
  const { service, createAction } = kindOf(section);
  return `${service}/${services[service].version}/${createAction}`;
}

/** The hash at the end of the description of a resource without tags. */
export function markerHash(stack: string, address: string, occurrence: string): string {
  return base32(sha256(canonicalJson({ stack, address, occurrence }))).slice(0, markerHashLength);
}

/** The identity of a new resource, as the create call carries it. */
export function identityOf(desired: Desired, account: string, region: string, generation: number): Identity {
  const { section, stack, address, occurrence, target } = desired;
  const token = tokenOf({
    account,
    region,
    api: createApiOf(section),
    stack,
    address,
    occurrence,
    target,
    generation,
  });
  return { region, token, owner: { stack, address, occurrence, op: token }, marker: markerOf(markerHash(stack, address, occurrence)) };
}
