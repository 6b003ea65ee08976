import { catalogue } from '../kinds/catalogue.ts';
import type { CatalogueRow, Held } from '../kinds/catalogue.ts';
import { codes } from './codes.ts';

/** Rows of the catalogue, in its order. */
export const rows = (): readonly CatalogueRow[] => catalogue.flatMap((part) => part.rows);

/** The findings that hold a row: those whose facts name it, and those that the row names. */
export function codesOfRow(row: CatalogueRow): readonly string[] {
  const named = codes()
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
