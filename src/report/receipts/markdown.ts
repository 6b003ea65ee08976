import { markdownCode } from '../../escape/markdown.ts';
import { cut } from '../../escape/cut.ts';
import { count } from '../../base/text.ts';
import type { Outcome, OperationResult } from '../../plan/receipt.ts';
import type { Plan } from '../../plan/plan.ts';
import { markdownPage } from '../markdown-page.ts';
import type { Part } from '../markdown-page.ts';
import { findingsPart, heading } from '../plans/markdown.ts';
import { planFindings } from '../plans/findings.ts';
import type { ReceiptFormat } from './format.ts';
import { leftAddresses, outcomesText, stateText } from './text.ts';
import { nextSteps } from './next-steps.ts';

const code = (text: string): string => markdownCode(cut(text, 1_000));

/** What apply did as one comment of a pull request: what went wrong first, and a hidden line to find it by. */
export const markdown: ReceiptFormat = {
  isDocument: true,
  print: (plan, results, after) => markdownPage(top(plan, results, after), parts(results, after)),
};

function top(plan: Plan, results: readonly OperationResult[], after: Plan | undefined): string {
  const left = after === undefined ? [] : leftAddresses(after).map((address) => code(address));
  const state = after === undefined ? [] : [`The cloud was read again: ${stateText(after, left)}`];
  const next = nextSteps(results, after).trim();
  return heading('apply', plan, [outcomesText(results), ...state, ...(next === '' ? [] : [next])]);
}

/** What needs somebody comes first. */
const order: readonly Outcome[] = ['failed', 'unknown', 'cancelled', 'skipped', 'done', 'already'];

function item({ address, action, outcome, resourceId, requestId, message, help }: OperationResult): string {
  const id = resourceId === undefined ? '' : ` ${code(resourceId)}`;
  const request = requestId === undefined ? '' : `, RequestId ${code(requestId)}`;
  const more = [message && `\n  ${code(message)}`, help && `\n  Help: ${code(help)}`].filter(Boolean).join('');
  return `- **${outcome}** ${code(address)} ${action}${id}${request}${more}`;
}

function parts(results: readonly OperationResult[], after: Plan | undefined): Part[] {
  const sorted = order.flatMap((outcome) => results.filter((one) => one.outcome === outcome));
  return [
    {
      head: `#### ${count(results.length, 'operation')}`,
      items: sorted.map((one) => () => item(one)),
      more: (left) => `… and ${count(left, 'more operation')}, left out because a comment holds no more.`,
    },
    ...(after === undefined ? [] : [findingsPart(planFindings(after), new Map(), undefined)]),
  ];
}
