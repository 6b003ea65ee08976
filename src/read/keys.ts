import type { Scalar } from 'yaml';
import { quote } from '../base/text.ts';
import { checkCharacters, checkWritten, normalForm } from './characters.ts';
import { foreignCommentIssue, isForeignComment } from './foreign-comments.ts';
import type { Entry } from './syntax-tree.ts';
import { parseIssue } from './parse-issue.ts';
import type { OffsetRange, ParseIssue } from './parse-issue.ts';

/** The longest key that YAML reads without a question mark before it. */
const maxKeyLength = 1024;

/** An issue for a key that is too long for YAML. */
export function longKeyIssue(range: OffsetRange): ParseIssue {
  return parseIssue('yaml-syntax', range, 'A key longer than 1,024 characters is not valid YAML.', 'Shorten it; was a line break lost?');
}

const reserved = new Set(['__proto__', 'constructor', 'prototype']);

/** The keys of a map so far, by their normal form. Most maps are small, and a `Map` for each of ten thousand takes time. */
export class SeenKeys {
  private readonly forms: string[] = [];
  private readonly entries: Entry[] = [];
  private index: Map<string, Entry> | undefined;

  get(form: string): Entry | undefined {
    if (this.index) return this.index.get(form);
    const at = this.forms.indexOf(form);
    return at < 0 ? undefined : this.entries[at];
  }

  set(form: string, entry: Entry): void {
    if (this.index) this.index.set(form, entry);
    else if (this.forms.length < mostByList) {
      this.forms.push(form);
      this.entries.push(entry);
    } else this.index = new Map([...this.forms.map((one, at) => [one, this.entries[at] as Entry] as const), [form, entry]]);
  }
}

const mostByList = 8;

/**
 * What is wrong with a key, if anything; the first thing found. `seen` holds the keys by their normal form, so that `1` and `"1"`, or one accent written in two ways, count as the same key. In a `foreign` text they are two.
 */
export function keyIssue(
  { text, foreign }: { readonly text: string; readonly foreign: boolean },
  entry: Entry,
  written: Scalar,
  seen: SeenKeys,
): ParseIssue | undefined {
  const form = foreign ? entry.key : normalForm(entry.key);
  const first = seen.get(form);
  if (first) return duplicate(entry, first);
  seen.set(form, entry);
  const range = [entry.keyStart, entry.keyEnd] as const;
  // YAML allows it behind a "?" and in brackets, and then nowhere else that the key can be written.
  if (entry.keyEnd - entry.keyStart > maxKeyLength) return longKeyIssue(range);
  if (!foreign && written.type === 'PLAIN' && isForeignComment(entry.key)) return foreignCommentIssue(text, entry.keyStart);
  if (!foreign && reserved.has(form))
    return parseIssue('reserved-key', range, `${quote(entry.key)} cannot be a key: the name is reserved.`, 'Choose another name.');
  if (form === '<<' && written.type === 'PLAIN') {
    const message = 'Merge keys (<<) are not allowed: YAML 1.2 has none.';
    return parseIssue('yaml-merge-key', range, message, 'Write the keys out; what entries of a kind share can stand under defaults.');
  }
  return foreign ? checkWritten(text, range, 'This key') : checkCharacters(text, entry.key, range, 'key', 'This key');
}

function duplicate(entry: Entry, first: Entry): ParseIssue {
  const message = `The key ${quote(entry.key)} is given twice in this map.`;
  const both = entry.value.type === 'map' && first.value.type === 'map';
  const help = both ? 'Put what stands below the second below the first, or rename one of the two.' : 'Remove or rename one of the two.';
  return parseIssue('duplicate-key', [entry.keyStart, entry.keyEnd], message, help, {
    label: 'here again',
    related: [{ place: { range: [first.keyStart, first.keyEnd] }, message: 'first here' }],
  });
}
