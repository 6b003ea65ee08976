import type { Plan } from '../plan/plan.ts';
import { planStatus, withTwins } from '../plan/plan.ts';
import { textReport } from '../report/findings/text.ts';
import { formatOf } from '../report/formats.ts';
import * as planFormats from '../report/plans/index.ts';
import { exits } from './exit-codes.ts';
import type { Host } from './host.ts';
import type { LoadedSpec } from './spec-files.ts';

export type PlanFormatName = keyof typeof planFormats;

/** Prints a plan, and its findings beside it where its format has no place for them. */
export function printPlan(plan: Plan, { documents }: LoadedSpec, format: PlanFormatName, io: Host, brief = false): void {
  const { print, hasFindings } = formatOf(planFormats, format);
  io.stdout(print(plan, documents, { color: io.color.stdout, brief }));
  if (!hasFindings && plan.problems.length > 0) io.stderr(textReport(plan.problems, documents, { color: io.color.stderr }));
}

/** The exit code of more than one backup of an entry: that is refused, and everything else goes on. */
export const twinsExit = (plan: Plan): number => (withTwins(plan).length > 0 ? exits.refused : exits.ok);

/** The exit code of a plan that must not be applied; undefined for one that may be. */
export function blockedExit(plan: Plan): number | undefined {
  const status = planStatus(plan);
  return status === 'refused' ? exits.refused : status === 'failed' ? exits.findings : undefined;
}
