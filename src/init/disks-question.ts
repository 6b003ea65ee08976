import { choices, count, quote } from '../base/text.ts';
import type { Seed } from '../emulator/seed/types.ts';
import { chosenDisks, disksIn } from './answers.ts';
import type { Answers, Chosen } from './answers.ts';
import { diskTags } from './disk-tags.ts';
import type { DiskTag } from './disk-tags.ts';

/** What is wrong with an answer, and what to do. */
export type Problem = { readonly message: string; readonly help?: string };

/** How many tags are offered; the others can be typed. */
const offered = 15;

const named = ({ key, value }: DiskTag): string => `${key}=${value}`;

/** The tags of the disks of a region, in words. */
function tagsInWords(tags: readonly DiskTag[]): string {
  const shown = tags.slice(0, offered).map((tag) => `${named(tag)} (${count(tag.disks, 'disk')})`);
  const rest = tags.length - shown.length;
  return choices(rest > 0 ? [...shown, `${rest} more`] : shown, 'and');
}

/** Why no disks were chosen, with those that could be. */
export function noDisks(seed: Seed, region: string, message: string): Problem {
  const tags = diskTags(disksIn(seed, region));
  if (tags.length === 0) return { message, help: `No disk in ${region} has a tag. Use --all-disks, or tag the disks first.` };
  return { message, help: `Choose one with --tag KEY=VALUE, or use --all-disks. The disks in ${region} have ${tagsInWords(tags)}.` };
}

/** The choices of a terminal, and what each of them means. */
export function diskChoices(
  seed: Seed,
  region: string,
): readonly { readonly label: string; readonly chosen: Chosen; readonly disks: number }[] {
  const disks = disksIn(seed, region);
  const tags = diskTags(disks).slice(0, offered);
  return [
    ...tags.map((tag) => ({ label: named(tag), chosen: { type: 'tag', key: tag.key, value: tag.value } as const, disks: tag.disks })),
    { label: 'all disks', chosen: { type: 'all' } as const, disks: disks.length },
  ];
}

/** A tag as it is typed. */
export function parseTag(text: string): Chosen | Problem {
  const at = text.indexOf('=');
  if (at < 1) return { message: `${quote(text)} is not a tag.`, help: 'Write its key and its value: backup=nightly' };
  return { type: 'tag', key: text.slice(0, at).trim(), value: text.slice(at + 1).trim() };
}

export const isProblem = (given: object): given is Problem => 'message' in given;

/** Why a choice of disks would protect nothing. */
export function emptyChoice(seed: Seed, answers: Answers): Problem | undefined {
  if (chosenDisks(seed, answers).length > 0) return undefined;
  const { disks, region } = answers;
  return noDisks(
    seed,
    region,
    disks.type === 'all' ? `There are no disks in ${region}.` : `No disk in ${region} has the tag ${disks.key}=${disks.value}.`,
  );
}
