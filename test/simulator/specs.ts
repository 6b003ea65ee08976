import { analyze } from '../../src/frontend/analyze.ts';
import type { Program } from '../../src/frontend/analyze.ts';
import { backupTag, region, stack } from './worlds.ts';

type Common = {
  readonly key: string;
  readonly name: string;
  readonly tags: string;
  /** What it takes over. */
  readonly adopt?: string;
};
type Taken = { readonly occurrence: string };

/** One entry of a spec, as far as the simulator changes it. */
export type Entry =
  | (Common & {
      readonly section: 'policies';
      readonly retention: number;
      readonly hours: readonly number[];
      readonly disks: readonly string[] | 'tagged';
    })
  | (Common & Taken & { readonly section: 'snapshots'; readonly disk: string; readonly retention: number })
  | (Common & Taken & { readonly section: 'groups'; readonly of: string | readonly string[] })
  | (Common & Taken & { readonly section: 'desktopSnapshots'; readonly desktop: string });

export type PolicyEntry = Extract<Entry, { readonly section: 'policies' }>;
export type Section = Entry['section'];
export type Move = { readonly from: string; readonly to: string };

/** What is to be deleted, or let go of: what an address has of an occurrence, or one thing by its id. */
export type Removed = { readonly force: boolean; readonly forget: boolean } & (
  | { readonly address: string; readonly occurrence: string; readonly id?: never }
  | { readonly id: string; readonly address?: never }
);

export type SimSpec = { readonly entries: readonly Entry[]; readonly moved: readonly Move[]; readonly removed?: readonly Removed[] };

export const addressOf = ({ section, key }: Pick<Entry, 'section' | 'key'>): string => `${section}/${key}`;
export const occurrenceOf = (entry: Entry): string => (entry.section === 'policies' ? 'once' : entry.occurrence);

/** What an address is called now, after the moves of a spec. */
export function canonicalAddress(address: string, moved: readonly Move[]): string {
  let now = address;
  for (let step = 0; step < moved.length; step++) now = moved.find(({ from }) => from === now)?.to ?? now;
  return now;
}

const two = (hour: number): string => String(hour).padStart(2, '0');

/** An entry as a spec writes it. */
function writtenEntry(entry: Entry): object {
  const tags = { ...(entry.tags !== '' && { tags: { team: entry.tags } }), ...(entry.adopt !== undefined && { adopt: entry.adopt }) };
  switch (entry.section) {
    case 'policies': {
      const any = entry.disks === 'tagged' ? [{ tags: backupTag }] : entry.disks.map((id) => ({ id }));
      const schedule = { timezone: 'Asia/Shanghai', at: entry.hours.map((hour) => `${two(hour)}:00`) };
      return { name: entry.name, schedule, retentionDays: entry.retention, disks: { any }, ...tags };
    }
    case 'snapshots':
      return { diskId: entry.disk, name: entry.name, retentionDays: entry.retention, occurrence: entry.occurrence, ...tags };
    case 'groups': {
      const of = typeof entry.of === 'string' ? { instanceId: entry.of } : { diskIds: entry.of };
      return { ...of, name: entry.name, occurrence: entry.occurrence, ...tags };
    }
    case 'desktopSnapshots':
      return { desktopId: entry.desktop, sourceDiskType: 'system', name: entry.name, occurrence: entry.occurrence };
    default:
      return entry satisfies never;
  }
}

/** What stands stays the same whatever is taken when: only what is taken has an occurrence. */
function writtenRemoval({ force, forget, ...one }: Removed): object {
  const { occurrence, ...rest } = { occurrence: undefined, ...one };
  return { ...rest, ...(occurrence !== undefined && !one.address?.startsWith('policies/') && { occurrence }), force, forget };
}

/** The text of a spec: JSON is YAML. */
export function textOf({ entries, moved, removed = [] }: SimSpec): string {
  const sections: { [section: string]: { [key: string]: object } } = {};
  for (const entry of entries) sections[entry.section] = { ...sections[entry.section], [entry.key]: writtenEntry(entry) };
  const lists = { ...(moved.length > 0 && { moved }), ...(removed.length > 0 && { removed: removed.map(writtenRemoval) }) };
  return JSON.stringify({ apiVersion: 'snapspec/v1', stack, region, ...sections, ...lists });
}

const programs = new Map<string, Program>();
/** Entries of which the programs are kept; more are written anew. */
const mostKept = 5_000;

function analyzed(text: string): Program {
  const { program, diagnostics } = analyze([{ file: 'snapspec.yaml', content: text }], { year: 2026, unresolved: 'error' });
  if (program === undefined) throw new Error(`the simulator wrote a spec with errors: ${text} ${JSON.stringify(diagnostics)}`);
  return program;
}

/** The program of one entry, by the product's own front end. The same entries come again and again, so they are kept. */
function programOfEntry(entry: Entry): Program {
  const name = JSON.stringify(entry);
  const known = programs.get(name);
  if (known !== undefined) return known;
  const program = analyzed(textOf({ entries: [entry], moved: [] }));
  if (programs.size > mostKept) programs.clear();
  programs.set(name, program);
  return program;
}

/** The whole of a spec analyzed at once: what `programOf` must come to. */
export const wholeProgram = (spec: SimSpec): Program => analyzed(textOf(spec));

/** The program of a spec, put together from those of its entries: analyzing costs more than all the rest of a run. */
export function programOf({ entries, moved, removed = [] }: SimSpec): Program {
  const sections = new Set(entries.map(({ section }) => section));
  const parts = [...sections].flatMap((section) => entries.filter((one) => one.section === section)).map(programOfEntry);
  const [first] = parts;
  if (first === undefined) throw new Error('the simulator has no empty specs');
  const moves = moved.map((one, at) => ({ ...one, file: 'snapspec.yaml', path: ['moved', at] }));
  const removals = removed.map((one, at) => ({ ...one, file: 'snapspec.yaml', path: ['removed', at] }));
  return {
    spec: { ...first.spec, entries: parts.flatMap(({ spec }) => spec.entries), moved: moves, removed: removals },
    desired: parts.flatMap(({ desired }) => desired),
  };
}
