import type { Fix, Path, Place } from '../base/diagnostic.ts';
import { nodeAt, exact } from '../read/source-span.ts';
import type { Located } from '../read/source-span.ts';
import { sizeOf } from '../read/deletion-range.ts';

/** Texts after some fixes, and what became of each fix. */
export type Applied = {
  /** The new texts of the files that changed. */
  readonly texts: ReadonlyMap<string, string>;
  readonly applied: readonly Fix[];
  /** Those that meet one that was applied; they can be tried on the new text. */
  readonly waiting: readonly Fix[];
  /** Those with a place that the text does not hold as it is meant. */
  readonly refused: readonly Fix[];
};

/** One edit with its offsets. */
type Edit = { readonly file: string; readonly from: number; readonly to: number; readonly text: string };

/**
 * Applies fixes to texts, in their order, each with all of its edits or not at all. What no edit names stays as it
 * is, to the last character.
 */
export function applyFixes(documents: ReadonlyMap<string, Located>, fixes: readonly Fix[]): Applied {
  const taken = new Map([...documents.keys()].map((file): [string, Edit[]] => [file, []]));
  const emptied = new Map<string, number>();
  const [applied, waiting, refused]: [Fix[], Fix[], Fix[]] = [[], [], []];
  for (const fix of fixes) {
    const edits = editsOf(fix, documents);
    if (edits === undefined) refused.push(fix);
    else if (!edits.every((edit) => isFree(taken.get(edit.file) as Edit[], edit)) || !leavesSome(fix, documents, emptied))
      waiting.push(fix);
    else {
      for (const edit of edits) insert(taken.get(edit.file) as Edit[], edit);
      applied.push(fix);
    }
  }
  const changed = [...taken].filter(([, edits]) => edits.length > 0);
  return {
    texts: new Map(changed.map(([file, edits]) => [file, rewrite((documents.get(file) as Located).text, edits)])),
    applied,
    waiting,
    refused,
  };
}

function editsOf({ edits }: Fix, documents: ReadonlyMap<string, Located>): Edit[] | undefined {
  const found = edits.map(({ place, text }): Edit | undefined => {
    const document = documents.get(place.file);
    const offsets = document && exact(document, place);
    if (document === undefined || offsets === undefined) return undefined;
    const [from, to] = offsets;
    return from >= 0 && from <= to && to <= document.text.length ? { file: place.file, from, to, text } : undefined;
  });
  const sure = found.filter((edit) => edit !== undefined);
  return sure.length === edits.length && sure.length > 0 ? sure : undefined;
}

/** The index of the first edit that begins at or after an offset, by halving. */
function indexFrom(edits: readonly Edit[], at: number): number {
  let low = 0;
  for (let high = edits.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((edits[middle] as Edit).from < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether an edit meets none of those that were taken, which are sorted. Two at one offset have no order, so they meet. */
function isFree(taken: readonly Edit[], { from, to }: Edit): boolean {
  const index = indexFrom(taken, from);
  const before = taken[index - 1];
  const after = taken[index];
  return (before === undefined || before.to <= from) && (after === undefined || (after.from >= to && after.from > from));
}

function insert(taken: Edit[], edit: Edit): void {
  taken.splice(indexFrom(taken, edit.from), 0, edit);
}

/** What is removed in one round must not be all that a map or a list holds: it would be left with no value. */
function leavesSome(fix: Fix, documents: ReadonlyMap<string, Located>, emptied: Map<string, number>): boolean {
  const parents = fix.edits.flatMap(({ place }) => parentOf(place, documents) ?? []);
  const left = parents.every(({ name, size }) => (emptied.get(name) ?? 0) + parents.filter((one) => one.name === name).length < size);
  if (left) for (const { name } of parents) emptied.set(name, (emptied.get(name) ?? 0) + 1);
  return left;
}

function parentOf(place: Place, documents: ReadonlyMap<string, Located>): { readonly name: string; readonly size: number } | undefined {
  const path: Path | undefined = 'path' in place && place.part === 'whole' ? place.path.slice(0, -1) : undefined;
  const root = documents.get(place.file)?.root;
  const parent = path && root && nodeAt(root, path);
  return parent?.type === 'map' || parent?.type === 'list'
    ? { name: JSON.stringify([place.file, ...(path ?? [])]), size: sizeOf(parent) }
    : undefined;
}

function rewrite(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    parts.push(text.slice(at, edit.from), edit.text);
    at = edit.to;
  }
  return parts.join('') + text.slice(at);
}
