import { isRecord } from '../../base/json.ts';
import type { Json } from '../../base/json.ts';
import { count } from '../../base/text.ts';
import { terminal } from '../../escape/terminal.ts';
import { planStatus, withTwins } from '../../plan/plan.ts';
import type { Plan, PlanEntry } from '../../plan/plan.ts';
import type { PlanFormat, PlanOptions } from './format.ts';
import { attachText, changeLines, idsText } from './changes.ts';
import { selectionLines, selectionSummary } from './selection.ts';
import { style as paintFor } from '../terminal/style.ts';
import type { Style, Sign } from '../terminal/style.ts';
import { showValue } from '../terminal/format-value.ts';

/** A plan for a person. */
export const text: PlanFormat = { print: (plan, _, options) => planText(plan, options) };

const signs: { readonly [O in PlanEntry['outcome']]: Sign } = {
  create: '+',
  update: '~',
  unchanged: '=',
  closed: '=',
  refused: '!',
  unmanaged: '?',
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
    case 'unchanged':
      return `${which} ${entry.title}${id}: ${entry.status ? terminal(entry.status) : 'unchanged'}`;
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
    // A new resource needs no signs: its headline says that all of it is added.
    ...(entry.outcome === 'create' && entry.attach.length > 0 ? [attachText(entry.attach)] : []),
    ...(entry.outcome === 'update' ? changeLines(entry, paint) : []),
    ...(entry.refusal ? [terminal(entry.refusal.reason), `help: ${terminal(entry.refusal.help)}`] : []),
    ...entry.notes.map((note) => `note: ${terminal(note)}`),
  ];
  const sign = signs[entry.outcome];
  return [
    `  ${paint.change(sign, sign)} ${paint.strong(terminal(entry.address))}${headline(entry)}`,
    ...inner.map((line) => `      ${line}`),
  ];
}

/** The number of entries of each outcome, in words. */
function counts(plan: Plan): string {
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

/** What loses protection, a line each, and whether it is approved. */
function gateLines({ gate }: Plan): string[] {
  if (gate.count === 0) return gate.notes.map((note) => terminal(note));
  const lines = gate.reductions.map(
    ({ address, loses, count: many, ids = [] }) =>
      `  - ${terminal(address)}: ${count(many, 'disk')} ${many === 1 ? 'loses' : 'lose'} ${terminal(loses)}${ids.length > 0 ? ` (${idsText(ids)})` : ''}`,
  );
  const by =
    gate.approval === undefined ? '' : `, approved by ${gate.approval.by === 'flag' ? '--approve-reductions' : `the ${gate.approval.by}`}`;
  const head = `${count(gate.count, 'reduction')} of protection${by}:`;
  const help = `help: Approve them with --approve-reductions ${gate.count}, or in the spec with approve: {reductions: ${gate.count}, reason: …}. Until then they are held back.`;
  return [head, ...lines, ...gate.notes.map((note) => terminal(note)), ...(gate.passed ? [] : [help])];
}

/** What this run does not send, by the reason. */
function heldLines({ operations }: Plan): string[] {
  const held = operations.filter((one) => one.held !== undefined);
  if (held.length === 0) return [];
  const addresses = [...new Set(held.map(({ address }) => terminal(address)))];
  return [`Held back: ${count(held.length, 'operation')}, of ${addresses.join(', ')}.`];
}

/** Addresses beyond this many are counted. */
const shownAddresses = 8;

function leftOutLines({ leftOut }: Plan): string[] {
  if (leftOut.length === 0) return [];
  const shown = leftOut.slice(0, shownAddresses).map((address) => terminal(address));
  const rest = leftOut.length - shown.length;
  return [`Left out, as --target and --exclude say: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`];
}

/** Robots and people tag too; that is worth a line, and no more. */
function keptTagLines({ entries }: Plan): string[] {
  const many = entries.reduce((sum, { keptTags = [] }) => sum + keptTags.length, 0);
  return many === 0
    ? []
    : [`${count(many, 'tag')} that the spec does not list ${many === 1 ? 'stays' : 'stay'}; \`unlistedTags: remove\` takes them off.`];
}

const uncheckedLines = ({ unchecked }: Plan): string[] =>
  unchecked.map(
    ({ section, code }) => `Not checked: ${terminal(section)}, which may not be read (${terminal(code)}) and which the spec does not use.`,
  );

function closing(plan: Plan): string[] {
  const reads = count(plan.calls.made, 'read call');
  const more = [...heldLines(plan), ...gateLines(plan), ...keptTagLines(plan), ...uncheckedLines(plan), ...leftOutLines(plan)];
  const head = plan.calls.toMake > 0 ? 'Plan' : planStatus(plan) === 'ready' ? 'No changes' : 'Nothing to do';
  const writes = plan.calls.toMake > 0 ? `; apply will make ${count(plan.calls.toMake, 'write call')} and read again` : '';
  return [`${head}: ${counts(plan)}. ${reads}${writes}.`, ...more];
}

/** Entries that are there more than once, by name: somebody has to decide. */
export const twinLines = (plan: Plan): string[] =>
  withTwins(plan).map(({ address, id, twins = [] }) => {
    const counts = id === undefined ? 'none of them counts' : `${terminal(id)} counts`;
    return `Duplicates of ${terminal(address)}: ${twins.map((twin) => terminal(twin)).join(', ')} (${counts}). The run ends with exit code 3 until they are gone.`;
  });

/** What every policy protects, unchanged ones too; item by item where that is asked for. */
function selections(plan: Plan, explain: boolean): string[] {
  const lines = plan.entries.flatMap(({ address, selection }) =>
    selection === undefined
      ? []
      : [
          `  ${terminal(address)} ${selectionSummary(selection)}.`,
          ...(explain ? selectionLines(selection, { all: false }).map((line) => `      ${line}`) : []),
        ],
  );
  return lines.length === 0 ? [] : [lines.join('\n')];
}

/** A plan for a person; where it is brief, a line for each entry. Unchanged entries without notes are counted, not listed. */
export function planText(plan: Plan, options: PlanOptions): string {
  const paint = paintFor(options.color);
  const shown = plan.entries.filter((entry) => entry.outcome !== 'unchanged' || entry.notes.length > 0);
  const head = `Stack ${terminal(plan.stack)} in ${terminal(plan.region)}, account ${terminal(plan.account)}`;
  const body = options.brief
    ? [shown.map((entry) => entryLines(entry, paint)[0]).join('\n')]
    : shown.map((entry) => entryLines(entry, paint).join('\n'));
  const closed = [...closing(plan), ...twinLines(plan)].join('\n');
  return `${[paint.strong(head), ...body, ...selections(plan, options.explainSelectors ?? false), closed].join('\n\n')}\n`;
}
