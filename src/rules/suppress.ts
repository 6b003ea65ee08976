import type { Diagnostic, Place } from '../base/diagnostic.ts';
import type { Located } from '../read/locate.ts';
import { claimFor, claimsOf } from './claims.ts';
import type { Claim, Index } from './claims.ts';
import { ignoresIn } from './ignores.ts';
import type { Ignore } from './ignores.ts';
import { useless } from './useless.ts';
import type { UselessOptions } from './useless.ts';

/** A finding that a comment in the spec keeps back, with the reason that it gives. */
export type Suppressed = { readonly found: Diagnostic; readonly reason: string; readonly place: Place };

export type SuppressOptions = UselessOptions & {
  /** For plan and apply: errors are reported all the same. */
  readonly errorsStand: boolean;
};

export type Hearing = {
  /** What is left, in its order, and after it what is wrong with the ignores themselves. */
  readonly heard: readonly Diagnostic[];
  readonly suppressed: readonly Suppressed[];
};

/** Keeps back the findings that comments in the files speak of. */
export function suppress(found: readonly Diagnostic[], documents: ReadonlyMap<string, Located>, options: SuppressOptions): Hearing {
  const read = [...documents].map(([file, document]) => ({ file, document, ...ignoresIn(file, document) }));
  const faults = read.flatMap((one) => one.faults);
  const all: Claim[] = [];
  const index: Index = new Map(
    read.filter((one) => one.ignores.length > 0).map(({ file, document, ignores }) => [file, claimsOf(ignores, document, all)]),
  );
  const heard: Diagnostic[] = [];
  const suppressed: Suppressed[] = [];
  for (const one of found) {
    const claim = index.size === 0 ? undefined : claimFor(one, documents, index);
    if (claim) claim.used = true;
    if (!claim) heard.push(one);
    else if (options.errorsStand && one.severity === 'error')
      heard.push({
        ...one,
        notes: [...(one.notes ?? []), 'the ignore here holds for lint only: plan and apply need a spec without errors'],
      });
    else suppressed.push({ found: one, reason: claim.ignore.reason, place: placeOf(claim.ignore) });
  }
  return { heard: [...heard, ...faults, ...useless(all, documents, options)], suppressed };
}

function placeOf({ file, comment }: Ignore): Place {
  return { file, range: [comment.start, comment.start + comment.text.trimEnd().length] };
}
