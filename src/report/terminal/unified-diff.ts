import { formatPatch, OMIT_HEADERS, structuredPatch } from 'diff';
import type { StructuredPatchHunk } from 'diff';
import { visible } from '../../base/visible.ts';
import { style } from './style.ts';
import { fileName } from '../location.ts';

/** Lines that may differ before the smallest difference is given up: a bound that, unlike a time, gives the same text on every machine. */
const maxEdits = 2_000;

/** A unified diff of two texts of one file. Line ends do not count: a terminal does not show them. */
export function unifiedDiff(file: string, from: string, to: string, { color }: { readonly color: boolean }): string {
  const [before, after] = [from, to].map((text) => text.replaceAll('\r\n', '\n')) as [string, string];
  const name = fileName(file);
  if (before === after) return `${name}: only line ends differ\n`;
  const patch = structuredPatch(name, name, before, after, undefined, undefined, { context: 3, maxEditLength: maxEdits });
  const hunks = patch?.hunks ?? [whole(before, after)];
  const body = formatPatch({ oldFileName: name, newFileName: name, oldHeader: undefined, newHeader: undefined, hunks }, OMIT_HEADERS);
  const lines = [`--- ${name}`, `+++ ${name}`, ...body.trimEnd().split('\n').map(shown).map(marked)];
  return `${lines.map((line) => painted(line, color)).join('\n')}\n`;
}

/** Two texts that differ too much: all lines between their common beginning and end, in one hunk. */
function whole(from: string, to: string): StructuredPatchHunk {
  const [before, after] = [from, to].map((text) => text.replace(/\n$/, '').split('\n')) as [string[], string[]];
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const [removed, added] = [before, after].map((lines) => lines.slice(head, lines.length - tail)) as [string[], string[]];
  const lines = [...removed.map((line) => `-${line}`), ...added.map((line) => `+${line}`)];
  return { oldStart: head + 1, oldLines: removed.length, newStart: head + 1, newLines: added.length, lines };
}

const shown = (line: string): string =>
  line
    .split('\t')
    .map((part) => visible(part))
    .join('\t');

/** The mark of a line that does not change is one that is seen, too: a runner trims spaces and then looks for commands. */
const marked = (line: string): string => (line.startsWith(' ') ? `|${line.slice(1)}` : line);

function painted(line: string, color: boolean): string {
  const { change, quiet, strong } = style(color);
  if (/^(?:---|\+\+\+) /.test(line)) return strong(line);
  if (line.startsWith('@@')) return quiet(line);
  return line.startsWith('+') ? change('+', line) : line.startsWith('-') ? change('-', line) : line;
}
