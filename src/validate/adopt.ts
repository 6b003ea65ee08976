import type { Diagnostic, Place } from '../base/diagnostic.ts';
import type { Spec } from '../spec/spec.ts';

type Adopted = { readonly id: string; readonly address: string; readonly place: Place };

function adoptedIn({ entries, partialEntries }: Spec): Adopted[] {
  const found: Adopted[] = [];
  for (const all of [entries, partialEntries])
    for (const { props, address, file, path } of all) {
      const id = props['adopt'];
      if (typeof id === 'string') found.push({ id, address, place: { file, path: [...path, 'adopt'] } });
    }
  return found;
}

function twice(adopted: readonly Adopted[]): Diagnostic[] {
  const first = new Map<string, Adopted>();
  return adopted.flatMap(({ id, address, place }): Diagnostic[] => {
    const before = first.get(id);
    if (before === undefined) {
      first.set(id, { id, address, place });
      return [];
    }
    return [
      {
        code: 'adopt-repeated',
        severity: 'error',
        message: `${address} adopts ${id}, and so does ${before.address}.`,
        place,
        label: 'again here',
        related: [{ place: before.place, message: 'first here' }],
        help: 'A resource belongs to one entry; let one of them adopt it.',
      },
    ];
  });
}

function removedToo(adopted: readonly Adopted[], { removed }: Spec): Diagnostic[] {
  const byId = new Map(removed.flatMap((one) => (one.id === undefined ? [] : [[one.id, one] as const])));
  return adopted.flatMap(({ id, address, place }): Diagnostic[] => {
    const removal = byId.get(id);
    if (removal === undefined) return [];
    return [
      {
        code: 'adopt-removed',
        severity: 'error',
        message: `${address} adopts ${id}, and removed names it too.`,
        place,
        label: 'adopted',
        related: [{ place: { file: removal.file, path: removal.path }, message: 'removed here' }],
        help: 'Decide for one of the two.',
      },
    ];
  });
}

/** What contradicts itself in `adopt` of the entries. */
export function adoptIssues(spec: Spec): Diagnostic[] {
  const adopted = adoptedIn(spec);
  return adopted.length === 0 ? [] : [...twice(adopted), ...removedToo(adopted, spec)];
}
