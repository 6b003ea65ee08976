import { markerHash } from '../../src/compile/identity.ts';
import type { World } from '../../src/emulator/index.ts';
import type { DesktopSnapshot } from '../../src/emulator/services/desktop-snapshots/store.ts';
import { groupStatusAt, membersOf } from '../../src/emulator/services/groups/store.ts';
import type { Group } from '../../src/emulator/services/groups/store.ts';
import type { Policy } from '../../src/emulator/services/policies/store.ts';
import type { Snapshot } from '../../src/emulator/services/snapshots/store.ts';
import { splitMarker } from '../../src/kinds/ownership-marker.ts';
import type { Resource } from '../../src/emulator/model/world.ts';
import { addressOf, canonicalAddress, occurrenceOf } from './specs.ts';
import type { Move, Section, SimSpec } from './specs.ts';
import { stack } from './worlds.ts';

/** Who changed something: a run of snapspec, a person, or the cloud itself. */
export type Actor = { readonly kind: 'run' | 'person' | 'cloud'; readonly name: string };

/** One row of the world that is another one than before. */
export type RowChange = { readonly section: string; readonly id: string; readonly before?: Resource; readonly after?: Resource };

/** Something that a run has made, and for which entry. */
export type Thing = {
  readonly id: string;
  readonly section: Section;
  readonly by: string;
  address: string;
  occurrence: string;
  op: string;
};

const sections: readonly string[] = ['policies', 'snapshots', 'groups', 'desktopSnapshots'];
type Slot = { readonly address: string; readonly occurrence: string };

/**
 * What runs have made, by the calls that made it: it knows nothing of how the product proves what is its own.
 */
export class Ledger {
  readonly things = new Map<string, Thing>();
  readonly #world: World;
  readonly #known = new Map<string, Map<string, Resource>>();
  readonly #markers = new Map<string, Slot>();

  constructor(world: World) {
    this.#world = world;
    this.changes();
  }

  /** Tells which marks the entries of a spec have, where they are no tags. */
  learn({ entries }: SimSpec): void {
    for (const entry of entries) {
      const slot = { address: addressOf(entry), occurrence: occurrenceOf(entry) };
      this.#markers.set(markerHash(stack, slot.address, slot.occurrence), slot);
    }
  }

  /** The rows that have changed since this was asked last. */
  changes(): RowChange[] {
    const { disks, instances, desktops, resources } = this.#world;
    const found: RowChange[] = [];
    for (const [section, table] of Object.entries({ disks, instances, desktops, ...resources })) {
      let known = this.#known.get(section);
      if (known === undefined) this.#known.set(section, (known = new Map()));
      for (const row of table.rows as readonly Resource[]) {
        const before = known.get(row.id);
        if (before === row) continue;
        found.push({ section, id: row.id, ...(before && { before }), after: row });
        known.set(row.id, row);
      }
      if (known.size === table.length) continue;
      for (const [id, before] of known) {
        if (table.find(id) !== undefined) continue;
        known.delete(id);
        found.push({ section, id, before });
      }
    }
    return found;
  }

  /** Enters what a run has made or marked anew. @returns the thing, where it is one */
  enter(run: string, { section, id, after }: RowChange): Thing | undefined {
    if (after === undefined || !sections.includes(section)) return this.things.get(id);
    const slot = this.#slotOf(section, after);
    const known = this.things.get(id);
    const op = after.tags['snapspec:op'] ?? '';
    if (known !== undefined) {
      if (slot !== undefined && (section === 'desktopSnapshots' || op !== '')) Object.assign(known, slot, { op });
      return known;
    }
    if (slot === undefined) return undefined;
    const thing = { id, section: section as Section, by: run, ...slot, op };
    this.things.set(id, thing);
    return thing;
  }

  #slotOf(section: string, row: Resource): Slot | undefined {
    if (section === 'desktopSnapshots') return this.#markers.get(splitMarker((row as DesktopSnapshot).description).marker ?? '');
    const [address, occurrence] = [row.tags['snapspec:address'], row.tags['snapspec:occurrence']];
    return row.tags['snapspec:stack'] === stack && address !== undefined && occurrence !== undefined ? { address, occurrence } : undefined;
  }

  rowOf({ section, id }: Pick<Thing, 'section' | 'id'>): Resource | undefined {
    return this.#world.resources[section]?.find(id);
  }

  /** Whether it stands, and its marks still say whose it is: as long as one does, nothing may be made beside it. */
  counts(thing: Thing, now: number): boolean {
    const row = this.rowOf(thing);
    if (row === undefined || statusOf(this.#world, thing.section, row, now) === 'failed') return false;
    if (thing.section === 'desktopSnapshots') {
      const { marker } = splitMarker((row as DesktopSnapshot).description);
      return marker !== undefined && this.#markers.get(marker)?.address === thing.address;
    }
    const { 'snapspec:op': op, 'snapspec:address': address, 'snapspec:stack': stackName, 'snapspec:occurrence': occurrence } = row.tags;
    const named = address === thing.address && (stackName ?? stack) === stack && (occurrence ?? thing.occurrence) === thing.occurrence;
    return op === thing.op || named;
  }

  /** Whether it is there, with all of the marks that it was made with. */
  isWhole(thing: Thing): boolean {
    return this.isMarked(thing, this.rowOf(thing));
  }

  /** Whether a row, such as one that was deleted, has all of the marks that a thing was made with. */
  isMarked(thing: Thing, row: Resource | undefined): boolean {
    const tags = row?.tags;
    if (tags === undefined || thing.section === 'desktopSnapshots') return false;
    const marks = { stack, address: thing.address, occurrence: thing.occurrence, op: thing.op };
    return Object.entries(marks).every(([name, value]) => tags[`snapspec:${name}`] === value);
  }

  /** The things that stand for an entry and an occurrence, by the moves of the spec that is in force. */
  standing(section: Section, slot: Slot, moved: readonly Move[], now: number): Thing[] {
    const wanted = canonicalAddress(slot.address, moved);
    return [...this.things.values()].filter(
      (one) =>
        one.section === section &&
        one.occurrence === slot.occurrence &&
        canonicalAddress(one.address, moved) === wanted &&
        this.counts(one, now),
    );
  }

  /** The disks that a policy protects now. */
  disksOf(id: string): readonly string[] {
    const policy = this.#world.resources['policies']?.find(id) as Policy | undefined;
    return policy === undefined ? [] : Object.keys(policy.attached);
  }
}

/** Whether it is being taken, was taken, or has failed. */
export function statusOf(world: World, section: string, row: Resource, now: number): 'ready' | 'pending' | 'failed' {
  if (section === 'policies') return 'ready';
  if (section === 'groups') {
    const status = groupStatusAt(membersOf(world, row as Group), now);
    return status === 'progressing' ? 'pending' : status === 'failed' ? 'failed' : 'ready';
  }
  const { endsAt, end } = row as Snapshot | DesktopSnapshot;
  return now < endsAt ? 'pending' : end === 'failed' ? 'failed' : 'ready';
}
