import { hasErrors } from '../../base/diagnostic.ts';
import type { Front, Program } from '../../compile/front.ts';
import type { Plan } from '../../plan/plan.ts';
import { standing } from '../../plan/plan.ts';
import { textReport } from '../../report/diagnostics.ts';
import { planJson } from '../../report/json.ts';
import { planText } from '../../report/plan-text.ts';
import type { CloudOptions } from '../cloud.ts';
import { openCloud } from '../cloud.ts';
import { exits } from '../exit.ts';
import type { Io } from '../io.ts';
import type { SpecOptions } from '../spec-files.ts';
import { loadSpec } from '../spec-files.ts';

export type PlanFormat = 'text' | 'json';
export type PlanOptions = SpecOptions & CloudOptions & { readonly format: PlanFormat; readonly detailedExitcode?: boolean };

/** Prints errors and warnings, on stderr since stdout holds the plan; advice is for lint. */
export function tellFindings(loaded: Front, io: Io): void {
  const worth = loaded.diagnostics.filter((found) => found.severity !== 'info');
  if (worth.length > 0) io.stderr(textReport(worth, loaded.documents, { color: io.color.stderr }));
}

/** Prints a plan and what live reads showed to be wrong with the spec. */
export function tellPlan(plan: Plan, loaded: Front, format: PlanFormat, io: Io, brief = false): void {
  io.stdout(format === 'json' ? planJson(plan, loaded.documents) : planText(plan, { color: io.color.stdout, brief }));
  if (format === 'text' && plan.problems.length > 0) io.stderr(textReport(plan.problems, loaded.documents, { color: io.color.stderr }));
}

/** The exit code of a plan that cannot be carried out; undefined for one that can. */
export function stopped(plan: Plan): number | undefined {
  const state = standing(plan);
  return state === 'refused' ? exits.refused : state === 'failed' ? exits.findings : undefined;
}

/** Reads the spec for a verb that needs all of it; undefined where it has errors, which are then printed. */
export async function loadProgram(
  options: SpecOptions,
  io: Io,
): Promise<{ readonly loaded: Front & { readonly folder: string }; readonly program: Program | undefined }> {
  const loaded = await loadSpec(options, io, 'error');
  tellFindings(loaded, io);
  return { loaded, program: hasErrors(loaded.diagnostics) ? undefined : loaded.program };
}

/** Shows what apply would do. It sends reading calls only. */
export async function plan(options: PlanOptions, io: Io): Promise<number> {
  const { loaded, program } = await loadProgram(options, io);
  if (program === undefined) return exits.findings;
  const [{ connectReader }, { planFor }] = await Promise.all([import('../../cloud/client.ts'), import('../../cloud/planning.ts')]);
  const way = await openCloud(program, loaded.folder, options, io);
  try {
    const made = await planFor(program, connectReader(way.connection), io.clock);
    tellPlan(made, loaded, options.format, io);
    return stopped(made) ?? (options.detailedExitcode && made.operations.length > 0 ? exits.changes : exits.ok);
  } finally {
    await way.close();
  }
}
