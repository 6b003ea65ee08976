import type { Event, Outcome, Result } from '../plan/event.ts';
import { count, visible } from '../base/text.ts';
import type { Plan } from '../plan/plan.ts';
import { paint as paintFor } from './paint.ts';
import type { Sign } from './paint.ts';

const signs: { readonly [O in Outcome]: Sign } = { done: '+', already: '=', failed: '!', skipped: '-', cancelled: '-', unknown: '?' };

/** One line of progress; undefined for what is not worth a line. */
export function eventLine(event: Event): string | undefined {
  switch (event.type) {
    case 'started':
      return `${visible(event.operation.address)}: ${event.operation.why} …`;
    case 'waiting':
      return `${visible(event.operation.address)}: waiting ${event.seconds} s: ${visible(event.why)}`;
    case 'settling':
      return `${event.what} …`;
    case 'ended':
      return undefined;
    default:
      return event satisfies never;
  }
}

function line(result: Result, color: boolean): string {
  const paint = paintFor(color);
  const id = result.resourceId === undefined ? '' : ` ${visible(result.resourceId)}`;
  const request = result.requestId === undefined ? '' : `  RequestId ${visible(result.requestId)}`;
  const sign = signs[result.outcome];
  const head = `  ${paint.change(sign, sign)} ${visible(result.address)} ${result.action}${id}: ${result.outcome}${request}`;
  const more = [result.message, result.help && `help: ${result.help}`].filter((text) => text !== undefined && text !== '');
  return [head, ...more.map((text) => `      ${visible(String(text))}`)].join('\n');
}

/** How every operation ended, for a person. */
export function resultsText(results: readonly Result[], options: { readonly color: boolean }): string {
  const many = (outcome: Outcome): number => results.filter((result) => result.outcome === outcome).length;
  const outcomes: Outcome[] = ['done', 'already', 'failed', 'skipped', 'cancelled', 'unknown'];
  const summary = outcomes
    .filter((outcome) => many(outcome) > 0)
    .map((outcome) => `${many(outcome)} ${outcome}`)
    .join(', ');
  return `${results.map((result) => line(result, options.color)).join('\n')}\n\n${count(results.length, 'operation')}: ${summary}.\n`;
}

/** What the last look at the cloud showed of the entries that an apply touched. */
export function afterText(after: Plan, results: readonly Result[]): string {
  const touched = new Set(results.map((result) => result.address));
  const lines = after.entries
    .filter((entry) => touched.has(entry.address) && entry.id !== undefined)
    .flatMap((entry) => [
      `  ${visible(entry.address)} ${visible(entry.id ?? '')}: ${visible(entry.status || 'no status')}`,
      ...entry.notes.map((note) => `      note: ${visible(note)}`),
    ]);
  const seen =
    after.operations.length === 0 ? 'it matches the spec.' : `${count(after.operations.length, 'operation')} would still be needed.`;
  return `The cloud was read again: ${seen}\n${lines.map((one) => `${one}\n`).join('')}`;
}
