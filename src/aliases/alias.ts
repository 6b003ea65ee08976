import type { Source } from '../base/diagnostic.ts';

/** Who gives a name: a tool or an API, and the page that documents it. A habit has no page. */
export type Origin = { readonly called: string; readonly source?: Source };

/** A name that another tool, an API or a habit has for something, and what it is here. */
export type Alias = {
  readonly name: string;
  readonly origin?: Origin;
  /** The field that is meant, seen from the object in which the name stands: `schedule.timePoints`, `any[].id`; `.` is all of that object. */
  readonly here?: string;
  /** It says only whether the field is there at all: `enable_cross_region_copy`. */
  readonly isSwitch?: true;
  /** What to do, where that is more than writing the field. */
  readonly help?: string;
};

const folded = (name: string): string => name.toLowerCase().replace(/[_\-\s]/g, '');

const lines = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));

const target = (cell: string): Pick<Alias, 'here' | 'isSwitch' | 'help'> => {
  const [meant = '', help] = cell.split('!').map((part) => part.trim());
  if (help !== undefined) return { ...(meant !== '' && { here: meant }), help };
  return cell.endsWith('?') ? { here: cell.slice(0, -1), isSwitch: true } : { here: cell };
};

/** A table of documented names: what is meant here, then a column for each origin, with `-` where it has no such name. */
export const documented = (origins: readonly Origin[], table: string): Alias[] =>
  lines(table).flatMap(([meant = '', ...cells]) =>
    cells.flatMap((cell, index) =>
      cell === '-' ? [] : cell.split(' ').map((name): Alias => ({ name, origin: origins[index] as Origin, ...target(meant) })),
    ),
  );

/** A table of habits: what is meant here, then the names. A text after `!` is the help, where a name alone says too little. */
export const habits = (table: string): Alias[] =>
  lines(table).flatMap(([meant = '', names = '']) => names.split(' ').map((name): Alias => ({ name, ...target(meant) })));

/** Aliases of an object by name. The first of a name counts, and its exact spelling before any other. */
export class AliasTable {
  private readonly exact = new Map<string, Alias>();
  private readonly byFold = new Map<string, Alias>();

  constructor(aliases: readonly Alias[]) {
    for (const alias of aliases) {
      if (!this.exact.has(alias.name)) this.exact.set(alias.name, alias);
      const fold = folded(alias.name);
      if (!this.byFold.has(fold)) this.byFold.set(fold, alias);
    }
  }

  find(name: string): Alias | undefined {
    return this.exact.get(name) ?? this.byFold.get(folded(name));
  }
}
