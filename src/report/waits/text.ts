import { count } from '../../base/text.ts';
import { terminal } from '../../escape/terminal.ts';
import { style as paintFor } from '../terminal/style.ts';
import type { Sign } from '../terminal/style.ts';
import { wrapped } from '../terminal/wrap.ts';
import type { WaitFormat, WaitResult } from './format.ts';

const signs: { readonly [O in WaitResult['outcome']]: Sign } = { finished: '+', failed: '!', gone: '!', pending: '?' };

const words: { readonly [O in WaitResult['outcome']]: string } = {
  finished: 'finished',
  failed: 'failed',
  gone: 'gone',
  pending: 'still being taken',
};

function line({ address, id, outcome, percent, help }: WaitResult, color: boolean): string {
  const sign = signs[outcome];
  const far = outcome === 'pending' && percent !== undefined ? ` (${percent}%)` : '';
  const head = `  ${paintFor(color).change(sign, sign)} ${terminal(address)} ${terminal(id)}: ${words[outcome]}${far}\n`;
  return help === undefined ? head : `${head}      help: ${terminal(help)}\n`;
}

/** How many backups ended how. */
function summary(results: readonly WaitResult[]): string {
  if (results.length === 0) return 'No backup of this spec is being taken.\n';
  const many = (outcome: WaitResult['outcome']): number => results.filter((one) => one.outcome === outcome).length;
  const outcomes = (Object.keys(words) as WaitResult['outcome'][]).filter((outcome) => many(outcome) > 0);
  return `\n${count(results.length, 'backup')}: ${outcomes.map((outcome) => `${many(outcome)} ${words[outcome]}`).join(', ')}.\n`;
}

/** What was waited for, for a person. */
export const text: WaitFormat = {
  print: ({ results }, { color, width }) => wrapped(results.map((one) => line(one, color)).join('') + summary(results), width),
};
