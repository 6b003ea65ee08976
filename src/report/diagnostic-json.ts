import type { Diagnostic, Place } from '../base/diagnostic.ts';
import type { Documents } from './location.ts';
import { spanOf } from './location.ts';

/** A place with its lines and columns, where the text of its file is known. */
export function placeJson(place: Place, documents: Documents) {
  const span = spanOf(place, documents);
  return {
    file: place.file,
    ...('path' in place && { path: place.path }),
    ...(span && { line: span.line, column: span.column, endLine: span.endLine, endColumn: span.endColumn }),
  };
}

/** A finding as schema/diagnostics.schema.json describes it. */
export function diagnosticJson(found: Diagnostic, documents: Documents) {
  const { place, related, fix, ...rest } = found;
  return {
    ...rest,
    ...(place && { place: placeJson(place, documents) }),
    ...(related && { related: related.map((one) => ({ message: one.message, place: placeJson(one.place, documents) })) }),
    ...(fix && {
      fix: {
        title: fix.title,
        safe: fix.safe,
        edits: fix.edits.map((edit) => ({ text: edit.text, place: placeJson(edit.place, documents) })),
      },
    }),
  };
}
