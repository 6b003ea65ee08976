import { count } from '../../base/text.ts';
import { terminal } from '../../escape/terminal.ts';
import { planStatus, withTwins } from '../../plan/plan.ts';
import type { CallCounts, Plan, PlanEntry } from '../../plan/plan.ts';
import type { PlanFormat, PlanOptions } from './format.ts';
import { againstLines } from './against.ts';
import { capped, idsText } from './changes.ts';
import { entryLines, heldReasons } from './entries.ts';
import { approvalHelp } from './findings.ts';
import { style as paintFor } from '../terminal/style.ts';
import { wrapped } from '../terminal/wrap.ts';

/** A plan for a person. */
export const text: PlanFormat = { print: (plan, _, options) => planText(plan, options) };

/** The number of entries of each outcome, in words. */
function countsText(plan: Plan): string {
  const many = (outcome: PlanEntry['outcome']): number => plan.entries.filter((entry) => entry.outcome === outcome).length;
  const parts: [number, string][] = [
    [many('create'), 'to create'],
    [many('update'), 'to change'],
    [many('refused'), 'refused'],
    [many('unchanged'), 'unchanged'],
    [many('closed'), 'closed'],
    [many('adopt'), 'to adopt'],
    [many('move'), 'to move'],
    [many('forget'), 'to forget'],
    [many('delete'), 'to delete'],
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
function gateLines(plan: Plan, all: boolean): string[] {
  const { gate } = plan;
  if (gate.count === 0) return gate.notes.map((note) => terminal(note));
  const lines = gate.reductions.map(
    ({ address, loses, count: many, ids = [], unit }) =>
      `  - ${terminal(address)}: ${count(many, unit ?? 'disk')} ${unit ? (many === 1 ? 'goes' : 'go') : many === 1 ? 'loses' : 'lose'} ${terminal(loses)}${ids.length > 0 ? ` (${idsText(ids, all)})` : ''}`,
  );
  const by =
    gate.approval === undefined ? '' : `, approved by ${gate.approval.by === 'flag' ? '--approve-reductions' : `the ${gate.approval.by}`}`;
  const head = `${count(gate.count, 'reduction')} of protection${by}:`;
  return [head, ...lines, ...gate.notes.map((note) => terminal(note)), ...(gate.passed ? [] : [`help: ${approvalHelp(plan)}`])];
}

/** Addresses beyond this many are counted, unless all are asked for. */
const shownAddresses = 20;

/** How much this run does not send, and of which entries; why stands beside each. */
function heldLines({ operations }: Plan, all: boolean): string[] {
  const held = operations.filter((one) => one.held !== undefined);
  if (held.length === 0) return [];
  const addresses = [...new Set(held.map(({ address }) => terminal(address)))];
  return [`Held back: ${count(held.length, 'operation')}, of ${capped(addresses, shownAddresses, all)}.`];
}

function leftOutLines({ leftOut }: Plan, all: boolean): string[] {
  const addresses = leftOut.map((address) => terminal(address));
  return leftOut.length === 0 ? [] : [`Left out, as --target and --exclude say: ${capped(addresses, shownAddresses, all)}.`];
}

/** Robots and people tag too; that is worth a line, and the keys where all is asked for. */
function keptTagLines({ entries }: Plan, all: boolean): string[] {
  const many = entries.reduce((sum, { keptTags = [] }) => sum + keptTags.length, 0);
  if (many === 0) return [];
  const keys = entries.flatMap(({ address, keptTags = [] }) =>
    keptTags.length === 0 ? [] : [`  ${terminal(address)}: ${keptTags.map((key) => terminal(key)).join(', ')}`],
  );
  const line = `${count(many, 'tag')} that the spec does not list ${many === 1 ? 'stays' : 'stay'}; \`unlistedTags: remove\` takes them off.`;
  return [line, ...(all ? keys : [])];
}

export const uncheckedLines = ({ unchecked }: Plan): string[] =>
  unchecked.map(
    ({ section, code }) => `Not checked: ${terminal(section)}, which may not be read (${terminal(code)}) and which the spec does not use.`,
  );

/** What a plan comes to, in one line. */
export function statusLine(plan: Plan): string {
  const reads = count(plan.calls.made, 'read call');
  const head = plan.calls.toMake > 0 ? 'Plan' : planStatus(plan) === 'ready' ? 'No changes' : 'Nothing to do';
  const writes = plan.calls.toMake > 0 ? `; apply will make ${count(plan.calls.toMake, 'write call')} and read again` : '';
  return `${head}: ${countsText(plan)}. ${reads}${writes}.`;
}

/** `Write calls: 12 CreateSnapshot, 2 TagResources.`, and with `all` what was read too. */
function callLines({ calls: { byAction } }: Plan, all: boolean): string[] {
  const inWords = (counts: CallCounts): string =>
    Object.entries(counts)
      .map(([action, many]) => `${many} ${action}`)
      .join(', ');
  return [
    ...(all && Object.keys(byAction.made).length > 0 ? [`Read calls: ${inWords(byAction.made)}.`] : []),
    ...(Object.keys(byAction.toMake).length > 0 ? [`Write calls: ${inWords(byAction.toMake)}.`] : []),
  ];
}

const closing = (plan: Plan, all: boolean): string[] => [
  statusLine(plan),
  ...callLines(plan, all),
  ...heldLines(plan, all),
  ...gateLines(plan, all),
  ...keptTagLines(plan, all),
  ...uncheckedLines(plan),
  ...leftOutLines(plan, all),
];

/** Entries that are there more than once, by name: somebody has to decide. */
export const twinLines = (plan: Plan): string[] =>
  withTwins(plan).map(({ address, id, twins = [] }) => {
    const counts = id === undefined ? 'none of them counts' : `${terminal(id)} counts`;
    return `Duplicates of ${terminal(address)}: ${twins.map((twin) => terminal(twin)).join(', ')} (${counts}). The run ends with exit code 3 until they are gone.`;
  });

/** Entries that are as they should be are counted, beyond what is told of them. */
const isShown = ({ outcome, notes, selection, twins, refusal }: PlanEntry): boolean =>
  outcome !== 'unchanged' || notes.length > 0 || selection !== undefined || twins !== undefined || refusal !== undefined;

/** A line for each entry, and all of those that are refused. */
const briefly = (entries: readonly PlanEntry[], blocks: readonly (readonly string[])[]): string =>
  blocks.flatMap((block, index) => (entries[index]?.refusal ? block : block.slice(0, 1))).join('\n');

/** A plan for a person; where it is brief, a line for each entry. Unchanged entries of which there is nothing to tell are counted. */
export function planText(plan: Plan, { color, width, brief, all = false, explainSelectors = false }: PlanOptions): string {
  const paint = paintFor(color);
  const held = heldReasons(plan);
  const lines = plan.entries
    .filter(isShown)
    .map((entry) => entryLines(entry, paint, { all, items: all || explainSelectors, held: held.get(entry.address) ?? [] }));
  const head = `Stack ${terminal(plan.stack)} in ${terminal(plan.region)}, account ${terminal(plan.account)}`;
  const blocks = lines.filter((block) => block.length > 1).map((block) => block.join('\n'));
  const single = lines.filter((block) => block.length === 1).map(([line]) => line as string);
  const compared = plan.against === undefined || brief ? [] : [againstLines(plan.against, all).join('\n')];
  const body = brief ? [briefly(plan.entries.filter(isShown), lines)] : [...blocks, ...(single.length > 0 ? [single.join('\n')] : [])];
  return wrapped(
    `${[paint.strong(head), ...body, ...compared, [...closing(plan, all), ...twinLines(plan)].join('\n')].join('\n\n')}\n`,
    width,
  );
}
