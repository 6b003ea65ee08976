import type { Diagnostic } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import { choices } from '../base/text.ts';
import type { Move, Spec } from '../spec/spec.ts';
import { sectionOf } from './declared.ts';
import type { DeclaredEntries } from './declared.ts';

type Addressed = Move & { readonly from: string; readonly to: string };

const nameOf = ({ path }: Move): string => `moved[${path[1]}]`;

function undeclared(move: Addressed, declared: DeclaredEntries): Diagnostic[] {
  const { file, path, to } = move;
  if (declared.has(to)) return [];
  const near = suggest(
    to,
    [...declared.keys()].filter((one) => sectionOf(one) === sectionOf(to)),
  );
  return [
    {
      code: 'moved-to-undeclared',
      severity: 'error',
      message: `${nameOf(move)}.to is ${to}, which the spec does not declare.`,
      place: { file, path: [...path, 'to'] },
      label: 'not declared',
      help: near.length > 0 ? `Did you mean ${choices(near)}?` : 'Write the address that the entry has now.',
    },
  ];
}

function stillDeclared(move: Addressed, declared: DeclaredEntries): Diagnostic[] {
  const { file, path, from } = move;
  const entry = declared.get(from);
  if (entry === undefined) return [];
  return [
    {
      code: 'moved-from-declared',
      severity: 'error',
      message: `${nameOf(move)}.from is ${from}, which the spec still declares.`,
      place: { file, path: [...path, 'from'] },
      label: 'still declared',
      related: [{ place: entry.place, message: 'declared here' }],
      help: 'Remove this line, or the entry under its old address.',
    },
  ];
}

function otherKind(move: Addressed): Diagnostic[] {
  const { file, path, from, to } = move;
  if (sectionOf(from) === sectionOf(to)) return [];
  return [
    {
      code: 'moved-to-other-kind',
      severity: 'error',
      message: `${nameOf(move)} moves ${from} to ${to}, which is of another kind.`,
      place: { file, path: [...path, 'to'] },
      label: `not one of ${sectionOf(from)}`,
      related: [{ place: { file, path: [...path, 'from'] }, message: 'from this' }],
      help: 'A resource stays what it is; name an entry of the same section.',
    },
  ];
}

function ownStack(move: Move, { stack, unnamed }: Spec): Diagnostic[] {
  const { file, path, fromStack } = move;
  if (unnamed || fromStack !== stack) return [];
  return [
    {
      code: 'moved-from-own-stack',
      severity: 'error',
      message: `${nameOf(move)}.fromStack is ${fromStack}, the name that the stack has now.`,
      place: { file, path: [...path, 'fromStack'] },
      label: 'the stack’s own name',
      help: 'Write the name that the stack had before, or remove this line.',
    },
  ];
}

function repeated(moves: readonly Move[]): Diagnostic[] {
  const first = new Map<string, Move>();
  return moves.flatMap((move): Diagnostic[] => {
    const key = move.from === undefined ? 'fromStack' : 'from';
    const text = `${key} ${move.from ?? move.fromStack}`;
    const before = first.get(text);
    if (before === undefined) first.set(text, move);
    if (before === undefined) return [];
    return [
      {
        code: 'moved-repeated',
        severity: 'error',
        message: `${nameOf(move)}.${key} is ${move.from ?? move.fromStack}, as it is in ${nameOf(before)}.`,
        place: { file: move.file, path: [...move.path, key] },
        label: 'again here',
        related: [{ place: { file: before.file, path: [...before.path, key] }, message: 'first here' }],
        help: 'Keep one of the two lines: a thing can move to one address only.',
      },
    ];
  });
}

/** What contradicts the rest of the spec in `moved`. */
export function moveIssues(spec: Spec, declared: DeclaredEntries): Diagnostic[] {
  const own = spec.moved.flatMap((move): Diagnostic[] => {
    if (move.from === undefined) return ownStack(move, spec);
    const other = otherKind(move);
    return [...(other.length > 0 ? other : undeclared(move, declared)), ...stillDeclared(move, declared)];
  });
  return [...own, ...repeated(spec.moved)];
}
