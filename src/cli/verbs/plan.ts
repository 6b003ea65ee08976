import { hasErrors } from '../../base/diagnostic.ts';
import type { Analysis, Program } from '../../frontend/analyze.ts';
import type { Plan } from '../../plan/plan.ts';
import { planStatus } from '../../plan/plan.ts';
import { textReport } from '../../report/diagnostics.ts';
import { planJson } from '../../report/json.ts';
import { planText } from '../../report/plan-text.ts';
import type { CloudOptions } from '../connect.ts';
import { openCloud } from '../connect.ts';
import { exits } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import type { SpecOptions } from '../spec-files.ts';
import { loadSpec } from '../spec-files.ts';

export type PlanFormat = 'text' | 'json';
export type PlanFlags = SpecOptions & CloudOptions & { readonly format: PlanFormat; readonly detailedExitcode?: boolean };

/** Prints errors and warnings, on stderr since stdout holds the plan; advice is for lint. */
export function printFindings(loaded: Analysis, io: Host): void {
  const worth = loaded.diagnostics.filter((found) => found.severity !== 'info');
  if (worth.length > 0) io.stderr(textReport(worth, loaded.documents, { color: io.color.stderr }));
}

/** Prints a plan and what live reads showed to be wrong with the spec. */
export function printPlan(plan: Plan, loaded: Analysis, format: PlanFormat, io: Host, brief = false): void {
  io.stdout(format === 'json' ? planJson(plan, loaded.documents) : planText(plan, { color: io.color.stdout, brief }));
  if (format === 'text' && plan.problems.length > 0) io.stderr(textReport(plan.problems, loaded.documents, { color: io.color.stderr }));
}

/** The exit code of a plan that cannot be carried out; undefined for one that can. */
export function stopped(plan: Plan): number | undefined {
  const state = planStatus(plan);
  return state === 'refused' ? exits.refused : state === 'failed' ? exits.findings : undefined;
}

/** Reads the spec for a verb that needs all of it; undefined where it has errors, which are then printed. */
export async function loadProgram(
  options: SpecOptions,
  io: Host,
): Promise<{ readonly loaded: Analysis & { readonly folder: string }; readonly program: Program | undefined }> {
  const loaded = await loadSpec(options, io, 'error');
  printFindings(loaded, io);
  return { loaded, program: hasErrors(loaded.diagnostics) ? undefined : loaded.program };
}

/** Shows what apply would do. It sends reading calls only. */
export async function plan(options: PlanFlags, io: Host): Promise<number> {
  const { loaded, program } = await loadProgram(options, io);
  if (program === undefined) return exits.findings;
  const [{ connectReader }, { planStack }] = await Promise.all([import('../../cloud/client.ts'), import('../../engine/plan-stack.ts')]);
  const way = await openCloud(program, loaded.folder, options, io);
  try {
    const made = await planStack(program, connectReader(way.connection), io.clock);
    printPlan(made, loaded, options.format, io);
    return stopped(made) ?? (options.detailedExitcode && made.operations.length > 0 ? exits.changes : exits.ok);
  } finally {
    await way.close();
  }
}
