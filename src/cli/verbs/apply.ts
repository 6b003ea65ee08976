import type { OperationResult } from '../../plan/receipt.ts';
import { Failure } from '../../base/failure.ts';
import { count } from '../../base/text.ts';
import type { Analysis, Program } from '../../frontend/analyze.ts';
import type { Plan } from '../../plan/plan.ts';
import { afterText, eventLine, resultsText } from '../../report/apply-text.ts';
import { nextSteps } from '../../report/next-steps.ts';
import { receiptJson } from '../../report/json.ts';
import { planText } from '../../report/plan-text.ts';
import type { CloudOptions, CloudConnection } from '../connect.ts';
import { openCloud } from '../connect.ts';
import { exits, worst } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import type { SpecOptions } from '../spec-files.ts';
import { loadProgram, stopped, printPlan } from './plan.ts';
import type { PlanFormat } from './plan.ts';

export type ApplyFlags = SpecOptions &
  CloudOptions & { readonly format: PlanFormat; readonly autoApprove?: boolean; readonly wait: 'accepted' | 'finished' };

/** Nobody is asked where nobody can answer: there the flag must say it. */
async function approved(plan: Plan, options: ApplyFlags, io: Host): Promise<boolean> {
  if (options.autoApprove) return true;
  if (!io.interactive)
    throw new Failure('usage', 'apply changes the cloud and nobody can be asked here', {
      help: 'Read the plan first (snapspec plan), then add --auto-approve.',
    });
  const answer = await io.ask(`Carry out ${count(plan.operations.length, 'operation')}? Only yes is yes: `);
  return answer.trim() === 'yes';
}

function outcomeCodes(results: readonly OperationResult[], after: Plan | undefined, io: Host): number[] {
  const has = (outcome: OperationResult['outcome']): boolean => results.some((result) => result.outcome === outcome);
  return [
    ...(has('unknown') ? [exits.unknown] : []),
    ...(has('failed') || has('skipped') ? [exits.findings] : []),
    ...(io.signal.aborted ? [io.signal.reason === 'SIGTERM' ? exits.terminated : exits.interrupted] : []),
    ...(after && after.operations.length > 0 && !has('failed') && !has('unknown') && !io.signal.aborted ? [exits.unknown] : []),
  ];
}

function tellEnd(made: Plan, results: readonly OperationResult[], after: Plan | undefined, options: ApplyFlags, io: Host): void {
  if (options.format === 'json') return io.stdout(receiptJson(made, results, after));
  io.stdout(resultsText(results, { color: io.color.stdout }));
  if (after !== undefined) io.stdout(afterText(after, results));
  io.stdout(nextSteps(results, after));
}

async function carryOut(made: Plan, program: Program, way: CloudConnection, options: ApplyFlags, io: Host): Promise<number> {
  const [{ connectReader, connectWriter }, { planStack }, { apply: run }] = await Promise.all([
    import('../../cloud/client.ts'),
    import('../../engine/plan-stack.ts'),
    import('../../apply/apply.ts'),
  ]);
  const reader = connectReader(way.connection);
  const results = await run(made, {
    reader,
    writer: connectWriter(way.connection),
    clock: io.clock,
    settle: way.settle,
    wait: options.wait,
    signal: io.signal,
    onEvent: (event) => {
      const line = eventLine(event);
      if (line !== undefined) io.stderr(`${line}\n`);
    },
  });
  const after = io.signal.aborted ? undefined : await planStack(program, reader, io.clock);
  tellEnd(made, results, after, options, io);
  return worst(outcomeCodes(results, after, io));
}

function tellUnchanged(made: Plan, loaded: Analysis, options: ApplyFlags, io: Host): number {
  if (options.format === 'json') io.stdout(receiptJson(made, [], made));
  else printPlan(made, loaded, 'text', io);
  return exits.ok;
}

/** Makes the plan again, asks, and carries it out; then reads the cloud once more to see that it matches. */
export async function apply(options: ApplyFlags, io: Host): Promise<number> {
  const { loaded, program } = await loadProgram(options, io);
  if (program === undefined) return exits.findings;
  const [{ connectReader }, { planStack }] = await Promise.all([import('../../cloud/client.ts'), import('../../engine/plan-stack.ts')]);
  const way = await openCloud(program, loaded.folder, options, io);
  try {
    const made = await planStack(program, connectReader(way.connection), io.clock);
    const stop = stopped(made);
    if (stop !== undefined) {
      printPlan(made, loaded, options.format, io);
      return stop;
    }
    if (made.operations.length === 0) return tellUnchanged(made, loaded, options, io);
    // Who is asked must see all of it; who is not has read the plan before. With --format json stdout holds the receipt alone.
    const brief = options.autoApprove ?? false;
    if (options.format === 'json') io.stderr(planText(made, { color: io.color.stderr, brief }));
    else printPlan(made, loaded, 'text', io, brief);
    // Until here a signal ends the process; from here on it has to be heard.
    const { signal } = io;
    if (!(await approved(made, options, io))) {
      io.stderr('Nothing was changed.\n');
      return signal.aborted ? exits.interrupted : exits.refused;
    }
    return await carryOut(made, program, way, options, io);
  } finally {
    await way.close();
  }
}
