import type { MapNode, ListNode, Node, TextNode } from '../read/syntax-tree.ts';

/** What other readers, of YAML 1.1 above all, take for a number, a date or a truth value. */
const lookalike = /^(?:[-+.]?\d[\d_.,:eEtTzZ+-]*|y|n|yes|no|on|off)$/i;
const time = /^\d{1,2}:\d{2}(?::\d{2})?$/;
/** What YAML 1.2 itself does not read as text. */
const resolved = /^(?:~|null|true|false|[-+]?\d+|0o[0-7]+|0x[\da-f]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?|[-+]?\.inf|\.nan|<<|=)$/i;

/** Whether a text reads the same without quotes. */
function canBePlain(value: string, flow: boolean): boolean {
  if (value === '' || value.trim() !== value || /[\p{C}\p{Zl}\p{Zp}]/u.test(value)) return false;
  if (/^[-?:,[\]{}#&*!|>'"%@`]|^\.\.\./.test(value) || /: | #|:$/.test(value)) return false;
  return !resolved.test(value) && !(flow && /[,[\]{}]/.test(value));
}

function quote(value: string): string {
  return /["\\]/.test(value) && !value.includes("'") ? `'${value}'` : JSON.stringify(value);
}

/**
 * A text on one line: in quotes only where it needs them. Times of day always have them, and what looks like a
 * number, a date or a truth value keeps them.
 * @param quoted whether it has quotes now
 * @param flow whether it is inside brackets
 */
export function textOn(value: string, quoted: boolean, flow: boolean): string {
  if (!canBePlain(value, flow)) return quote(value);
  return time.test(value) || (quoted && lookalike.test(value)) ? JSON.stringify(value) : value;
}

type Leaf = Exclude<Node, MapNode | ListNode>;

/** A scalar on one line. */
export function leafOn(text: string, node: Leaf, flow: boolean): string {
  if (node.type === 'text') return textOn(node.value, node.style === 'single' || node.style === 'double', flow);
  return text.slice(node.start, node.end) || (flow ? 'null' : '');
}

/**
 * A scalar as lines: the first one beside its key or dash, the others two columns deeper than that.
 * @param room columns on the first line, and on the others
 */
export function leafLines(
  text: string,
  node: Leaf,
  room: readonly [first: number, rest: number],
): readonly [first: string, ...rest: string[]] {
  if (node.type === 'text' && node.style === 'block' && node.value !== '') return block(text, node);
  const line = leafOn(text, node, false);
  const wrapped = node.type === 'text' && line.length > room[0] && text.slice(node.start, node.end).includes('\n');
  return wrapped ? wrap(line, room) : [line];
}

/** A text that was written over several lines, over several lines again. A line may end where one space parts two words. */
function wrap(line: string, [first, rest]: readonly [number, number]): [string, ...string[]] {
  const lines: [string, ...string[]] = [''];
  for (const word of line.split(/(?<=\S) (?=\S)/)) {
    const last = lines.at(-1) as string;
    const room = lines.length === 1 ? first : rest;
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return [lines[0], ...lines.slice(1).map((one) => `  ${one}`)];
}

const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;
const isFilled = (line: string): boolean => line.trim() !== '';

/** A block of text, moved to its new indentation; inside it every character counts. */
function block(text: string, { value, start, end }: TextNode): [string, ...string[]] {
  // Line feeds alone are a block that keeps its end.
  if (/^\n+$/.test(value)) return ['|+', ...new Array<string>(value.length).fill('')];
  const [header = '', ...lines] = text.slice(start, end).split('\n');
  const [style = '|'] = /^[|>]/.exec(header) ?? [];
  const ends = /\n*$/.exec(value)?.[0].length ?? 0;
  // Only what ends in several keeps them: an empty line below it would be one more.
  const chomp = ends === 0 ? '-' : ends === 1 ? '' : '+';
  const filled = lines.find(isFilled);
  // Spaces before the first word beyond the block's indentation belong to the value.
  const lead = indentOf(value.split('\n').find(isFilled) ?? '');
  const indent = indentOf(filled ?? '') - lead;
  const cut = lines.map((line) => line.slice(indent));
  // What the value holds at its end is in its line feeds; spaces of an empty line at the end of the file are not.
  const content = cut.slice(0, cut.findLastIndex((line) => line !== '') + 1).map((line) => (line === '' ? '' : `  ${line}`));
  const tail = chomp === '+' ? ends - 1 : 0;
  return [`${style}${lead > 0 ? '2' : ''}${chomp}`, ...content, ...new Array<string>(tail).fill('')];
}
