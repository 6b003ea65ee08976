import type { Diagnostic } from '../base/diagnostic.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Removal, Spec } from '../spec/spec.ts';
import { sectionOf } from './declared.ts';
import type { DeclaredEntries } from './declared.ts';

type Addressed = Removal & { readonly address: string; readonly occurrence: string };

const nameOf = ({ path }: Removal): string => `removed[${path[1]}]`;
const taken = (address: string): boolean => kindOf(sectionOf(address)).lifecycle === 'taken';
const shown = ({ address, occurrence }: Addressed): string => (taken(address) ? `${address} (${occurrence})` : address);

function stillDeclared(one: Addressed, declared: DeclaredEntries): Diagnostic[] {
  const entry = declared.get(one.address);
  if (entry === undefined || (taken(one.address) && entry.occurrence !== one.occurrence)) return [];
  return [
    {
      code: 'removed-declared',
      severity: 'error',
      message: `${nameOf(one)} names ${shown(one)}, which the spec declares.`,
      place: { file: one.file, path: [...one.path, 'address'] },
      label: 'still declared',
      related: [{ place: entry.place, message: 'declared here' }],
      help: 'Remove the entry to have it deleted, or this line to keep it. A single duplicate is removed by its id.',
    },
  ];
}

function withoutOccurrences(one: Addressed, written: boolean): Diagnostic[] {
  if (!written || taken(one.address)) return [];
  return [
    {
      code: 'removed-occurrence-unsupported',
      severity: 'error',
      message: `${nameOf(one)} has an occurrence, and ${sectionOf(one.address)} have none.`,
      place: { file: one.file, path: [...one.path, 'occurrence'], part: 'key' },
      label: 'not a field of these',
      help: 'Remove occurrence.',
    },
  ];
}

function untaggable(one: Addressed): Diagnostic[] {
  const { ownership, plural } = kindOf(sectionOf(one.address));
  if (!one.forget || ownership === 'tags') return [];
  return [
    {
      code: 'removed-forget-unsupported',
      severity: 'error',
      message: `${nameOf(one)} is to be forgotten, and ${plural} carry no tags that could be taken off.`,
      place: { file: one.file, path: [...one.path, 'forget'], part: 'key' },
      label: 'not possible for these',
      help: 'Remove this item: without its entry snapspec leaves the backup alone.',
    },
  ];
}

const identityOf = (one: Removal): string => (one.address === undefined ? one.id : `${one.address}\n${one.occurrence}`);

function repeated(removed: readonly Removal[]): Diagnostic[] {
  const first = new Map<string, Removal>();
  return removed.flatMap((one): Diagnostic[] => {
    const before = first.get(identityOf(one));
    if (before === undefined) {
      first.set(identityOf(one), one);
      return [];
    }
    return [
      {
        code: 'removed-repeated',
        severity: 'error',
        message: `${nameOf(one)} names what ${nameOf(before)} names.`,
        place: { file: one.file, path: one.path },
        label: 'again here',
        related: [{ place: { file: before.file, path: before.path }, message: 'first here' }],
        help: 'Remove one of them.',
      },
    ];
  });
}

/**
 * What contradicts the rest of the spec in `removed`.
 * @param declared every entry that the spec has
 */
export function removalIssues({ removed }: Spec, declared: DeclaredEntries, hasOccurrence: (index: number) => boolean): Diagnostic[] {
  const own = removed.flatMap((one): Diagnostic[] => {
    if (one.address === undefined) return [];
    return [...stillDeclared(one, declared), ...withoutOccurrences(one, hasOccurrence(Number(one.path[1]))), ...untaggable(one)];
  });
  return [...own, ...repeated(removed)];
}
