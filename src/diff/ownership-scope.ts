import type { Desired } from '../kinds/desired.ts';
import type { OwnershipScope } from './ownership-match.ts';
import type { Place, Taking } from './ownership-proof.ts';
import type { Ways } from './ways.ts';

/** The scope of a stack: `moved` says what its marks may say beside its own name and addresses. */
export function ownershipScope(
  stack: string,
  { account, region }: Place,
  desired: readonly Desired[],
  { moved, removed }: Pick<Ways, 'moved' | 'removed'>,
): OwnershipScope {
  const formerAddresses = new Map<string, string[]>();
  for (const { from, to } of moved.flatMap((one) => (one.from === undefined ? [] : [one])))
    formerAddresses.set(to, [...(formerAddresses.get(to) ?? []), from]);
  return {
    stack,
    account,
    region,
    desired,
    formerAddresses,
    formerStacks: moved.flatMap(({ fromStack }) => (fromStack === undefined ? [] : [fromStack])),
    released: new Set(removed.flatMap(({ id }) => (id === undefined ? [] : [id]))),
  };
}

/** The names that the marks of a stack may say: its own first. */
export const stacksOf = ({ stack, formerStacks = [] }: OwnershipScope): readonly string[] => [stack, ...formerStacks];

/** The addresses that the marks of an entry may say: its own first. */
export const addressesOf = (address: string, { formerAddresses }: OwnershipScope): readonly string[] => [
  address,
  ...(formerAddresses?.get(address) ?? []),
];

/** What the marks of an address and occurrence may say, its present names first. */
export const takingsOf = (address: string, occurrence: string, scope: OwnershipScope): readonly [Taking, ...Taking[]] =>
  stacksOf(scope).flatMap((stack) => addressesOf(address, scope).map((one) => ({ stack, address: one, occurrence }))) as [
    Taking,
    ...Taking[],
  ];
