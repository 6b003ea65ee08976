import type { Scalar } from 'yaml';
import { quote } from '../base/text.ts';
import { checkCharacters, normalForm } from './characters.ts';
import type { Entry } from './syntax-tree.ts';
import type { ParseIssue } from './parse-issue.ts';

/** What is said of a key that is too long for YAML. */
export const longKey = { message: 'a key longer than 1,024 characters is not valid YAML', help: 'shorten it; was a line break lost?' };

const reserved = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * What is wrong with a key, if anything; the first thing found. `seen` holds the keys of the map so far by their
 * normal form, so that `1` and `"1"`, or one accent written in two ways, count as the same key.
 */
export function keyIssue(text: string, entry: Entry, written: Scalar, seen: Map<string, Entry>): ParseIssue | undefined {
  const form = normalForm(entry.key);
  const first = seen.get(form);
  if (first) return duplicate(entry, first);
  seen.set(form, entry);
  const range = [entry.keyStart, entry.keyEnd] as const;
  // YAML allows it behind a "?" and in brackets, and then nowhere else that the key can be written.
  if (entry.keyEnd - entry.keyStart > 1024) return { code: 'yaml-syntax', range, ...longKey };
  if (reserved.has(form)) {
    return {
      code: 'reserved-key',
      range,
      message: `${quote(entry.key)} cannot be a key: the name is reserved`,
      help: 'choose another name',
    };
  }
  if (form === '<<' && written.type === 'PLAIN') {
    const message = 'merge keys (<<) are not allowed: YAML 1.2 has none';
    return { code: 'yaml-merge-key', range, message, help: 'write the keys out, or put what entries share under "defaults"' };
  }
  return checkCharacters(text, entry.key, range, 'key');
}

function duplicate(entry: Entry, first: Entry): ParseIssue {
  return {
    code: 'duplicate-key',
    range: [entry.keyStart, entry.keyEnd],
    message: `the key ${quote(entry.key)} stands twice in this map`,
    label: 'here again',
    help: 'remove or rename one of the two',
    related: { range: [first.keyStart, first.keyEnd], message: 'first here' },
  };
}
