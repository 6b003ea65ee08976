import { truths, wordMeant } from '../aliases/words.ts';
import type { Words } from '../aliases/words.ts';
import { choices } from '../base/text.ts';
import type { Hint } from './field.ts';

/** Words for all values at once. */
const every = /^(?:all|any|both|every|everything|\*|[a-z]+\s*[,|+&/]\s*[a-z]+)$/i;

/**
 * The value that another word means: `os` is system.
 * @param all what to do where all values are meant
 * @param none the same where none is
 */
export const wordHint =
  (words: Words, all?: string, none?: string) =>
  (wrong: string): Hint | undefined => {
    const meant = wordMeant(words, wrong);
    if (meant !== undefined) return { help: `Write ${meant}.`, replacement: meant };
    if (none !== undefined && /^(?:never|none|no|off|false|null)$/i.test(wrong.trim())) return { help: none };
    return all !== undefined && every.test(wrong.trim()) ? { help: all } : undefined;
  };

/** Whether a word or a number says yes or no. */
export function truthHint(wrong: string): Hint {
  const meant = wordMeant(truths, wrong);
  if (meant === undefined) return { help: 'Write true or false, without quotes.' };
  const quoted = /^(?:true|false)$/.test(wrong);
  return {
    help: `Write ${meant}, without quotes; yes, no, on and off are text in YAML 1.2.`,
    replacement: meant,
    ...(quoted && { certain: true as const }),
  };
}

/** The only choices there are, where they are few. */
export const choicesHelp = (values: readonly string[]): string =>
  values.length <= 8 ? `Write ${choices(values)}.` : `Write one of them, such as ${values[0]}.`;
