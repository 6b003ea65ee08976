import type { Place } from '../base/diagnostic.ts';
import { terminal } from '../escape/terminal.ts';
import { locate, type Located, type Span } from '../read/source-span.ts';

/** The texts that diagnostics point into, by the file names in their places. */
export type Documents = ReadonlyMap<string, Located>;

/** The span of a place, if its file is known. */
export function spanOf(place: Place, documents: Documents): Span | undefined {
  const document = documents.get(place.file);
  return document && locate(document, place);
}

/** A file's name as it is printed, which may be at the start of a line. */
export function fileName(file: string): string {
  return terminal(/^\s*:/.test(file) ? `./${file}` : file);
}

/** `file:line:column`, or only the file where its text is not known. */
export function address(place: Place, documents: Documents): string {
  const span = spanOf(place, documents);
  return span ? `${fileName(place.file)}:${span.line}:${span.column}` : fileName(place.file);
}
