import { terminal } from '../../escape/terminal.ts';
import { durationText } from './progress.ts';
import type { Progress } from './progress.ts';

/**
 * One line that says that a run goes on, and what it is at, for a log.
 * @param now milliseconds since 1970
 */
export function heartbeat({ since, doing, summary }: Progress, now: number): string {
  const [oldest] = doing;
  const at = oldest === undefined ? '' : ` ${terminal(oldest.subject)}: ${terminal(oldest.what)}, ${durationText(now - oldest.since)}.`;
  return `Still at it after ${durationText(now - since)}: ${summary}.${at}\n`;
}
