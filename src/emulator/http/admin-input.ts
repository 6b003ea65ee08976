import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Json } from '../../base/json.ts';
import { InvalidInput, pointerOf } from '../../input/index.ts';
import { parse } from '../../read/parse.ts';
import type { Parsed } from '../../read/parse.ts';
import { locate } from '../../read/source-span.ts';
import type { Located } from '../../read/source-span.ts';

/** One finding of a request that was refused. */
export type RequestFinding = Pick<Diagnostic, 'code' | 'message' | 'help'> & {
  /** The place in the body, as a JSON pointer. */
  readonly pointer?: string;
  readonly line?: number;
  readonly column?: number;
};

/** JSON that two readers could understand in two ways, or that no honest program sends. What else YAML refuses is JSON's own affair. */
const ambiguous = new Set(['duplicate-key', 'too-deep', 'too-large']);

/** The body of a request, and its text by which places are found. */
export type RequestBody = { readonly value: Json; readonly document: Located };

const readBody = (name: string, text: string): Parsed => parse(name, text, { foreign: true });

/**
 * Reads the body of a request.
 * @throws SyntaxError where it is not JSON
 * @throws InvalidInput where it is JSON that can be understood in two ways
 */
export function requestBody(name: string, text: string): RequestBody {
  const value = JSON.parse(text) as Json;
  const { value: tree, rest, diagnostics } = readBody(name, text);
  const document = tree ?? rest ?? { text };
  const found = diagnostics.filter(({ code }) => ambiguous.has(code));
  if (found.length > 0) throw new InvalidInput(name, found, new Map([[name, document]]));
  return { value, document };
}

/** What is wrong with the text of a body that is not JSON, where the reader can tell. */
export const textFindings = (name: string, text: string): readonly RequestFinding[] =>
  readBody(name, text).diagnostics.map((one) => findingOf(one, { text }));

function findingOf({ code, message, help, place }: Diagnostic, document: Located): RequestFinding {
  const located = place !== undefined && ('range' in place || document.root !== undefined) ? locate(document, place) : undefined;
  return {
    code,
    message,
    ...(help !== undefined && { help }),
    ...(place !== undefined && 'path' in place && { pointer: pointerOf(place.path) }),
    ...(located && { line: located.line, column: located.column }),
  };
}

/** What is wrong with a request, with its places in the body. */
export const findingsOf = ({ diagnostics }: InvalidInput, document: Located): readonly RequestFinding[] =>
  diagnostics.map((one) => findingOf(one, document));
