import { idNames, isAwsInstance, notAnId } from '../aliases/ids.ts';
import { foldLookAlikes } from '../base/look-alike.ts';
import { choices } from '../base/text.ts';
import type { Hint } from './field.ts';

/** Ids of a sort: what they begin with, what they name, and what else to say of a text that names nothing. */
export type IdSort = {
  readonly prefix: string;
  readonly of: string;
  readonly otherwise?: string;
  /** What to do with several. */
  readonly several?: string;
};

/** As long as ids of the cloud are that somebody copied; what is shorter may be a name. */
const shortest = 8;

/** The ids that a text holds: alone, in an address, in the name of RAM, beside others. */
function idsIn(text: string, prefix: string): readonly string[] {
  const found = text.matchAll(new RegExp(`(?<![a-z0-9])${prefix}([a-z0-9]{${shortest},32})(?![a-z0-9*-])`, 'g'));
  return [...new Set([...found].map(([id]) => id))].filter((id) => !/-x+$/.test(id));
}

/** `d_bp1…`, `d.bp1…` and `bp1…` as the ids that they are. */
function respelled(text: string, prefix: string): string | undefined {
  const [, body] = new RegExp(`^${prefix.slice(0, -1)}[_. :]([a-z0-9]{${shortest},32})$`).exec(text) ?? [];
  const bare = /^(?=.*[0-9])(?=.*[a-z])[a-z0-9]{18,24}$/.test(text) && !text.startsWith('iz') ? text : undefined;
  const meant = body ?? bare;
  return meant === undefined ? undefined : `${prefix}${meant}`;
}

function foundHint(wrong: string, [only, ...others]: readonly string[], several = 'Write one.'): Hint | undefined {
  if (only === undefined) return undefined;
  if (others.length > 0) return { help: `Here stands one id, and these are ${choices([only, ...others], 'and')}. ${several}` };
  const spaced = wrong.trim() === only;
  const alone = wrong.trim().length !== only.length;
  if (alone) return { help: `Write the id alone: ${only}.`, replacement: only };
  if (spaced) return { help: `Write it without the space around it: ${only}.`, replacement: only, certain: true };
  return { help: `Write it in lower case, with a plain hyphen: ${only}.`, replacement: only };
}

/** What to write where a text does not look like the id of what is wanted. */
export const idHint =
  ({ prefix, of, otherwise, several }: IdSort) =>
  (wrong: string): Hint | undefined => {
    const text = foldLookAlikes(wrong);
    if (text === '') return undefined;
    const found = foundHint(wrong, idsIn(text, prefix), several);
    if (found && !isAwsInstance(text)) return found;
    const made = respelled(text, prefix);
    if (made !== undefined) return { help: `The id of ${of} begins with ${prefix}: ${made}.`, replacement: made };
    const write = `Write the id of ${of}`;
    if (isAwsInstance(text)) return { help: `This looks like the id of an instance of AWS. ${write}, as the console shows it.` };
    const what = notAnId(text);
    if (what !== undefined) return { help: `This is ${what}. ${write}, as the console shows it.` };
    const named = text.startsWith(prefix) ? undefined : idNames(text);
    if (named !== undefined) return { help: `This is the id of ${named}. ${write}.` };
    if (text.startsWith(prefix)) return { help: `${write}: ${prefix} and lower-case letters and digits.` };
    return { help: otherwise ?? `${write}, which begins with ${prefix}, as the console shows it.` };
  };
