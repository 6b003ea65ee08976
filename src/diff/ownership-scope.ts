import type { Desired } from '../kinds/desired.ts';
import type { OwnershipScope } from './ownership-match.ts';
import type { Place, Taking } from './ownership-proof.ts';
import type { Ways } from './ways.ts';

/** What each address was before, also several lines back: a run between two moves may never have come to apply. */
function formerAddressesIn(moved: Ways['moved'], desired: readonly Desired[]): ReadonlyMap<string, readonly string[]> {
  const before = new Map<string, readonly string[]>();
  for (const { from, to } of moved.flatMap((one) => (one.from === undefined ? [] : [one])))
    before.set(to, [...(before.get(to) ?? []), from]);
  const declared = new Set(desired.map(({ address }) => address));
  return new Map(
    [...before.keys()].map((to) => {
      const all = new Set<string>();
      // What an address had before that another entry has now, is that entry's.
      const follow = (address: string): void => {
        for (const from of before.get(address) ?? []) {
          if (from === to || all.has(from)) continue;
          all.add(from);
          if (!declared.has(from)) follow(from);
        }
      };
      follow(to);
      return [to, [...all]] as const;
    }),
  );
}

/** The scope of a stack: `moved` says what its marks may say beside its own name and addresses. */
export function ownershipScope(
  stack: string,
  { account, region }: Place,
  desired: readonly Desired[],
  { moved, removed }: Pick<Ways, 'moved' | 'removed'>,
): OwnershipScope {
  return {
    stack,
    account,
    region,
    desired,
    formerAddresses: formerAddressesIn(moved, desired),
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

/** What the marks of an entry said before, by `moved`. */
export const formerNames = (address: string, scope: OwnershipScope): readonly Omit<Taking, 'occurrence'>[] =>
  takingsOf(address, '', scope)
    .slice(1)
    .map(({ stack, address: one }) => ({ stack, address: one }));

/** What the marks of an address and occurrence may say, its present names first. */
export const takingsOf = (address: string, occurrence: string, scope: OwnershipScope): readonly [Taking, ...Taking[]] =>
  stacksOf(scope).flatMap((stack) => addressesOf(address, scope).map((one) => ({ stack, address: one, occurrence }))) as [
    Taking,
    ...Taking[],
  ];
