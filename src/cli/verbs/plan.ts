import type { CloudOptions } from '../connect.ts';
import { openCloud, openReader } from '../connect.ts';
import { exits, worst } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { writeJsonInto } from '../json-into.ts';
import type { JsonInto } from '../json-into.ts';
import { loadProgram } from '../load-program.ts';
import { planOptions, printPlan, statusExit } from '../print-plan.ts';
import type { PlanFlagOptions, PlanFormatName } from '../print-plan.ts';
import { sentOperations } from '../../plan/plan.ts';
import { json } from '../../report/plans/json.ts';
import type { SpecOptions } from '../spec-files.ts';

export type PlanFlags = SpecOptions &
  CloudOptions &
  PlanFlagOptions &
  JsonInto & {
    readonly format: PlanFormatName;
    readonly all?: boolean;
    readonly detailedExitcode?: boolean;
    readonly explainSelectors?: boolean;
    readonly prune?: boolean;
  };

/** Shows what apply would do. It sends read calls only. */
export async function plan(options: PlanFlags, io: Host): Promise<number> {
  const loaded = await loadProgram(options, io);
  if (loaded === undefined) return exits.findings;
  const { planStack } = await import('../../engine/plan-stack.ts');
  const cloud = await openCloud(loaded.program, loaded.folder, options, io);
  try {
    const made = await planStack(
      { ...loaded.program, prune: options.prune ?? false },
      await openReader(cloud.connection, cloud.clock, options, io),
      cloud.clock,
      await planOptions(options, io),
    );
    await printPlan(made, loaded, options, io);
    writeJsonInto(json.print(made, loaded.documents, { color: false }), options, io);
    const changes = options.detailedExitcode && sentOperations(made).length > 0 ? exits.changes : exits.ok;
    return worst([statusExit(made), changes]);
  } finally {
    await cloud.close();
  }
}
