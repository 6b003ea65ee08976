import type { Diagnostic } from '../../base/diagnostic.ts';
import { gitlabDescription } from '../../escape/gitlab.ts';
import { jsonText } from '../../escape/json.ts';
import { visible } from '../../base/visible.ts';
import type { Documents } from '../location.ts';
import { spanOf } from '../location.ts';
import { relative } from '../relative-path.ts';
import { fingerprints } from './fingerprints.ts';
import type { FindingsFormat, FindingsOptions } from './format.ts';
import { inOrder } from './order.ts';

/** One finding of a Code Quality report: the members that GitLab reads. */
export type CodeQuality = {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
};

const severities = { error: 'major', warning: 'minor', info: 'info' } as const;

/** Findings as a Code Quality report of GitLab, which it shows in the merge request and beside the changed lines. */
export const gitlab: FindingsFormat = { print: report };

function report(found: readonly Diagnostic[], documents: Documents, { root }: FindingsOptions): string {
  const printOf = fingerprints(root);
  // GitLab refuses a finding that names no file: what is about the spec as a whole stands at its first line.
  const [whole = 'snapspec.yaml'] = [...documents.keys()].sort();
  const all = inOrder(found, documents).map((one): CodeQuality => {
    const { code, severity, message, help, place } = one;
    const text = help === undefined ? message : `${message} Help: ${help}`;
    const begin = (place && spanOf(place, documents)?.line) ?? 1;
    return {
      description: gitlabDescription(text),
      check_name: code,
      fingerprint: printOf(one),
      severity: severities[severity],
      location: { path: visible(relative(place?.file ?? whole, root)), lines: { begin } },
    };
  });
  return jsonText(all);
}
