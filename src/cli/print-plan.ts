import type { Diagnostic } from '../base/diagnostic.ts';
import { Failure } from '../base/failure.ts';
import type { Plan } from '../plan/plan.ts';
import { approvedByFlag } from '../plan/gate.ts';
import type { GateOptions } from '../plan/gate.ts';
import { planStatus } from '../plan/plan.ts';
import { ending, textReport } from '../report/findings/text.ts';
import type { Documents } from '../report/location.ts';
import { formatOf } from '../report/formats.ts';
import * as planFormats from '../report/plans/index.ts';
import type { PlanOptions as PlanOptionsOfRun } from '../engine/plan-stack.ts';
import { readText, typed } from '../files/index.ts';
import { exits } from './exit-codes.ts';
import { accessOf, lookOf } from './host.ts';
import type { FileOptions, Host } from './host.ts';
import { forPeople } from './load-program.ts';
import type { LoadedSpec } from './spec-files.ts';

export type PlanFormatName = keyof typeof planFormats;

/** The flags of how a plan is printed. */
export type PrintOptions = {
  readonly format: PlanFormatName;
  readonly all?: boolean;
  readonly brief?: boolean;
  readonly explainSelectors?: boolean;
};

/** The texts of all rules, which are loaded only for a format that lists them. */
const allRules = async () => (await import('../derive/rule-index.ts')).ruleEntries();

/** Prints a plan, and its findings beside it where its format has no place for them. */
export async function printPlan(
  plan: Plan,
  { documents, diagnostics }: LoadedSpec,
  { format, all = false, brief = false, explainSelectors = false }: PrintOptions,
  io: Host,
): Promise<void> {
  const { print, hasFindings, needsRules, hasCommands } = formatOf(planFormats, format);
  const rules = needsRules ? await allRules() : [];
  const text = print(plan, documents, { ...lookOf(io, 'stdout'), all, brief, explainSelectors, rules, root: io.cwd });
  io.stdout(text, hasCommands ? 'commands' : 'text');
  if (!hasFindings) printProblems(plan, documents, forPeople(diagnostics), all, io);
}

/** What the plan found, and the one summary of the run, of what was found before it too. */
function printProblems({ problems }: Plan, documents: Documents, before: readonly Diagnostic[], all: boolean, io: Host): void {
  if (problems.length + before.length === 0) return;
  const frames = problems.length === 0 ? '' : textReport(problems, documents, { ...lookOf(io, 'stderr'), all, summary: false });
  io.stderr(`${frames}${ending([...before, ...problems], documents)}\n`);
}

/** The exit code that a plan asks for, whatever of it is carried out. */
export function statusExit(plan: Plan): number {
  const status = planStatus(plan);
  return status === 'refused' ? exits.refused : status === 'failed' ? exits.findings : exits.ok;
}

/** The flags of plan and apply that decide what a plan is about and what is approved of it. */
export type PlanFlagOptions = FileOptions & {
  readonly approveReductions?: string;
  readonly target?: readonly string[];
  readonly exclude?: readonly string[];
};

function gateOf(given: string | undefined): GateOptions {
  if (given !== undefined && !/^\d{1,9}$/.test(given))
    throw new Failure('usage', `--approve-reductions ${given} is not a number of reductions.`, {
      help: 'snapspec plan says how many are pending. For example: --approve-reductions 5',
    });
  return approvedByFlag(given === undefined ? undefined : Number(given));
}

/** Addresses as they are given; `@FILE` is a file with one a line. */
async function addressesOf(given: readonly string[], options: FileOptions, io: Host): Promise<string[]> {
  const lists = await Promise.all(
    given.map(async (one) => {
      if (!one.startsWith('@')) return [one];
      const text = await readText(typed(one.slice(1)), accessOf(io, options), { help: 'Name a file with one address a line.' });
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
    }),
  );
  return [...new Set(lists.flat())];
}

/**
 * What the command line approves and what it is about.
 * @throws Failure `usage` for what is no number, and for a file that cannot be read
 */
export async function planOptions(options: PlanFlagOptions, io: Host): Promise<PlanOptionsOfRun> {
  const targets = await addressesOf(options.target ?? [], options, io);
  const excluded = await addressesOf(options.exclude ?? [], options, io);
  return { gate: gateOf(options.approveReductions), narrowing: { targets, excluded } };
}
