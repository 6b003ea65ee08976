import type { Fix } from '../base/diagnostic.ts';
import { isFlow } from './deletion-range.ts';
import { exact, nodeAt } from './source-span.ts';
import type { Located } from './source-span.ts';
import type { MapNode } from './syntax-tree.ts';

type Edit = Fix['edits'][number];
type Documents = ReadonlyMap<string, Located>;

const hasComment = (text: string): boolean => /(?:^|\s)#/.test(text);

const startOfLine = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** A line of its own before a key, as far to the right; undefined where something other than a dash stands before that key. */
function lineBefore(text: string, at: number, entry: string): string | undefined {
  const lead = text.slice(startOfLine(text, at), at);
  return /^ *(?:- +)*$/.test(lead) ? `${entry}\n${' '.repeat(lead.length)}` : undefined;
}

const isPlaced = ({ place }: Edit): boolean => 'path' in place && ['before', 'below', 'above'].includes(place.part ?? '');

/** What a mapping holds, as it is written in the place of its key. */
function taken(text: string, holder: MapNode, { start, end }: MapNode, key: number): string | undefined {
  const [outer, inner] = [isFlow(text, holder), text[start] === '{'];
  if (outer !== inner) return undefined;
  if (inner) return text.slice(start + 1, end - 1).trim();
  const less = start - startOfLine(text, start) - (key - startOfLine(text, key));
  return text.slice(start, end).replaceAll(new RegExp(`\\n {0,${Math.max(0, less)}}`, 'g'), '\n');
}

function placed(edit: Edit, documents: Documents): Edit | undefined {
  const { place, text } = edit;
  if (!isPlaced(edit) || !('path' in place)) return edit;
  const document = documents.get(place.file);
  const range = document && exact(document, place);
  if (document?.root === undefined || range === undefined) return undefined;
  const [from, to] = range;
  const { text: source } = document;
  const holder = nodeAt(document.root, place.part === 'below' ? place.path : place.path.slice(0, -1));
  if (holder?.type !== 'map') return undefined;
  const written = source.slice(from, to);
  if (place.part === 'above') {
    const value = nodeAt(document.root, place.path);
    const inner = value?.type === 'map' ? taken(source, holder, value, from) : undefined;
    return inner === undefined ? undefined : { place: { file: place.file, range }, text: inner };
  }
  const flow = isFlow(source, holder);
  const at = { file: place.file, range };
  if (place.part === 'below' && flow) return { place: at, text: `{${text}: ${written}}` };
  const line = flow ? `${text}, ` : lineBefore(source, from, place.part === 'below' ? `${text}:` : text);
  if (line === undefined || place.part === 'before') return line === undefined ? undefined : { place: at, text: line };
  return { place: at, text: `${line}  ${written.replaceAll(/\n(?=[^\r\n])/g, '\n  ')}` };
}

/**
 * A fix with the edits that add a line or a level as the text of its file has them; undefined where that cannot be done, or a
 * comment within what is moved would be lost.
 */
export function placedFix(fix: Fix, documents: Documents): Fix | undefined {
  const isMove = fix.edits.length > 1 && fix.edits.some(({ text }) => text !== '');
  if (!isMove && !fix.edits.some(isPlaced)) return fix;
  const loses = fix.edits.some(({ place }) => {
    const document = documents.get(place.file);
    const range = 'path' in place && place.part === 'whole' && document ? exact(document, { ...place, part: 'entry' }) : [0, 0];
    return range === undefined || hasComment(document?.text.slice(...(range as [number, number])) ?? '');
  });
  const edits = fix.edits.map((edit) => placed(edit, documents));
  const sure = edits.filter((edit) => edit !== undefined);
  return loses || sure.length < edits.length ? undefined : { ...fix, edits: sure };
}
