import codes from '../../schema/codes.js';
import { markedBy } from '../../scripts/editor-marks.mjs';
import { jsonSchema } from '../../src/derive/json-schema.ts';
import { analyze } from '../../src/frontend/analyze.ts';

/** A function of a text whose answers are kept: several tests ask about the same documents. */
function kept<T>(ask: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (!known.has(text)) known.set(text, ask(text));
    return known.get(text) as T;
  };
}

/** Whether an editor marks anything in a document. */
export const isRed = kept(markedBy(jsonSchema('editor')));

/** The codes of the errors that lint finds in a document by itself: a variable may have a value. */
export const errorsOf = kept((text): readonly string[] =>
  analyze([{ file: 'snapspec.yaml', content: text }], { year: 2026, unresolved: 'info', codes })
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code),
);
