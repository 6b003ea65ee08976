import { isRecord } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { count } from '../base/text.ts';
import { visible } from '../base/visible.ts';
import { planStatus } from '../plan/plan.ts';
import type { Operation, Plan, PlanEntry } from '../plan/plan.ts';
import { attachText, changeLines } from './plan-changes.ts';
import { style as paintFor } from './style.ts';
import type { Style, Sign } from './style.ts';
import { showValue } from './format-value.ts';

const signs: { readonly [O in PlanEntry['outcome']]: Sign } = {
  create: '+',
  update: '~',
  unchanged: '=',
  closed: '=',
  refused: '!',
  unmanaged: '?',
};

function headline(entry: PlanEntry): string {
  const which = entry.occurrence === undefined || entry.occurrence === 'once' ? '' : ` (${visible(entry.occurrence)})`;
  const id = entry.id === undefined ? '' : ` ${visible(entry.id)}`;
  switch (entry.outcome) {
    case 'create':
      return `${which} ${entry.title}: new`;
    case 'update':
      return `${which} ${entry.title}${id}: changes in place`;
    case 'refused':
      return `${which} ${entry.title}${id}: refused`;
    case 'closed':
      return `${which} ${entry.title}: closed, nothing is there; its takeUntil has passed, so it is never taken`;
    case 'unmanaged':
      return `${which} ${entry.title}${id}: not in the spec any more; it stays, and is no longer managed`;
    case 'unchanged':
      return `${which} ${entry.title}${id}: ${entry.status ? visible(entry.status) : 'unchanged'}`;
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

function entryLines(entry: PlanEntry, paint: Style): string[] {
  const inner = [
    ...(entry.outcome === 'create' || entry.fields.some((one) => entry.summaryFields.includes(one.field)) ? entry.summary : []),
    ...newValues(entry),
    // All of what is new comes; its headline says so once.
    ...(entry.outcome === 'create' && entry.attach.length > 0 ? [attachText(entry.attach)] : []),
    ...(entry.outcome === 'update' ? changeLines(entry, paint) : []),
    ...(entry.refusal ? [visible(entry.refusal.reason), `help: ${visible(entry.refusal.help)}`] : []),
    ...entry.notes.map((note) => `note: ${visible(note)}`),
  ];
  const sign = signs[entry.outcome];
  return [
    `  ${paint.change(sign, sign)} ${paint.strong(visible(entry.address))}${headline(entry)}`,
    ...inner.map((line) => `      ${line}`),
  ];
}

/** How many entries there are of each outcome, in words. */
export function counts(plan: Plan): string {
  const many = (outcome: PlanEntry['outcome']): number => plan.entries.filter((entry) => entry.outcome === outcome).length;
  const parts: [number, string][] = [
    [many('create'), 'to create'],
    [many('update'), 'to change'],
    [many('refused'), 'refused'],
    [many('unchanged'), 'unchanged'],
    [many('closed'), 'closed'],
    [many('unmanaged'), 'no longer managed'],
  ];
  return (
    parts
      .filter(([number]) => number > 0)
      .map(([number, words]) => `${number} ${words}`)
      .join(', ') || 'nothing declared'
  );
}

function reductions(operations: readonly Operation[]): string[] {
  const many = operations.filter((one) => one.risk === 'reduces-protection').length;
  return many === 0 ? [] : [`${count(many, 'operation')} ${many === 1 ? 'weakens' : 'weaken'} protection.`];
}

function closing(plan: Plan): string[] {
  const reads = `${count(plan.calls.made, 'reading call')} made`;
  if (plan.entries.some((entry) => entry.outcome === 'refused'))
    return [`Refused: ${counts(plan)}. Nothing will be done until the refused entries are mended. ${reads}.`];
  if (planStatus(plan) === 'failed') return [`Blocked: ${counts(plan)}. Nothing will be done until the errors below are mended. ${reads}.`];
  if (plan.operations.length === 0) return [`No changes: ${counts(plan)}. ${reads}.`];
  return [
    `Plan: ${counts(plan)}. ${reads}; apply will make ${count(plan.calls.toMake, 'writing call')} and read again.`,
    ...reductions(plan.operations),
  ];
}

/** A plan for a person: a line for each entry where it is brief. What is unchanged and has nothing to say is counted, not listed. */
export function planText(plan: Plan, options: { readonly color: boolean; readonly brief?: boolean }): string {
  const paint = paintFor(options.color);
  const worth = plan.entries.filter((entry) => entry.outcome !== 'unchanged' || entry.notes.length > 0);
  const head = `Stack ${visible(plan.stack)} in ${visible(plan.region)}, account ${visible(plan.account)}`;
  const body = options.brief
    ? [worth.map((entry) => entryLines(entry, paint)[0]).join('\n')]
    : worth.map((entry) => entryLines(entry, paint).join('\n'));
  return `${[paint.strong(head), ...body, closing(plan).join('\n')].join('\n\n')}\n`;
}
