import { choices, count } from '../base/text.ts';
import type { Kind } from '../kinds/kind.ts';
import type { TagChange } from './change.ts';
import type { Match } from './ownership.ts';

/** What is attached, not chosen, and left as it is. */
export function keptNotes(kind: Kind, kept: readonly string[]): string[] {
  const many = kept.length;
  if (many === 0) return [];
  return [
    `${count(many, kind.attachments?.target ?? 'disk')} that the selector does not choose ${many === 1 ? 'stays' : 'stay'} attached: the spec keeps what it does not choose.`,
  ];
}

/** What a change of tags depends on where no page lists the type; and that it is none, where the service does not know the type. */
export function tagNotes(kind: Kind, change: TagChange | undefined, planned: TagChange | undefined): string[] {
  if (change === undefined || kind.unlistedResourceType === undefined) return [];
  const keys = choices([...new Set([...Object.keys(change.set), ...change.unset])], 'and');
  return planned === undefined
    ? [
        `Tags stay as taken (${keys} would change): the service does not tag ${kind.plural}. The next occurrence will have those of the spec.`,
      ]
    : [`No page says that ${kind.plural} can be tagged once they are taken; clients of others do it.`];
}

/** What else there is of an entry beside what counts. */
export function matchNotes({ live, twins, failed, earlier, copies }: Match, going: ReadonlySet<string>): string[] {
  return [
    ...twins
      .filter(({ id }) => !going.has(id))
      .map(
        (twin) =>
          `${twin.id} is a duplicate of the same entry and occurrence. ${live?.id ?? 'None'} counts, and nothing is deleted. To have it deleted, write \`removed: [{id: ${twin.id}}]\`.`,
      ),
    ...failed.filter(({ id }) => !going.has(id)).map((one) => `${one.id} failed and does not count.`),
    ...copies.map((one) => `${one.id} is a copy of a backup, and does not count.`),
    ...(earlier.length > 0
      ? [`${count(earlier.length, 'earlier occurrence')} ${earlier.length === 1 ? 'remains' : 'remain'} as history.`]
      : []),
  ];
}
