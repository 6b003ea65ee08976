import { formatVersion } from '../../base/format-version.ts';
import type { Suppressed } from '../../suppressions/suppress.ts';
import { diagnosticJson, placeJson } from '../diagnostic-json.ts';
import { jsonText } from '../../escape/json.ts';
import type { Documents } from '../location.ts';
import type { FindingsFormat } from './format.ts';
import { inOrder } from './order.ts';

function suppressedJson({ found, reason, place }: Suppressed, documents: Documents) {
  return { ...diagnosticJson(found, documents), suppression: { reason, place: placeJson(place, documents) } };
}

/** Findings as one JSON document, as schema/diagnostics.schema.json describes it. */
export const json: FindingsFormat = {
  print: (found, documents, { suppressed = [] }) => {
    const suppressions = new Map(suppressed.map((one) => [one.found, one]));
    return jsonText({
      formatVersion,
      kind: 'snapspec.diagnostics',
      diagnostics: inOrder(found, documents).map((one) => diagnosticJson(one, documents)),
      suppressed: inOrder([...suppressions.keys()], documents).map((one) => suppressedJson(suppressions.get(one) as Suppressed, documents)),
    });
  },
};
