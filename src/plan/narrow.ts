import { Failure } from '../base/failure.ts';
import { suggest } from '../base/suggest.ts';
import { choices, quote } from '../base/text.ts';
import type { Change } from '../diff/change.ts';
import type { Finding } from '../diff/finding.ts';

/** The entries that a run is about: those named, or all; without those excluded. */
export type Narrowing = {
  readonly targets: readonly string[];
  readonly excluded: readonly string[];
  /** Addresses that may be named though nothing is there any more: what a run has deleted, or what is to go and is gone. */
  readonly known?: readonly string[];
};

/** What a run is about, and the addresses that it leaves out. */
export type Narrowed = { readonly changes: readonly Change[]; readonly findings: readonly Finding[]; readonly leftOut: readonly string[] };

function checkNames(given: readonly string[], flag: string, known: readonly string[]): void {
  const unknown = given.find((address) => !known.includes(address));
  if (unknown === undefined) return;
  const named = known.filter((address) => address.slice(address.indexOf('/') + 1) === unknown);
  const alike = named.length > 0 ? named : suggest(unknown, known);
  throw new Failure('usage', `${flag} ${quote(unknown)} is no entry of this spec, and nothing that its stack owns.`, {
    help: alike.length > 0 ? `Did you mean ${choices(alike)}?` : 'An address is <section>/<key>, as in policies/nightly.',
  });
}

/**
 * The part of a difference that a run is about. All of it was read, so that what is left out is still told apart from
 * what is not there.
 * @throws Failure `usage` for an address that nothing has
 */
export function narrow(changes: readonly Change[], findings: readonly Finding[], narrowing: Narrowing): Narrowed {
  const { targets, excluded } = narrowing;
  const there = [...new Set(changes.map(({ address }) => address))];
  const known = [...there, ...(narrowing.known ?? [])];
  checkNames(targets, '--target', known);
  checkNames(excluded, '--exclude', known);
  const isMeant = (address: string): boolean => (targets.length === 0 || targets.includes(address)) && !excluded.includes(address);
  return {
    changes: changes.filter(({ address }) => isMeant(address)),
    // What is about no entry is about all.
    findings: findings.filter(({ address }) => address === '' || isMeant(address)),
    leftOut: there.filter((address) => !isMeant(address)),
  };
}
