import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Removal } from '../spec/spec.ts';
import { markersOf } from './ownership.ts';
import { marksOf, nameTaking } from './ownership-marks.ts';
import type { MatchOf, OwnershipScope } from './ownership-match.ts';
import { isCopy } from './ownership-proof.ts';
import { takingsOf } from './ownership-scope.ts';
import { isOfOtherStack } from './ownership-tagged.ts';
import type { Proven } from './ownership-tagged.ts';

/** Something that is to go: deleted, or with `forget` only without its marks. */
export type Target = { readonly live: Live; readonly address: string; readonly force: boolean; readonly forget: boolean };

/** What may not go, whatever its state is. */
export type Refused = { readonly live: Live; readonly address: string; readonly reason: string; readonly help: string };

/** What is known when items of `removed` are looked at. */
export type World = {
  readonly live: readonly Live[];
  readonly byId: ReadonlyMap<string, Live>;
  readonly proven: readonly Proven[];
  readonly provenById: ReadonlyMap<string, Proven>;
  readonly members: ReadonlySet<string>;
  readonly scope: OwnershipScope;
  readonly matchOf: MatchOf;
};

/** What one item comes to; nothing where it is done. */
export type Found = { readonly targets?: readonly Target[]; readonly refused?: readonly Refused[] };

const isOfAddress = (one: Live, address: string): boolean => address.startsWith(`${one.section}/`);

/** What may be of an address and is not proven to be: it is not deleted on a guess. */
function nearly({ address, occurrence }: Removal & { readonly address: string }, { live, members, scope, provenById }: World): Refused[] {
  const takings = takingsOf(address, occurrence, scope);
  return live
    .filter((one) => isOfAddress(one, address) && !provenById.has(one.id) && !members.has(one.id))
    .filter(
      (one) => !isCopy(one, scope.region) && !isOfOtherStack(one, scope) && takings.some((taking) => nameTaking(marksOf(one), taking)),
    )
    .map((one) => ({
      live: one,
      address,
      reason: `It is doubtful whether ${one.id} belongs to ${address}: its marks are not proven. What is not proven is never deleted.`,
      help: `Delete ${one.id} in the console if it is not needed. Without this item, and without an entry ${address}, snapspec leaves it alone.`,
    }));
}

/** What an item that names an address comes to. */
export function byAddress(item: Removal & { readonly address: string }, world: World): Found {
  const { address, occurrence, force, forget } = item;
  const { live, proven, scope } = world;
  const section = address.slice(0, address.indexOf('/'));
  if (kindOf(section).ownership === 'marker') {
    const hashes = new Set(markersOf(address, occurrence, scope));
    const found = live.filter((one) => one.section === section && one.marker !== undefined && hashes.has(one.marker));
    return { targets: found.map((one) => ({ live: one, address, force, forget })) };
  }
  const found = proven.filter((one) => one.address === address && one.occurrence === occurrence);
  if (found.length === 0) return { refused: nearly(item, world) };
  return { targets: found.map((one) => ({ live: one.live, address, force, forget })) };
}

/** The entry that something is proven or doubtful for. */
function entryOf(
  live: Live,
  { scope, matchOf }: World,
): { readonly entry: Desired; readonly as: 'only' | 'spare' | 'doubtful' } | undefined {
  for (const entry of scope.desired) {
    if (entry.section !== live.section) continue;
    const match = matchOf(entry);
    if (match.live?.id === live.id) return { entry, as: 'only' };
    if ([...match.twins, ...match.failed].some(({ id }) => id === live.id)) return { entry, as: 'spare' };
    if (match.doubtful.some((one) => one.live.id === live.id)) return { entry, as: 'doubtful' };
  }
  return undefined;
}

/** The item of `removed` that names what an entry has, or had. */
export function itemNaming({ section }: Live, address: string, occurrence: string): string {
  const which = kindOf(section).lifecycle === 'taken' && occurrence !== 'once' ? `, occurrence: ${JSON.stringify(occurrence)}` : '';
  return `\`removed: [{address: ${address}${which}}]\``;
}

const onlyOne = (live: Live, { address, occurrence }: Desired): Refused => ({
  live,
  address,
  reason: `${live.id} is what counts of ${address}, which the spec declares.`,
  help: `Remove the entry from the spec, and name it with ${itemNaming(live, address, occurrence)} to have it deleted.`,
});

const doubtfulOne = (live: Live, { address }: Desired): Refused => ({
  live,
  address,
  reason: `It is doubtful whether ${live.id} belongs to ${address}, and what is not proven is never deleted.`,
  help: `Write \`removed: [{id: ${live.id}, forget: true}]\` to let go of it; then delete it in the console if nobody needs it.`,
});

const foreign = (live: Live, { members }: World): Refused => ({
  live,
  address: live.id,
  reason: members.has(live.id)
    ? `${live.id} is part of a group, and goes with its group only.`
    : `${live.id} is not proven to belong to this stack, and what is not is never deleted.`,
  help: 'Check the id. What belongs to another stack is removed by its spec, and what belongs to none in the console.',
});

/** What an item that names an id comes to. */
export function byId({ id, force, forget }: Removal & { readonly id: string }, world: World): Found {
  const live = world.byId.get(id);
  if (live === undefined) return {};
  const { members, provenById } = world;
  if (members.has(id)) return { refused: [foreign(live, world)] };
  const found = entryOf(live, world);
  if (found?.as === 'only') return { refused: [onlyOne(live, found.entry)] };
  if (found?.as === 'doubtful' && !forget) return { refused: [doubtfulOne(live, found.entry)] };
  const address = found?.entry.address ?? provenById.get(id)?.address;
  if (address !== undefined) return { targets: [{ live, address, force, forget }] };
  // Without its marks it is nobody's: that is what was wanted.
  const isForgotten = forget && live.owner === undefined && (live.marks ?? []).length === 0 && live.marker === undefined;
  return isForgotten ? {} : { refused: [foreign(live, world)] };
}
