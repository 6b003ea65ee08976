import { choices, count } from '../../base/text.ts';
import { terminal } from '../../escape/terminal.ts';
import type { Plan } from '../../plan/plan.ts';
import type { CloudOptions } from '../connect.ts';
import { openCloud, openReader } from '../connect.ts';
import { exits, worst } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { loadProgram } from '../load-program.ts';
import { printPlan, statusExit } from '../print-plan.ts';
import type { SpecOptions } from '../spec-files.ts';

export type DriftFlags = SpecOptions & CloudOptions & { readonly format: 'text' | 'json' };

/** The entries that differ from the spec. */
const drifted = ({ operations }: Plan): readonly string[] => [...new Set(operations.map(({ address }) => address))];

function summary(plan: Plan): string {
  const differing = drifted(plan);
  if (differing.length === 0) return 'No drift.\n';
  const names = choices(
    differing.map((address) => terminal(address)),
    'and',
  );
  return `Drift: ${count(differing.length, 'entry')} ${differing.length === 1 ? 'differs' : 'differ'} from the spec: ${names}.\n`;
}

/** Compares the cloud with the spec, for a job that runs by itself. It sends read calls only. */
export async function drift(options: DriftFlags, io: Host): Promise<number> {
  const loaded = await loadProgram(options, io);
  if (loaded === undefined) return exits.findings;
  const { planStack } = await import('../../engine/plan-stack.ts');
  const cloud = await openCloud(loaded.program, loaded.folder, options, io);
  try {
    const made = await planStack(loaded.program, await openReader(cloud.connection, cloud.clock, options, io), cloud.clock);
    await printPlan(made, loaded, options, io);
    if (options.format === 'text') io.stdout(summary(made));
    return worst([statusExit(made), drifted(made).length > 0 ? exits.changes : exits.ok]);
  } finally {
    await cloud.close();
  }
}
