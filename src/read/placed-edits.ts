import type { Fix } from '../base/diagnostic.ts';
import { isFlow } from './deletion-range.ts';
import { exact, nodeAt } from './source-span.ts';
import type { Located } from './source-span.ts';

type Edit = Fix['edits'][number];
type Documents = ReadonlyMap<string, Located>;

const hasComment = (text: string): boolean => /(?:^|\s)#/.test(text);

const startOfLine = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** A line of its own before a key, as far to the right; undefined where something other than a dash stands before that key. */
function lineBefore(text: string, at: number, entry: string): string | undefined {
  const lead = text.slice(startOfLine(text, at), at);
  return /^ *(?:- +)*$/.test(lead) ? `${entry}\n${' '.repeat(lead.length)}` : undefined;
}

function placed(edit: Edit, documents: Documents): Edit | undefined {
  const { place, text } = edit;
  if (!('path' in place) || (place.part !== 'before' && place.part !== 'below')) return edit;
  const document = documents.get(place.file);
  const range = document && exact(document, place);
  if (document?.root === undefined || range === undefined) return undefined;
  const [from, to] = range;
  const { text: source } = document;
  const holder = nodeAt(document.root, place.part === 'before' ? place.path.slice(0, -1) : place.path);
  if (holder?.type !== 'map') return undefined;
  const written = source.slice(from, to);
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
  const isNew = ({ place }: Edit): boolean => 'path' in place && (place.part === 'before' || place.part === 'below');
  if (!fix.edits.some(isNew)) return fix;
  const loses = fix.edits.some(({ place }) => {
    const document = documents.get(place.file);
    const range = 'path' in place && place.part === 'whole' && document ? exact(document, { ...place, part: 'entry' }) : [0, 0];
    return range === undefined || hasComment(document?.text.slice(...(range as [number, number])) ?? '');
  });
  const edits = fix.edits.map((edit) => placed(edit, documents));
  const sure = edits.filter((edit) => edit !== undefined);
  return loses || sure.length < edits.length ? undefined : { ...fix, edits: sure };
}
