import type { Diagnostic, Place } from '../base/diagnostic.ts';
import { choices, quote } from '../base/text.ts';
import type { Located } from '../read/source-span.ts';
import type { SuppressionScope } from './scopes.ts';
import type { Suppression, NamedCode } from './comments.ts';
import { hintFor } from './severity.ts';

export type UnusedOptions = {
  /** Whether all rules ran; otherwise an ignore may be needed by one that did not. */
  readonly complete: boolean;
  /** All codes; absent where the caller does not know them. */
  readonly known?: readonly string[];
  /** Codes that only the cloud shows: what it does not show today it may show tomorrow. */
  readonly live?: readonly string[];
};

/** Findings about ignores that suppress nothing. */
export function unusedSuppressions(
  all: readonly SuppressionScope[],
  documents: ReadonlyMap<string, Located>,
  { known, complete, live = [] }: UnusedOptions,
): Diagnostic[] {
  const codes = known && new Set(known);
  const ofCloud = new Set(live);
  const idle = all.filter((scope) => !scope.used && !ofCloud.has(scope.named.code));
  const isUnknown = ({ named }: SuppressionScope): boolean => codes !== undefined && !codes.has(named.code);
  const unknown = idle.filter(isUnknown);
  const unused = new Map<Suppression, NamedCode[]>();
  for (const scope of complete ? idle : []) {
    if (isUnknown(scope)) continue;
    const names = unused.get(scope.ignore);
    if (names) names.push(scope.named);
    else unused.set(scope.ignore, [scope.named]);
  }
  return [
    ...unknown.map((scope) => unknownCode(scope, known ?? [])),
    ...[...unused].map(([ignore, names]) => unusedIgnore(ignore, names, (documents.get(ignore.file) as Located).text)),
  ];
}

function unknownCode({ ignore, named }: SuppressionScope, known: readonly string[]): Diagnostic {
  const place: Place = { file: ignore.file, range: [named.start, named.end] };
  return {
    code: 'ignore-unknown-code',
    severity: 'warning',
    message: `This ignore names ${quote(named.code)}, which is not a rule code.`,
    place,
    label: 'not known',
    help: hintFor(named.code, known),
  };
}

function unusedIgnore(ignore: Suppression, names: readonly NamedCode[], text: string): Diagnostic {
  const [first, last] = [names[0] as NamedCode, names.at(-1) as NamedCode];
  const where = ignore.whole ? 'in this file' : ignore.comment.alone ? 'in what begins on the next line' : 'on this line';
  return {
    code: 'ignore-unused',
    severity: 'warning',
    message: `Nothing ${where} is reported as ${listed(names)}, so this ignore is not needed.`,
    place: { file: ignore.file, range: [first.start, last.end] },
    label: 'not needed',
    help: 'Remove it; left behind, it would hide the next mistake.',
    fix: {
      title: names.length === ignore.codes.length ? 'Remove the comment' : `Remove ${listed(names)}`,
      safe: true,
      edits: [removal(ignore, names, text)],
    },
  };
}

/** Names for a sentence; at most five, so that it stays readable. */
function listed(names: readonly NamedCode[]): string {
  const shown = names.slice(0, 5).map(({ written }) => quote(written));
  return names.length > shown.length ? `${shown.join(', ')} …` : choices(shown);
}

/** Removes the unused codes, or, where none is left, the comment with the line or the spaces that it leaves. */
function removal({ file, comment, codes }: Suppression, names: readonly NamedCode[], text: string) {
  const unused = new Set(names);
  const rest = codes.filter((named) => !unused.has(named));
  const [first, last] = [codes[0] as NamedCode, codes.at(-1) as NamedCode];
  if (rest.length > 0) return { place: { file, range: [first.start, last.end] as const }, text: rest.map(({ code }) => code).join(', ') };
  const end = comment.start + comment.text.length;
  const from = spacesBefore(text, comment.start);
  const line = /\r?\n/y;
  line.lastIndex = end;
  const hasLine = from === 0 || text[from - 1] === '\n';
  return { place: { file, range: [from, hasLine ? end + (line.exec(text)?.[0].length ?? 0) : end] as const }, text: '' };
}

function spacesBefore(text: string, at: number): number {
  let from = at;
  while (text[from - 1] === ' ' || text[from - 1] === '\t') from--;
  return from;
}
