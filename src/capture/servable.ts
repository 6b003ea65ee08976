import type { Diagnostic } from '../base/diagnostic.ts';
import { parseSeed } from '../emulator/seed/check.ts';
import { references } from '../emulator/seed/references.ts';
import { sections } from '../emulator/seed/types.ts';
import type { Seed, SeedSection } from '../emulator/seed/types.ts';
import { InvalidInput } from '../input/index.ts';
import { printSeed } from './print-seed.ts';

/** What the local cloud cannot hold as the account has it: a resource, or one member of it. */
export type LeftOut = { readonly section: SeedSection; readonly id: string; readonly member?: string; readonly why: string };
type Tell = (one: LeftOut) => void;

type Item = { readonly id: string; readonly [member: string]: unknown };

/**
 * What is backed up stays, without the member that is not understood, since other resources name it. A backup or a policy does
 * not: with a default in that place it would look better or worse than it is.
 */
const staysWithout: ReadonlySet<SeedSection> = new Set(['instances', 'disks', 'desktops']);

const isSection = (name: string): name is SeedSection => (sections as readonly string[]).includes(name);

/** The items of each section, changed. */
const mapSections = (seed: Seed, change: (section: SeedSection, of: readonly Item[]) => readonly Item[]): Seed =>
  Object.fromEntries(
    Object.entries(seed).flatMap(([name, value]) => {
      const changed: unknown = isSection(name) ? change(name, value as readonly Item[]) : value;
      return isSection(name) && (changed as readonly Item[]).length === 0 ? [] : [[name, changed] as const];
    }),
  ) as Seed;

/** What is wrong with a seed as it would be written, but for ids that it has not. */
function wrongWith(seed: Seed): Diagnostic | undefined {
  try {
    parseSeed(printSeed(seed), 'seed');
    return undefined;
  } catch (error) {
    if (error instanceof InvalidInput) return error.diagnostics.find(({ code }) => code !== 'unknown-id');
    throw error;
  }
}

const alone = (section: SeedSection, item: Item): Seed => ({ [section]: [item] });

const without = (item: Item, member: string): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => name !== member)) as unknown as Item;

/** The member that a finding is about: by its path, or where it is of the text alone, without which there is none. */
function memberOf(section: SeedSection, item: Item, { place }: Diagnostic): string | undefined {
  if (place !== undefined && 'path' in place) return place.path[2] === undefined ? undefined : String(place.path[2]);
  return Object.keys(item).find((name) => wrongWith(alone(section, without(item, name))) === undefined);
}

/** A resource as it can be held; none where it cannot. */
function held(section: SeedSection, item: Item, leaveOut: Tell): readonly Item[] {
  const wrong = wrongWith(alone(section, item));
  if (wrong === undefined) return [item];
  const member = staysWithout.has(section) ? memberOf(section, item, wrong) : undefined;
  const stays = member !== undefined && member !== 'id' && Object.hasOwn(item, member);
  leaveOut({ section, id: item.id, ...(stays && { member }), why: wrong.message.replace(`${section}[0].`, '') });
  return stays ? held(section, without(item, member), leaveOut) : [];
}

/** Every id once: the first that has it. */
function eachOnce(seed: Seed, leaveOut: Tell): Seed {
  const seen = new Set<string>();
  return mapSections(seed, (section, of) =>
    of.filter(({ id }) => {
      const again = seen.has(id);
      if (again) leaveOut({ section, id, why: 'The seed has its id already.' });
      seen.add(id);
      return !again;
    }),
  );
}

/** Without the ids of what was left out, which has been told. */
function withoutDangling(seed: Seed): Seed {
  const ids = new Map(sections.map((section) => [section, new Set((seed[section] ?? []).map(({ id }) => id))]));
  const kept = (section: SeedSection, item: Item) =>
    Object.entries(item).flatMap(([name, value]): (readonly [string, unknown])[] => {
      const { to, mayBeGone = false } = references[section]?.[name] ?? {};
      if (to === undefined || mayBeGone) return [[name, value]];
      const isThere = (id: unknown): boolean => ids.get(to)?.has(String(id)) ?? false;
      if (Array.isArray(value)) return [[name, value.filter(isThere)]];
      return isThere(value) ? [[name, value]] : [];
    });
  return mapSections(seed, (section, of) => of.map((item) => Object.fromEntries(kept(section, item)) as unknown as Item));
}

/** A seed without what the local cloud cannot hold: one resource that is unlike all others does not cost the account. */
export function servable(seed: Seed): { readonly seed: Seed; readonly leftOut: readonly LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const leaveOut: Tell = (one) => void leftOut.push(one);
  if (wrongWith(seed) === undefined) return { seed, leftOut };
  const each = mapSections(seed, (section, of) => of.flatMap((item) => held(section, item, leaveOut)));
  return { seed: withoutDangling(eachOnce(each, leaveOut)), leftOut };
}
