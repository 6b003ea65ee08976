import { statusText } from '../status.ts';
import { groupBy } from '../../base/group-by.ts';
import { isRecord } from '../../base/json.ts';
import type { Json } from '../../base/json.ts';
import { choices } from '../../base/text.ts';
import { terminal } from '../../escape/terminal.ts';
import type { Plan, PlanEntry } from '../../plan/plan.ts';
import { showValue } from '../terminal/format-value.ts';
import type { Sign, Style } from '../terminal/style.ts';
import { attachText, changeLines, plainlyAttached, reattachLines } from './changes.ts';
import { selectionLines, selectionSummary } from './selection.ts';

const signs: { readonly [O in PlanEntry['outcome']]: Sign } = {
  create: '+',
  update: '~',
  unchanged: '=',
  closed: '=',
  refused: '!',
  unmanaged: '?',
  adopt: '~',
  move: '~',
  forget: '-',
  delete: '-',
};

function headline(entry: PlanEntry): string {
  const which = entry.occurrence === undefined || entry.occurrence === 'once' ? '' : ` (${terminal(entry.occurrence)})`;
  const id = entry.id === undefined ? '' : ` ${terminal(entry.id)}`;
  switch (entry.outcome) {
    case 'create':
      return `${which} ${entry.title}: new`;
    case 'update':
      return `${which} ${entry.title}${id}: changes in place`;
    case 'refused':
      return `${which} ${entry.title}${id}: refused`;
    case 'closed':
      return `${which} ${entry.title}: closed, no backup exists; its takeUntil has passed, so it is never taken`;
    case 'unmanaged':
      return `${which} ${entry.title}${id}: no longer in the spec; it is not deleted, and no longer managed`;
    case 'adopt':
      return `${which} ${entry.title}${id}: is taken over, and gets the marks of this entry`;
    case 'move':
      return `${which} ${entry.title}${id}: gets the marks of its new name`;
    case 'forget':
      return `${which} ${entry.title}${id}: loses the marks of the stack, and stays`;
    case 'delete':
      return `${which} ${entry.title}${id}: deleted`;
    case 'unchanged':
      return `${which} ${entry.title}${id}: ${entry.status ? statusText(entry.status) : 'unchanged'}`;
    default:
      return entry.outcome satisfies never;
  }
}

const empty = (value: Json): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0) || (isRecord(value) && Object.keys(value).length === 0);

function newValues(entry: PlanEntry): string[] {
  const values = Object.entries(entry.values).filter(([, value]) => !empty(value));
  return values.map(([field, value]) => `${field}: ${showValue(value)}`);
}

/** Why what of an entry is held back: each reason once, with what it keeps from being done. */
export function heldReasons({ operations }: Plan): ReadonlyMap<string, readonly string[]> {
  const held = operations.flatMap((one) => (one.held === undefined ? [] : [{ ...one, reason: one.held.reason }]));
  const reasonsOf = (some: readonly (typeof held)[number][]): string[] =>
    [...groupBy(some, ({ reason }) => reason)].map(
      ([reason, group]) => `held back: ${choices([...new Set(group.map(({ why }) => why))], 'and')}. ${reason}`,
    );
  return new Map([...groupBy(held, ({ address }) => address)].map(([address, some]) => [address, reasonsOf(some)]));
}

/** How much is told of an entry: every id or the first of them, and what of it is held back. */
type Told = { readonly all: boolean; readonly items: boolean; readonly held: readonly string[] };

const refusalText = ({ reason, code }: NonNullable<PlanEntry['refusal']>): string =>
  code === undefined ? reason : `${reason} The service would answer ${code}.`;

/** What is the matter with an entry, and what else to know of it. */
function remarks({ refusal, doubtful = [], notes }: PlanEntry, { held }: Told): string[] {
  return [
    ...(refusal ? [terminal(refusalText(refusal))] : []),
    // Most often the reason names them all.
    ...doubtful.filter(({ id }) => !refusal?.reason.includes(id)).map(({ id, why }) => `doubtful: ${terminal(id)}: ${terminal(why)}.`),
    ...(refusal ? [`help: ${terminal(refusal.help)}`] : []),
    ...held.map((one) => terminal(one)),
    ...notes.map((note) => `note: ${terminal(note)}`),
  ];
}

/** What a selector chose: its count beside what changes, and with `all` each of its items with its ids. */
function protectedLines({ selection, outcome }: PlanEntry, { all, items }: Told): string[] {
  if (selection === undefined || outcome === 'refused') return [];
  const summary = outcome === 'unchanged' ? [] : [selectionSummary(selection)];
  return items ? [...summary, ...selectionLines(selection, { all }).map((line) => `    ${line}`)] : summary;
}

function newAttachments(entry: PlanEntry, paint: Style, { all }: Told): string[] {
  const plain = plainlyAttached(entry);
  return [...(plain.length > 0 ? [attachText(plain, all)] : []), ...reattachLines(entry, paint)];
}

/** The lines of one entry: a headline, and below it what changes, what it protects and why something is not done. */
export function entryLines(entry: PlanEntry, paint: Style, told: Told): string[] {
  const inner = [
    ...(entry.outcome === 'create' || entry.fields.some((one) => entry.summaryFields.includes(one.field)) ? entry.summary : []),
    ...newValues(entry),
    ...protectedLines(entry, told),
    // A new resource needs no signs: its headline says that all of it is added.
    ...(entry.outcome === 'create' ? newAttachments(entry, paint, told) : []),
    ...(entry.outcome === 'update' ? changeLines(entry, paint, told.all) : []),
    ...remarks(entry, told),
  ];
  const sign = signs[entry.outcome];
  const { selection, outcome } = entry;
  const protects = selection === undefined || outcome !== 'unchanged' ? '' : `; ${selectionSummary(selection)}`;
  return [
    `  ${paint.change(sign, sign)} ${paint.strong(terminal(entry.address))}${headline(entry)}${protects}`,
    ...inner.map((line) => `      ${line}`),
  ];
}
