import { displayWidth } from '../base/display-width.ts';
import type { Field } from '../fields/field.ts';
import { specField } from '../spec/fields.ts';
import type { Member, AttachedComment, Twig } from './attach-comments.ts';
import { fieldOf, inOrder } from './field-order.ts';
import { leafLines, leafOn, textOn } from './print-scalar.ts';

/** The longest line that brackets may make. */
const width = 100;

type Branch = Twig & { readonly type: 'map' | 'list' };
/** What all parts of one printing share: the source, which holds numbers and blocks as they were written. */
type Sheet = { readonly text: string };

/** A map or a list as lines, with its comments and in the order of its fields. No line ends in a space. */
export function printBranch(sheet: Sheet, branch: Branch, field: Field | undefined, column: number): string[] {
  const lines: string[] = [];
  let above: Printed | undefined;
  for (const one of inOrder(branch.members, field)) {
    const printed = printMember(sheet, one, fieldOf(field, one), column);
    const [head, ...more] = printed.remarks;
    if (above && (head?.blank || isApart(branch, field, above, printed))) addBlank(lines);
    if (head) lines.push(head.text);
    addRemarks(lines, more);
    if (head && one.apart) addBlank(lines);
    for (const line of printed.lines) lines.push(line);
    above = printed;
  }
  addRemarks(lines, branch.after);
  return lines;
}

/** A blank line of a text that keeps its last line ends counts already. */
function addBlank(lines: string[]): void {
  if (lines.length > 0 && lines.at(-1) !== '') lines.push('');
}

function addRemarks(lines: string[], remarks: readonly AttachedComment[]): void {
  for (const { text, blank } of remarks) {
    if (blank) addBlank(lines);
    lines.push(text);
  }
}

type Printed = { readonly lines: readonly string[]; readonly remarks: readonly AttachedComment[]; readonly isSection: boolean };

/** Whether an empty line parts two members: sections of the spec, and entries of a section unless both take one line. */
function isApart(branch: Branch, field: Field | undefined, above: Printed, printed: Printed): boolean {
  if (field?.type === 'entries' && branch.type === 'map') return above.lines.length > 1 || printed.lines.length > 1;
  return field === specField && (above.isSection || printed.isSection);
}

const isSection = (field: Field | undefined, { value }: Member): boolean =>
  field?.type === 'entries' || field?.type === 'object' || value.type !== 'leaf';

function printMember(sheet: Sheet, member: Member, field: Field | undefined, column: number): Printed {
  const { key, beside, value } = member;
  const made = { isSection: isSection(field, member), remarks: member.before };
  const head = key ? `${textOn(key.text, key.quoted, false)}:` : '-';
  if (value.type === 'leaf') return { ...made, lines: leaf(sheet, value, head, beside, column) };
  if (value.members.length === 0)
    return { ...made, remarks: [...member.before, ...value.after], lines: [joined(head, value.type === 'map' ? '{}' : '[]', beside)] };
  const flow = flowText(sheet, value, field);
  if (flow !== undefined && column + displayWidth(head) + 1 + displayWidth(flow) <= width)
    return { ...made, lines: [joined(head, flow, beside)] };
  // A comment behind a bracket belongs to all that is in it.
  const hoisted = value.flow && beside !== undefined ? [{ text: beside, blank: false }] : [];
  const onHead = value.flow ? undefined : beside;
  const remarks = [...member.before, ...hoisted];
  return key
    ? { ...made, remarks, lines: [joined(head, '', onHead), ...deeper(printBranch(sheet, value, field, column + 2))] }
    : item(sheet, { ...made, remarks }, value, field, column);
}

/** The first member of an item is beside the dash, so its comments go above that. */
function item(sheet: Sheet, made: Omit<Printed, 'lines'>, value: Branch, field: Field | undefined, column: number): Printed {
  const lines = printBranch(sheet, value, field, column + 2);
  const start = lines.findIndex((line) => line !== '' && !line.startsWith('#'));
  const above = lines
    .slice(0, start)
    .flatMap((text, index): AttachedComment[] => (text === '' ? [] : [{ text, blank: lines[index - 1] === '' }]));
  return { ...made, remarks: [...made.remarks, ...above], lines: [`- ${lines[start]}`, ...deeper(lines.slice(start + 1))] };
}

function leaf(
  { text }: Sheet,
  { node, after }: Twig & { readonly type: 'leaf' },
  head: string,
  beside: string | undefined,
  column: number,
): string[] {
  const [first, ...rest] = leafLines(text, node, [width - column - displayWidth(head) - 1, width - column - 2]);
  const below: string[] = [];
  addRemarks(below, after);
  return [
    ...(rest.length === 0 || isBlock(first)
      ? [joined(head, first, beside), ...rest]
      : [joined(head, first, undefined), ...rest.slice(0, -1), joined(rest.at(-1) as string, '', beside)]),
    ...deeper(below),
  ];
}

const isBlock = (first: string): boolean => /^[|>]/.test(first);

const joined = (...parts: readonly (string | undefined)[]): string => parts.filter((part) => part).join(' ');

const deeper = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? '' : `  ${line}`));

/** A value in brackets on one line; undefined where it was not in brackets or holds comments. */
function flowText(sheet: Sheet, twig: Twig, field: Field | undefined): string | undefined {
  if (twig.type === 'leaf') return leafOn(sheet.text, twig.node, true);
  if (!twig.flow || twig.after.length > 0) return undefined;
  const parts: string[] = [];
  for (const one of inOrder(twig.members, field)) {
    const value = one.before.length > 0 || one.beside !== undefined ? undefined : flowText(sheet, one.value, fieldOf(field, one));
    if (value === undefined) return undefined;
    parts.push(one.key ? `${textOn(one.key.text, one.key.quoted, true)}: ${value}` : value);
  }
  return twig.type === 'map' ? `{${parts.join(', ')}}` : `[${parts.join(', ')}]`;
}
