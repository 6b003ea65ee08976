import { notStarted } from '../../plan/receipt.ts';
import type { Outcome, OperationResult } from '../../plan/receipt.ts';
import { count } from '../../base/text.ts';
import { terminal } from '../../escape/terminal.ts';
import { planStatus, sentOperations } from '../../plan/plan.ts';
import type { Plan } from '../../plan/plan.ts';
import { capped } from '../plans/changes.ts';
import { twinLines } from '../plans/text.ts';
import type { ReceiptFormat, ReceiptOptions } from './format.ts';
import { nextSteps } from './next-steps.ts';
import { statusText } from '../status.ts';
import { style as paintFor } from '../terminal/style.ts';
import type { Sign } from '../terminal/style.ts';
import { wrapped } from '../terminal/wrap.ts';

/** Results, what is left, and what to do next, for a person. */
export const text: ReceiptFormat = {
  print: (_, results, after, options) =>
    wrapped(
      [resultsText(results, options), ...(after ? [afterText(after, results, options)] : []), nextSteps(results, after)].join(''),
      options.width,
    ),
};

/** What a successful operation did to its resource, by the signs of a plan. */
const signOf: { readonly [A in OperationResult['action']]: Sign } = {
  create: '+',
  tag: '+',
  attach: '+',
  reattach: '~',
  modify: '~',
  join: '~',
  untag: '-',
  detach: '-',
  delete: '-',
};

/** What happened to the cloud: `=` is nothing. */
function signFor({ outcome, action }: OperationResult): Sign {
  if (outcome === 'done') return signOf[action];
  return outcome === 'failed' ? '!' : outcome === 'unknown' ? '?' : '=';
}

function line(result: OperationResult, color: boolean): string {
  const paint = paintFor(color);
  const id = result.resourceId === undefined ? '' : ` ${terminal(result.resourceId)}`;
  const request = result.requestId === undefined ? '' : `  RequestId ${terminal(result.requestId)}`;
  const sign = signFor(result);
  const head = `  ${paint.change(sign, sign)} ${terminal(result.address)} ${result.action}${id}: ${result.outcome}${request}`;
  const more = [result.message, result.help && `help: ${result.help}`].filter((text) => text !== undefined && text !== '');
  return [head, ...more.map((text) => `      ${terminal(String(text))}`)].join('\n');
}

/** Addresses beyond this many are counted, unless all are asked for. */
const shownAddresses = 8;

const isStarted = (result: OperationResult): boolean => result.message !== notStarted;

/** All that an interruption prevented is one line. */
function notStartedLine(results: readonly OperationResult[], { color, all = false }: ReceiptOptions): string[] {
  const prevented = results.filter((result) => !isStarted(result));
  if (prevented.length === 0) return [];
  const addresses = [...new Set(prevented.map((result) => terminal(result.address)))];
  const which = !all && addresses.length > shownAddresses ? `of ${count(addresses.length, 'entry', 'entries')}` : addresses.join(', ');
  return [`  ${paintFor(color).change('=', '=')} ${count(prevented.length, 'operation')} not started: ${which}`];
}

/** How many operations ended how. */
export function outcomesText(results: readonly OperationResult[]): string {
  const many = (outcome: Outcome): number => results.filter((result) => result.outcome === outcome).length;
  const outcomes: Outcome[] = ['done', 'already', 'failed', 'skipped', 'cancelled', 'unknown'];
  const ended = outcomes.filter((outcome) => many(outcome) > 0).map((outcome) => `${many(outcome)} ${outcome}`);
  return results.length === 0 ? 'Nothing was sent.' : `${count(results.length, 'operation')}: ${ended.join(', ')}.`;
}

/** How every operation ended, for a person. */
export function resultsText(results: readonly OperationResult[], options: ReceiptOptions): string {
  const lines = results.filter(isStarted).map((result) => line(result, options.color));
  return `${[...lines, ...notStartedLine(results, options)].join('\n')}\n\n${outcomesText(results)}\n`;
}

/** The entries that still differ. */
export const leftAddresses = (after: Plan): string[] => [...new Set(sentOperations(after).map(({ address }) => address))];

/**
 * Whether the cloud is as the spec says.
 * @param left the entries that still differ, as they are to be printed
 */
export function stateText(after: Plan, left: readonly string[], all = false): string {
  const many = after.leftOut.length;
  const others = many === 0 ? '' : ` ${count(many, 'entry', 'entries')} ${many === 1 ? 'was' : 'were'} left out of the run.`;
  return `${seenText(after, left, all)}${others}`;
}

function seenText(after: Plan, left: readonly string[], all: boolean): string {
  const many = sentOperations(after).length;
  if (many > 0) return `${count(many, 'operation')} would still be needed, for ${capped(left, shownAddresses, all)}.`;
  const held = after.operations.length;
  if (held > 0) return `${count(held, 'operation')} ${held === 1 ? 'is' : 'are'} held back, and the rest matches the spec.`;
  if (planStatus(after) !== 'ready') return 'the rest matches the spec.';
  return after.leftOut.length > 0 ? 'what the run was about matches the spec.' : 'it matches the spec.';
}

/** What the last read showed of the entries that an apply touched. */
export function afterText(after: Plan, results: readonly OperationResult[], { all = false }: Partial<ReceiptOptions> = {}): string {
  const touched = new Set(results.map((result) => result.address));
  const lines = after.entries
    .filter((entry) => touched.has(entry.address) && entry.id !== undefined)
    .flatMap((entry) => [
      `  ${terminal(entry.address)} ${terminal(entry.id ?? '')}: ${statusText(entry.status || 'no status')}`,
      ...entry.notes.map((note) => `      note: ${terminal(note)}`),
    ]);
  const state = stateText(
    after,
    leftAddresses(after).map((address) => terminal(address)),
    all,
  );
  return `The cloud was read again: ${state}\n${[...lines, ...twinLines(after)].map((one) => `${one}\n`).join('')}`;
}
