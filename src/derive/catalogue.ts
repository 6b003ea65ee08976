import type { Source } from '../base/diagnostic.ts';
import { catalogue } from '../facts/catalogue/index.ts';
import type { CatalogueRow, Held } from '../facts/catalogue/index.ts';
import { ruleEntry, ruleEntries } from './rule-index.ts';

/** Rows of the catalogue, in its order. */
export const rows = (): readonly CatalogueRow[] => catalogue.flatMap((part) => part.rows);

/** The findings that hold a row: those whose facts name it, and those that the row names. */
export function codesOfRow(row: CatalogueRow): readonly string[] {
  const named = ruleEntries()
    .filter((one) => one.rows.includes(row.row))
    .map((one) => one.code);
  return [...new Set([...named, ...(row.by ?? [])])].sort();
}

/** How many rows are held where. */
export function counts(): ReadonlyMap<Held, number> {
  const found = new Map<Held, number>();
  for (const { held } of rows()) found.set(held, (found.get(held) ?? 0) + 1);
  return found;
}

/** A constraint with what holds it. */
export type RowEntry = {
  readonly row: string;
  readonly about: string;
  readonly says: string;
  readonly held: Held;
  readonly how?: string;
  /** Findings that hold it. */
  readonly findings: readonly string[];
  /** What the service answers where it is not kept. */
  readonly errors: readonly string[];
  /** The pages that its findings rest on. */
  readonly sources: readonly Source[];
};

function rowEntryOf(row: CatalogueRow, about: string): RowEntry {
  const findings = codesOfRow(row);
  const stated = findings.map((code) => ruleEntry(code)).filter((entry) => entry?.rows.includes(row.row));
  const sources = new Map(stated.flatMap((entry) => entry?.sources ?? []).map((source) => [source.page, source]));
  const { says, held, how, errors = [] } = row;
  return { row: row.row, about, says, held, ...(how !== undefined && { how }), findings, errors, sources: [...sources.values()] };
}

/** Every constraint with what holds it, in the order of the catalogue. */
export const rowEntries = (): readonly RowEntry[] => catalogue.flatMap(({ title, rows: own }) => own.map((row) => rowEntryOf(row, title)));

/** A constraint by its id, in whatever casing; undefined for what is none. */
export const rowEntry = (id: string): RowEntry | undefined => rowEntries().find(({ row }) => row === id.toUpperCase());
