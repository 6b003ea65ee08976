import { baseOf } from '../against.ts';
import type { AgainstOptions } from '../against.ts';
import type { CloudOptions } from '../connect.ts';
import { openCloud, openReader } from '../connect.ts';
import { exits, worst } from '../exit-codes.ts';
import { hostWith, lookOf } from '../host.ts';
import type { Host } from '../host.ts';
import { writeJsonInto } from '../json-into.ts';
import type { JsonInto } from '../json-into.ts';
import { loadProgram } from '../load-program.ts';
import { planOptions, printPlan, statusExit } from '../print-plan.ts';
import type { PlanFlagOptions, PlanFormatName } from '../print-plan.ts';
import type { LiveState } from '../../diff/live-state.ts';
import { planDigest } from '../../plan/digest.ts';
import { sentOperations } from '../../plan/plan.ts';
import { json } from '../../report/plans/json.ts';
import { wrapped } from '../../report/terminal/wrap.ts';
import { Redactor, secretsIn } from '../redactor.ts';
import { saveReading } from '../save-reading.ts';
import type { ReadingOptions } from '../save-reading.ts';
import { savePlan, targetOf } from '../saved-plan.ts';
import type { OutOptions } from '../saved-plan.ts';
import type { SpecOptions } from '../spec-files.ts';

export type PlanFlags = SpecOptions &
  CloudOptions &
  OutOptions &
  AgainstOptions &
  ReadingOptions &
  PlanFlagOptions &
  JsonInto & {
    readonly format: PlanFormatName;
    readonly all?: boolean;
    readonly detailedExitcode?: boolean;
    readonly explainSelectors?: boolean;
    readonly prune?: boolean;
  };

/** A host that also keeps the secrets that are hidden, so that none of them is saved. */
function keepingSecrets(io: Host): { readonly secrets: Redactor; readonly host: Host } {
  const secrets = new Redactor();
  secrets.hide(...secretsIn(io.environment));
  const hide: Host['hide'] = (...given) => {
    secrets.hide(...given);
    io.hide(...given);
  };
  return { secrets, host: hostWith(io, { hide }) };
}

/** Shows what apply would do, and saves it where that is asked for. It sends read calls only. */
export async function plan(options: PlanFlags, given: Host): Promise<number> {
  const { secrets, host: io } = keepingSecrets(given);
  const target = targetOf(options, io);
  const loaded = await loadProgram(options, io);
  if (loaded === undefined) return exits.findings;
  const base = await baseOf(loaded, options, io);
  const { planStack } = await import('../../engine/plan-stack.ts');
  const cloud = await openCloud(loaded.program, loaded.folder, options, io);
  let read: LiveState | undefined;
  const onRead = (live: LiveState): void => {
    read = live;
  };
  try {
    const made = await planStack(
      { ...loaded.program, prune: options.prune ?? false },
      await openReader(cloud.connection, cloud.clock, options, io),
      cloud.clock,
      {
        ...(await planOptions(options, io)),
        ...(base && { base }),
        onRead,
      },
    );
    await printPlan(made, loaded, options, io);
    if (options.format === 'text' && made.operations.length > 0)
      io.stdout(wrapped(`Digest: ${planDigest(made)}\n`, lookOf(io, 'stdout').width));
    writeJsonInto(json.print(made, loaded.documents, { color: false }), options, io);
    if (options.saveReading && read !== undefined) saveReading(read, loaded, secrets, options, io);
    if (target !== undefined) savePlan(made, loaded, target, secrets, options, io);
    const changes = options.detailedExitcode && sentOperations(made).length > 0 ? exits.changes : exits.ok;
    return worst([statusExit(made), changes]);
  } finally {
    await cloud.close();
  }
}
