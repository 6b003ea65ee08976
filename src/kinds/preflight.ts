import type { Path, Severity } from '../base/diagnostic.ts';
import type { Issue } from '../base/issue.ts';
import type { Fact, Range } from '../facts/fact.ts';
import type { Live } from './live.ts';
import type { Inventory, Need } from './targets.ts';

/** What preflight finds in an entry. */
export type Finding = {
  /** Paths begin at the entry. */
  readonly issue: Issue;
  /** The disk that it is about alone; absent where it is about the entry as a whole. */
  readonly target?: string;
};

/** An entry, and what is known of the targets that it is about. */
export type Subject<C> = {
  readonly canonical: C;
  readonly inventory: Inventory;
  /** The path of a field, or of the item of a list that names an id. */
  readonly at: (field: string, id?: string) => Path;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** A disk that a backup is taken of, and where the entry says so. */
export type Taken = { readonly id: string; readonly path: Path };

/** A region that an entry names beside its own. */
export type NamedRegion = { readonly region: string; readonly field: string; readonly path: Path; readonly fact: Fact };

/** Something that nothing here can look at, in words, and the field that sends it. */
export type Unread = { readonly field: string; readonly text: string };

/** What the service refuses of a kind, as far as live data shows it before a call is sent. */
export type Preflight<C> = {
  /** Live targets that the checks of a new one look at beyond those that it names; asked again as more is known. */
  readonly needs?: (canonical: C, inventory: Inventory) => readonly Need[];
  /** What is wrong with making a new one. */
  readonly create?: (subject: Subject<C>) => readonly Finding[];
  /** The disks that a new one is taken of, as far as they are known. */
  readonly takes?: (subject: Pick<Subject<C>, 'canonical' | 'inventory' | 'at'>) => readonly Taken[];
  /** The disk that a live one was taken of; absent where a live one has several, which are listed elsewhere too. */
  readonly takenOf?: (live: Live) => string;
  /** What is wrong with changing a live one. */
  readonly modify?: (live: Live) => readonly Finding[];
  /** What is wrong with attaching these disks. */
  readonly attach?: (subject: Subject<C>, ids: readonly string[]) => readonly Finding[];
  /** How many of the kind one account can have in one region. */
  readonly perRegion?: Range;
  /** Backups that a standing one keeps of each of its targets, and how many one target can have. */
  readonly points?: { readonly quota: Range; readonly kept: (canonical: C) => number };
  readonly regions?: (canonical: C) => readonly NamedRegion[];
  /** What its calls depend on and no client here can read. */
  readonly unread?: (canonical: C, inventory: Inventory) => readonly Unread[];
};

/** What a finding says; its pages, and what the service would answer, come from the fact. */
export type Said = {
  readonly code: string;
  readonly severity?: Severity;
  readonly path: Path;
  readonly message: string;
  readonly label: string;
  readonly help: string;
  readonly notes?: readonly string[];
  readonly target?: string;
};

/** What the service answers where a condition does not hold; nothing where no page says so. */
export const refusalNotes = ({ refusal }: Fact, severity: Severity): string[] =>
  refusal === undefined
    ? []
    : [`The service ${severity === 'error' ? 'refuses' : 'may refuse'} it with ${refusal.code} (${refusal.status}).`];

/** A finding that rests on a fact. */
export function finding(fact: Fact, { severity = 'error', path, target, notes = [], ...said }: Said): Finding {
  const dispute = fact.disputed === undefined ? [] : [fact.disputed];
  return {
    issue: {
      ...said,
      severity,
      place: { path },
      notes: [...refusalNotes(fact, severity), ...notes, ...dispute],
      sources: fact.sources,
    },
    ...(target !== undefined && { target }),
  };
}
