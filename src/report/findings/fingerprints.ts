import type { Diagnostic, Place } from '../../base/diagnostic.ts';
import { fingerprint } from '../../base/hash.ts';
import { canonicalJson } from '../../base/json.ts';
import { relativeUri } from '../relative-path.ts';

/** A path as a JSON Pointer (RFC 6901). */
export function pointer(place: Place): string {
  return 'path' in place ? place.path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('') : '';
}

/**
 * By code, file and path, never by line, so that a finding is recognised after the text above it has changed. No two findings
 * that are given in turn have the same one: readers keep one of each.
 */
export function fingerprints(root: string | undefined): (one: Diagnostic) => string {
  const seen = new Map<string, number>();
  return ({ code, place }) => {
    const name = canonicalJson([code, place ? relativeUri(place.file, root) : '', place ? pointer(place).toWellFormed() : '']);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return fingerprint(times === 1 ? name : `${name} ${times}`);
  };
}
