import { displayWidth } from '../base/display-width.ts';
import { characterName } from './characters.ts';
import { parseIssue } from './parse-issue.ts';
import type { OffsetRange, ParseIssue } from './parse-issue.ts';

/** Spaces that are none to YAML, which knows only the one of ASCII. */
const foreignSpace = /(?! )\p{Zs}/u;
/** The indentation of a line, where such a space is part of it. */
const foreignIndent = /^ *(?:(?! )\p{Zs})[\p{Zs}]*/gmu;

/** More lines than this are not fixed at once. */
const maxEdits = 1000;

const spaces = (text: string): string => ' '.repeat(displayWidth(text));

function indentation(text: string): ParseIssue | undefined {
  const found = [...text.matchAll(foreignIndent)].slice(0, maxEdits);
  const [first] = found;
  if (first === undefined) return undefined;
  const char = foreignSpace.exec(first[0])?.[0] as string;
  const range: OffsetRange = [first.index, first.index + first[0].length];
  const edits = found.map(({ index, 0: run }) => ({ place: { range: [index, index + run.length] as const }, text: spaces(run) }));
  return parseIssue(
    'hidden-character',
    range,
    `This line is indented with ${characterName(char)}; YAML indents with spaces only.`,
    'Write spaces instead, in every line that is indented so.',
    {
      label: 'not spaces',
      fix: { title: `Write spaces in ${edits.length === 1 ? 'its' : 'their'} place`, safe: true, edits },
    },
  );
}

/**
 * The one issue where lines are indented with spaces that are none to YAML: whatever else was found of such a text comes
 * from that. A block of text may begin its lines so, and then nothing is wrong with them.
 */
export function indentationIssue(text: string, issues: readonly ParseIssue[]): ParseIssue | undefined {
  const atIndent = issues.some(({ code, place: { range } }) => {
    if (code !== 'hidden-character' && code !== 'yaml-syntax') return false;
    const start = text.lastIndexOf('\n', range[0] - 1) + 1;
    return /^ *(?! )\p{Zs}/u.test(text.slice(start, start + 1000));
  });
  return atIndent ? indentation(text) : undefined;
}

/** A space within a line that YAML does not take for one. */
export function foreignSpaceIssue(char: string, range: OffsetRange): ParseIssue {
  return parseIssue(
    'hidden-character',
    range,
    `This line holds ${characterName(char)}, which looks like a space and is none to YAML.`,
    'Write a space instead.',
    {
      label: 'not a space',
      fix: { title: 'Write a space', safe: true, edits: [{ place: { range }, text: ' ' }] },
    },
  );
}

/** Whether a character is a space, and not the one of ASCII. */
export const isForeignSpace = (char: string): boolean => foreignSpace.test(char);
