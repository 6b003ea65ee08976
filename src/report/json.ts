import type { OperationResult } from '../plan/receipt.ts';
import type { Diagnostic, Place } from '../base/diagnostic.ts';
import type { Plan } from '../plan/plan.ts';
import type { Suppressed } from '../suppressions/suppress.ts';
import { inOrder } from './diagnostics.ts';
import type { Documents } from './location.ts';
import { spanOf } from './location.ts';

/** Version of every JSON output: a minor one adds, a reader refuses an unknown major one. */
export const formatVersion = '1.0';

const hidden = /[\u007f-\u009f\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu;

/**
 * A value as JSON text that ends with a line feed. Characters that cannot be seen, or that a terminal obeys, stand
 * in it as escapes: they occur in strings only, so what is read back is the same.
 */
export function jsonText(value: unknown): string {
  const escaped = (char: string): string =>
    [...Array(char.length).keys()].map((at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
  return `${JSON.stringify(value, null, 2).replace(hidden, escaped)}\n`;
}

function placeJson(place: Place, documents: Documents) {
  const span = spanOf(place, documents);
  return {
    file: place.file,
    ...('path' in place && { path: place.path }),
    ...(span && { line: span.line, column: span.column, endLine: span.endLine, endColumn: span.endColumn }),
  };
}

function diagnosticJson(found: Diagnostic, documents: Documents) {
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

/** Findings as one JSON document, as schema/diagnostics.schema.json describes it. */
export function diagnosticsJson(
  diagnostics: readonly Diagnostic[],
  documents: Documents,
  { suppressed = [] }: { readonly suppressed?: readonly Suppressed[] } = {},
): string {
  const kept = new Map(suppressed.map((one) => [one.found, one]));
  return jsonText({
    formatVersion,
    kind: 'snapspec.diagnostics',
    diagnostics: inOrder(diagnostics, documents).map((found) => diagnosticJson(found, documents)),
    suppressed: inOrder([...kept.keys()], documents).map((found) => suppressedJson(kept.get(found) as Suppressed, documents)),
  });
}

function suppressedJson({ found, reason, place }: Suppressed, documents: Documents) {
  return { ...diagnosticJson(found, documents), suppression: { reason, place: placeJson(place, documents) } };
}

function plain(plan: Plan, documents: Documents) {
  return { ...plan, problems: plan.problems.map((found) => diagnosticJson(found, documents)) };
}

/** A plan as one JSON document. */
export function planJson(plan: Plan, documents: Documents): string {
  return jsonText(plain(plan, documents));
}

/** What apply did, and what is left to do after it, as one JSON document. */
export function receiptJson(plan: Plan, results: readonly OperationResult[], after: Plan | undefined): string {
  const left = after && { matches: after.operations.length === 0, entries: after.entries, operations: after.operations };
  return jsonText({
    formatVersion,
    kind: 'snapspec.receipt',
    stack: plan.stack,
    account: plan.account,
    region: plan.region,
    results,
    ...(left && { after: left }),
  });
}
