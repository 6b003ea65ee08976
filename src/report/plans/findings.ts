import type { Diagnostic } from '../../base/diagnostic.ts';
import { count } from '../../base/text.ts';
import type { Plan, PlanEntry } from '../../plan/plan.ts';
import type { FindingsFormat } from '../findings/format.ts';
import type { PlanFormat } from './format.ts';

const at = (entry: PlanEntry | undefined): Pick<Diagnostic, 'place'> => (entry?.place ? { place: entry.place } : {});

function refusalsOf(entry: PlanEntry): Diagnostic[] {
  const { refusal, doubtful = [], twins = [], address, id } = entry;
  const notes = doubtful.map((one) => `${one.id}: ${one.why}.`);
  const refused: Diagnostic[] =
    refusal === undefined
      ? []
      : [
          {
            code: 'entry-refused',
            severity: 'error',
            message: refusal.reason,
            help: refusal.help,
            ...(notes.length > 0 && { notes }),
            ...at(entry),
          },
        ];
  if (twins.length === 0) return refused;
  const message = `${address} has duplicates: ${twins.join(', ')}${id === undefined ? '' : `, beside ${id}, which counts`}.`;
  const help = 'Remove those that are not wanted. Until then every run ends with exit code 3.';
  return [...refused, { code: 'duplicate-backup', severity: 'error', message, help, ...at(entry) }];
}

/** How to approve what a plan takes away. */
export const approvalHelp = ({ gate }: Plan): string =>
  `Approve them with --approve-reductions ${gate.count}, or in the spec with approve: {reductions: ${gate.count}, reason: …}. Until then they are held back.`;

function reductionsOf(plan: Plan): Diagnostic[] {
  if (plan.gate.passed) return [];
  const entries = new Map(plan.entries.map((entry) => [entry.address, entry]));
  return plan.gate.reductions.map(({ address, loses, count: many, ids = [] }) => ({
    code: 'reduction-not-approved',
    severity: 'error',
    message: `${address}: ${count(many, 'disk')} would lose ${loses}, and that is not approved.`,
    help: approvalHelp(plan),
    ...(ids.length > 0 && { notes: [`They are ${ids.join(', ')}.`] }),
    ...at(entries.get(address)),
  }));
}

/** All that is wrong with a plan: what the live state shows of the spec, what is refused, and what is not approved. */
export const planFindings = (plan: Plan): Diagnostic[] => [...plan.problems, ...plan.entries.flatMap(refusalsOf), ...reductionsOf(plan)];

/** A format of findings as a format of plans. */
export const ofFindings = ({ print, needsRules, hasCommands }: FindingsFormat): PlanFormat => ({
  hasFindings: true,
  ...(needsRules && { needsRules }),
  ...(hasCommands && { hasCommands }),
  print: (plan, documents, { color, rules, root }) =>
    print(planFindings(plan), documents, { color, verb: 'plan', ...(rules && { rules }), ...(root !== undefined && { root }) }),
});
