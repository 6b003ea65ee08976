import type { Source } from '../base/diagnostic.ts';
import { apiErrorOf, apiErrors, handlingOf } from '../facts/api-errors/index.ts';
import type { ApiErrorNote, ErrorClass, ErrorOrigin } from '../facts/api-errors/index.ts';
import { ruleEntries } from './rule-index.ts';

/** Everything that is known of an error code of the API. */
export type ApiErrorEntry = {
  readonly code: string;
  readonly means: string;
  /** The statuses that pages give it, by operation; `any` is every operation. Empty where none is given. */
  readonly seen: readonly { readonly operation: string; readonly statuses: readonly number[] }[];
  readonly origin: ErrorOrigin;
  readonly handling: ErrorClass;
  /** What can keep it from coming: the checks of a spec, the plan's reads, that snapspec never sends such a call, or nothing. */
  readonly prevented: { readonly by: 'lint' | 'plan' | 'shape' | 'nothing'; readonly how: string; readonly codes: readonly string[] };
  /** Whether snapspec sends the call again. */
  readonly retried: string;
  readonly remedy: string;
  readonly sources: readonly Source[];
};

const read = '2026-11-21';

function seenIn(note: ApiErrorNote): ApiErrorEntry['seen'] {
  return Object.entries(note.seen).map(([operation, given]) => ({
    operation,
    statuses: given === null ? [] : typeof given === 'number' ? [given] : given,
  }));
}

function preventedBy(note: ApiErrorNote): ApiErrorEntry['prevented'] {
  const found = ruleEntries()
    .filter((one) => one.refusals.some((refusal) => refusal.code === note.code))
    .map((one) => one.code);
  if (note.never) return { by: 'shape', how: 'snapspec never sends what causes it.', codes: found };
  if (note.origin === 'static')
    return { by: 'lint', how: 'The spec shows it: lint, plan and apply refuse it before anything is sent.', codes: found };
  if (note.origin === 'live')
    return { by: 'plan', how: `Reading the cloud before the call can show it: ${note.shows ?? 'the resource itself'}.`, codes: found };
  return { by: 'nothing', how: 'Nothing shows it before the call.', codes: found };
}

function retriedHow(note: ApiErrorNote): string {
  const handling = handlingOf(note);
  switch (handling) {
    case 'passing':
      return note.awaitsSnapshots
        ? 'For some seconds, and with --wait finished until the snapshot is finished: the same call, with the same token.'
        : 'Yes: snapspec looks, and sends the same call again with the same token, for a minute at most.';
    case 'throttled':
      return 'Yes: snapspec waits for the next minute, for as long as the run may take.';
    case 'token-in-use':
      return 'Yes: snapspec looks, and sends the same call again with the same token, for a minute or two settle times at most; then the operation ends as unknown.';
    case 'ambiguous':
      return 'Only after a look that begins a settle time later and does not show it: a create once more with the same token, a policy or desktop snapshot never.';
    case 'already':
      return 'No need: it counts as done.';
    case 'token-spent':
      return 'No: snapspec looks for what an earlier call made and takes it over; where nothing of the backup is there, it goes on with the next token.';
    case 'final':
      return note.origin === 'retry' ? 'No: run it again later.' : 'No: it would be refused again.';
    default:
      return handling satisfies never;
  }
}

function sourcesOf(note: ApiErrorNote): readonly Source[] {
  const listed = seenIn(note)
    .filter((one) => one.statuses.length > 0)
    .map((one) => one.operation);
  return listed.map((operation) => ({ page: operation === 'any' ? 'ECS common error codes' : `ECS API ${operation}, error codes`, read }));
}

function entryOf(note: ApiErrorNote, code = note.code): ApiErrorEntry {
  return {
    code,
    means: note.means,
    seen: seenIn(note),
    origin: note.origin,
    handling: handlingOf(note),
    prevented: preventedBy(note),
    retried: retriedHow(note),
    remedy: note.remedy,
    sources: sourcesOf(note),
  };
}

/** Every error code of the API that is known, sorted. */
export function apiErrorEntries(): readonly ApiErrorEntry[] {
  return apiErrors.map((note) => entryOf(note)).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** What is known of an error code, also where only its family is; undefined for what is none. Casing does not count. */
export function apiErrorEntry(code: string): ApiErrorEntry | undefined {
  const exact = apiErrors.find((note) => note.code.toLowerCase() === code.toLowerCase());
  if (exact) return entryOf(exact);
  // A family speaks for codes of its own form only: words and points, as the API writes them.
  const family = /^[A-Z][A-Za-z]*(\.[A-Za-z]+)+$|^Throttling/.test(code) ? apiErrorOf(code) : undefined;
  return family && entryOf(family, code);
}
