import type { Entry, ListNode, MapNode } from './syntax-tree.ts';

type Range = readonly [from: number, to: number];
type Collection = MapNode | ListNode;

/** How many entries or items a map or a list holds. */
export const sizeOf = (parent: Collection): number => (parent.type === 'map' ? parent.entries.length : parent.items.length);

/**
 * The range to delete when one entry of a map or one item of a list is removed: its lines with what is beside
 * it, or itself and one comma. Comments on lines of their own stay. Undefined where it cannot be removed alone: nothing
 * would be left of its parent, or a part of another entry would be deleted with it.
 */
export function deletionRange(text: string, parent: Collection, index: number): Range | undefined {
  const span = spanOf(text, parent, index);
  if (sizeOf(parent) < 2 || span === undefined) return undefined;
  const before = spanOf(text, parent, index - 1);
  const after = spanOf(text, parent, index + 1);
  return isFlow(text, parent) ? inFlow(text, span, before, after) : inBlock(text, span, index === 0 ? after : undefined);
}

/** Whether a map or a list is written in brackets. */
export const isFlow = (text: string, { start }: Collection): boolean => text[start] === '{' || text[start] === '[';

/** A member from its key or dash to the end of its value. */
function spanOf(text: string, parent: Collection, index: number): Range | undefined {
  if (parent.type === 'map') {
    const entry = parent.entries[index];
    return entry && [entry.keyStart, endOf(text, entry)];
  }
  const item = parent.items[index];
  if (item === undefined || isFlow(text, parent)) return item && [item.start, item.end];
  const dash = dashFrom(text, index === 0 ? parent.start : (parent.items[index - 1]?.end ?? 0));
  return [dash, Math.max(dash + 1, item.end)];
}

/** The end of an entry; without a value, its colon. */
function endOf(text: string, { keyEnd, value }: Entry): number {
  if (value.type !== 'null' || value.start < value.end) return value.end;
  const colon = /[ \t]*:/y;
  colon.lastIndex = keyEnd;
  return colon.test(text) ? colon.lastIndex : keyEnd;
}

/** The next dash, over white space and comments. */
export function dashFrom(text: string, from: number): number {
  const gap = /(?:\s+|#[^\n]*)*/y;
  gap.lastIndex = from;
  gap.test(text);
  return gap.lastIndex;
}

const startOfLine = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** The start of the next line where nothing but a comment follows on this one. */
function restOfLine(text: string, at: number): number | undefined {
  const rest = /(?:[ \t]+#[^\n]*|[ \t]*\r?)(?:\n|$)/y;
  rest.lastIndex = at;
  return rest.test(text) ? rest.lastIndex : undefined;
}

/** The start of a line that is blank before an offset. A line can be the whole file, so the rest of it is not scanned. */
function leadFrom(text: string, at: number): number | undefined {
  let from = at;
  while (from > 0 && text[from - 1] !== '\n' && isBlank(text[from - 1] as string)) from--;
  return from === 0 || text[from - 1] === '\n' ? from : undefined;
}

const isBlank = (text: string): boolean => text.trim() === '';

function inBlock(text: string, [from, to]: Range, next: Range | undefined): Range | undefined {
  const start = startOfLine(text, from);
  const end = restOfLine(text, to);
  if (end === undefined) return undefined;
  const lead = text.slice(start, from);
  if (isBlank(lead)) return [start, end];
  // It is beside a dash, where the next one can take its place.
  const steps = next && /^[ \t]*(?:- +)+$/.test(lead) && !text.slice(to, next[0]).includes('#');
  return steps ? [from, next[0]] : undefined;
}

function inFlow(text: string, [from, to]: Range, before: Range | undefined, after: Range | undefined): Range | undefined {
  const [comma] = /^\s*,/.exec(text.slice(to, after?.[0] ?? to + 1000)) ?? [''];
  const start = leadFrom(text, from);
  const end = start === undefined ? undefined : restOfLine(text, to + comma.length);
  const joined = before && !text.slice(before[1], from).includes('#');
  // The last one of a column without a comma after it: the comma before it is deleted, the line end stays.
  if (end !== undefined && comma === '' && joined) return [before[1], end - (/\r?\n$/.exec(text.slice(to, end))?.[0].length ?? 0)];
  if (start !== undefined && end !== undefined) return [start, end];
  if (joined) return [before[1], to];
  return after && !text.slice(to, after[0]).includes('#') ? [from, after[0]] : undefined;
}
