import { tokenOf, createApiOf } from '../compile/identity.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';
import type { Owner } from '../kinds/ownership-tags.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Move } from '../spec/spec.ts';
import type { Change } from './change.ts';
import { markersOf, owned } from './ownership.ts';
import type { MatchOf, OwnershipScope } from './ownership-match.ts';
import { proofOf, provenTarget } from './ownership-proof.ts';
import type { Proven } from './ownership-tagged.ts';

/** The marks that something proven has to carry under its present names; undefined where it carries them. */
function newOwner({ live, address, occurrence, ...proof }: Proven, entry: Desired | undefined, scope: OwnershipScope): Owner | undefined {
  const owner = live.owner as Owner;
  const { stack, account, region } = scope;
  const isNamed = owner.stack === stack && owner.address === address;
  if (isNamed && proofOf(live, entry, scope) !== undefined) return undefined;
  const target = provenTarget(live, entry, proof, scope);
  const api = createApiOf(live.section);
  const op = tokenOf({ account, region, api, stack, address, occurrence, target, generation: proof.generation });
  return { stack, address, occurrence, op };
}

const isMoving = (move: Move, { address, live: { owner } }: Change & { readonly type: 'move' }): boolean =>
  move.from === undefined ? owner?.stack === move.fromStack : owner?.address === move.from || address === move.to;

/** The ids of what takes no tags and is recognized by its old marker alone. */
function byOldMarker(move: Move, scope: OwnershipScope, matchOf: MatchOf): string[] {
  return scope.desired.flatMap((entry) => {
    if (kindOf(entry.section).ownership === 'tags' || (move.from !== undefined && move.to !== entry.address)) return [];
    const [own] = markersOf(entry.address, entry.occurrence, scope);
    const { live, twins, failed } = matchOf(entry);
    return [...(live ? [live] : []), ...twins, ...failed].filter(({ marker }) => marker !== own).map(({ id }) => id);
  });
}

/** What is to know of a line of `moved` that has nothing to do, or that is never done. */
function lineNote(move: Move, moving: readonly Change[], kept: readonly string[]): Diagnostic | undefined {
  const { file, path } = move;
  const was = move.from ?? `the stack ${move.fromStack}`;
  const name = `moved[${path[1]}]`;
  if (kept.length > 0)
    return {
      code: 'moved-needed',
      severity: 'info',
      message: `${kept.join(', ')} ${kept.length === 1 ? 'carries' : 'carry'} the marker of ${was}, and ${kept.length === 1 ? 'takes' : 'take'} no other: ${name} must stay as long as ${kept.length === 1 ? 'it does' : 'they do'}.`,
      place: { file, path },
      label: 'still needed',
      help: 'Without this line the backup would be taken again.',
    };
  if (moving.length > 0) return undefined;
  return {
    code: 'moved-done',
    severity: 'info',
    message: `Nothing carries the marks of ${was} any more: ${name} is done.`,
    place: { file, path },
    label: 'done',
    help: 'Remove this line once every copy of the spec was applied with it.',
  };
}

/** What gets new marks by `moved`, and what is to know of its lines. */
export function movesOf(
  moved: readonly Move[],
  live: readonly Live[],
  scope: OwnershipScope,
  matchOf: MatchOf,
  untaggable: ReadonlySet<string> = new Set(),
): { readonly changes: readonly Change[]; readonly notes: readonly Diagnostic[] } {
  if (moved.length === 0) return { changes: [], notes: [] };
  const entries = new Map(scope.desired.map((one) => [one.address, one]));
  const found = owned(live, scope).filter(({ live: { id } }) => !scope.released?.has(id));
  const all = found.flatMap((one): (Change & { readonly type: 'move' })[] => {
    const owner = newOwner(one, entries.get(one.address), scope);
    return owner === undefined ? [] : [{ type: 'move', address: one.address, live: one.live, owner, notes: [] }];
  });
  // What the service does not tag keeps its old marks, which count while the line stands.
  const changes = all.filter(({ live: { section } }) => !untaggable.has(section));
  const kept = all.filter(({ live: { section } }) => untaggable.has(section));
  const notes = moved.flatMap((move) => {
    const moving = changes.filter((one) => isMoving(move, one));
    const staying = kept.filter((one) => isMoving(move, one)).map(({ live: { id } }) => id);
    return lineNote(move, moving, [...byOldMarker(move, scope, matchOf), ...staying]) ?? [];
  });
  return { changes, notes };
}
