import { Failure } from '../base/failure.ts';
import type { Plan } from '../plan/plan.ts';
import { closedGate } from '../plan/gate.ts';
import type { GateOptions } from '../plan/gate.ts';
import { planStatus } from '../plan/plan.ts';
import { textReport } from '../report/findings/text.ts';
import { formatOf } from '../report/formats.ts';
import * as planFormats from '../report/plans/index.ts';
import { exits } from './exit-codes.ts';
import { lookOf } from './host.ts';
import type { Host } from './host.ts';
import type { LoadedSpec } from './spec-files.ts';

export type PlanFormatName = keyof typeof planFormats;

/** The flags of how a plan is printed. */
export type PrintOptions = { readonly format: PlanFormatName; readonly all?: boolean; readonly brief?: boolean };

/** The texts of all rules, which are loaded only for a format that lists them. */
const allRules = async () => (await import('../derive/rule-index.ts')).ruleEntries();

/** Prints a plan, and its findings beside it where its format has no place for them. */
export async function printPlan(
  plan: Plan,
  { documents }: LoadedSpec,
  { format, all = false, brief = false }: PrintOptions,
  io: Host,
): Promise<void> {
  const { print, hasFindings, needsRules, hasCommands } = formatOf(planFormats, format);
  const rules = needsRules ? await allRules() : [];
  const text = print(plan, documents, { ...lookOf(io, 'stdout'), all, brief, rules, root: io.cwd });
  io.stdout(text, hasCommands ? 'commands' : 'text');
  if (!hasFindings && plan.problems.length > 0) io.stderr(textReport(plan.problems, documents, lookOf(io, 'stderr')));
}

/** The exit code that a plan asks for, whatever of it is carried out. */
export function statusExit(plan: Plan): number {
  const status = planStatus(plan);
  return status === 'refused' ? exits.refused : status === 'failed' ? exits.findings : exits.ok;
}

/**
 * What the command line approves.
 * @throws Failure `usage` for what is no number
 */
export function gateOptions({ approveReductions }: { readonly approveReductions?: string }): GateOptions {
  if (approveReductions === undefined) return closedGate;
  if (!/^\d{1,9}$/.test(approveReductions))
    throw new Failure('usage', `--approve-reductions ${approveReductions} is not a number of reductions.`, {
      help: 'snapspec plan says how many are pending. For example: --approve-reductions 5',
    });
  return { ...closedGate, approvals: [{ by: 'flag', reductions: Number(approveReductions) }] };
}
