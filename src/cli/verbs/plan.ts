import type { CloudOptions } from '../connect.ts';
import { openCloud } from '../connect.ts';
import { exits } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { loadProgram } from '../load-program.ts';
import { blockedExit, printPlan } from '../print-plan.ts';
import type { PlanFormatName } from '../print-plan.ts';
import type { SpecOptions } from '../spec-files.ts';

export type PlanFlags = SpecOptions &
  CloudOptions & { readonly format: PlanFormatName; readonly detailedExitcode?: boolean; readonly explainSelectors?: boolean };

/** Shows what apply would do. It sends read calls only. */
export async function plan(options: PlanFlags, io: Host): Promise<number> {
  const loaded = await loadProgram(options, io);
  if (loaded === undefined) return exits.findings;
  const [{ connectReader }, { planStack }] = await Promise.all([import('../../cloud/client.ts'), import('../../engine/plan-stack.ts')]);
  const cloud = await openCloud(loaded.program, loaded.folder, options, io);
  try {
    const made = await planStack(loaded.program, connectReader(cloud.connection), cloud.clock);
    printPlan(made, loaded, options.format, io, { explainSelectors: options.explainSelectors ?? false });
    return blockedExit(made) ?? (options.detailedExitcode && made.operations.length > 0 ? exits.changes : exits.ok);
  } finally {
    await cloud.close();
  }
}
