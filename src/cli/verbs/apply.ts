import { Failure } from '../../base/failure.ts';
import { count } from '../../base/text.ts';
import type { Answer, ApplyStackResult } from '../../engine/apply-stack.ts';
import { closedGate } from '../../plan/gate.ts';
import { sentOperations } from '../../plan/plan.ts';
import type { Plan } from '../../plan/plan.ts';
import type { ApplyEvent, OperationResult } from '../../plan/receipt.ts';
import { planText } from '../../report/plans/text.ts';
import { formatOf } from '../../report/formats.ts';
import * as receiptFormats from '../../report/receipts/index.ts';
import { applyBegins, applyGoesOn, applyProgress } from '../../report/progress/apply-progress.ts';
import { json } from '../../report/receipts/json.ts';
import { eventLine } from '../../report/receipts/progress.ts';
import { wrapped } from '../../report/terminal/wrap.ts';
import type { CloudOptions } from '../connect.ts';
import { openCloud, openReader, openWriter } from '../connect.ts';
import { failureCodes } from '../failures.ts';
import { exitOfAbort, exits, worst } from '../exit-codes.ts';
import { lookOf } from '../host.ts';
import type { Host } from '../host.ts';
import { keepReceipt } from '../json-into.ts';
import type { JsonInto } from '../json-into.ts';
import { loadProgram } from '../load-program.ts';
import type { LoadedProgram } from '../load-program.ts';
import { planOptions, printPlan, statusExit } from '../print-plan.ts';
import type { PlanFlagOptions } from '../print-plan.ts';
import { assertDigest, assertSaved, checkDigest, readSaved, withSavedApproval } from '../saved-plan.ts';
import { refuseElsewhere } from '../../saved/read.ts';
import type { SpecOptions } from '../spec-files.ts';

export type ApplyFlags = SpecOptions &
  CloudOptions &
  PlanFlagOptions &
  JsonInto & {
    readonly format: keyof typeof receiptFormats;
    readonly all?: boolean;
    readonly autoApprove?: boolean;
    /** Also remove unmanaged policies and inert duplicates. */
    readonly prune?: boolean;
    /** The digest that the plan must have. */
    readonly planDigest?: string;
    readonly wait: 'none' | 'accepted' | 'finished';
    /** Also what takes a token is created only after two looks. */
    readonly careful?: boolean;
  };

/** What every step of one run needs. */
type Context = {
  readonly options: ApplyFlags;
  readonly loaded: LoadedProgram;
  readonly io: Host;
  readonly timeout: AbortSignal;
  /** A saved plan was given: it has been read, so that nobody need be asked where nobody is. */
  readonly isSaved: boolean;
};

/** Whoever is asked must see the whole plan; with the flag it has been read before, and a line for each entry is enough. */
async function showPlan(plan: Plan, { options, loaded, io }: Context): Promise<void> {
  const brief = options.autoApprove ?? false;
  const all = options.all ?? false;
  if (formatOf(receiptFormats, options.format).isDocument) io.stderr(planText(plan, { ...lookOf(io, 'stderr'), brief, all }));
  else await printPlan(plan, loaded, { format: 'text', brief, all }, io);
}

/** A number typed as it stands in the plan approves so many reductions; anything else leaves them out. */
async function askForReductions(plan: Plan, io: Host): Promise<Answer | undefined> {
  if (plan.gate.passed) return undefined;
  const answer = await io.ask(
    `Type ${plan.gate.count} to approve ${count(plan.gate.count, 'reduction')} of protection, anything else to leave them out: `,
  );
  return answer?.trim() === String(plan.gate.count) ? { type: 'reductions', reductions: plan.gate.count } : undefined;
}

async function approved(plan: Plan, context: Context): Promise<Answer> {
  const { options, io } = context;
  await showPlan(plan, context);
  // Until here a signal ends the process; from here on it is handled.
  void io.signal;
  if (options.autoApprove) return { type: 'yes' };
  if (!io.interactive && context.isSaved) return { type: 'yes' };
  if (!io.interactive)
    throw new Failure('usage', 'apply changes the cloud, and nobody can be asked here.', {
      help: 'Read the plan first (snapspec plan), then add --auto-approve, or save it (--out FILE) and name the file.',
    });
  const reductions = await askForReductions(plan, io);
  if (reductions !== undefined) return reductions;
  const many = sentOperations(plan).length;
  if (many === 0) return { type: 'no' };
  const answer = await io.ask(`Apply ${count(many, 'operation')}? Only "yes" is accepted: `);
  return { type: answer?.trim() === 'yes' ? 'yes' : 'no' };
}

/** Progress for a person on standard error, and for a program as the format has it. */
function printProgress(event: ApplyEvent, { options, io }: Context): void {
  const line = io.progress?.isLive ? undefined : eventLine(event);
  if (line !== undefined) io.stderr(wrapped(`${line}\n`, io.columns?.stderr));
  const streamed = formatOf(receiptFormats, options.format).event?.(event);
  if (streamed !== undefined) io.stdout(streamed);
}

/** Shows how far the operations are, from the moment at which the plan is approved. */
function showOperations(plan: Plan, { io }: Context): (event: ApplyEvent) => void {
  let progress = applyBegins(sentOperations(plan).length, io.clock.now());
  io.progress?.show(() => applyProgress(progress));
  return (event) => {
    progress = applyGoesOn(progress, event, io.clock.now());
  };
}

/** Operations that are left although nothing kept them from being carried out. */
function unexplained(results: readonly OperationResult[], after: Plan | undefined): boolean {
  const skipped = new Set(results.filter(({ outcome }) => outcome === 'skipped').map(({ address, action }) => `${action} ${address}`));
  return after !== undefined && sentOperations(after).some(({ address, action }) => !skipped.has(`${action} ${address}`));
}

function outcomeCodes(results: readonly OperationResult[], after: Plan | undefined, { io, timeout }: Context): number[] {
  const has = (outcome: OperationResult['outcome']): boolean => results.some((result) => result.outcome === outcome);
  return [
    ...(has('unknown') ? [exits.unknown] : []),
    ...(results.some(({ refused }) => refused) ? [exits.refused] : []),
    ...(results.some(({ outcome, refused }) => !refused && (outcome === 'failed' || outcome === 'skipped')) ? [exits.findings] : []),
    ...(io.signal.aborted ? [exitOfAbort(io.signal)] : []),
    ...(timeout.aborted ? [exits.cloud] : []),
    ...(unexplained(results, after) && !has('failed') && !has('unknown') && !io.signal.aborted ? [exits.unknown] : []),
  ];
}

/** What a run did, for the file that keeps it. */
function keep(plan: Plan, results: readonly OperationResult[], after: Plan | undefined, { options, loaded, io }: Context): number {
  const text = json.print(plan, results, after, { color: false });
  return keepReceipt(text, { folder: loaded.folder, stack: loaded.program.spec.stack }, options, io);
}

/** A file that was asked for and could not be written counts where nothing else went wrong. */
const withKept = (code: number, kept: number): number => (code === exits.ok ? kept : code);

/** Prints what came of it: the results first, always. */
async function report(result: ApplyStackResult, context: Context): Promise<number> {
  const { options, loaded, io, timeout } = context;
  const { print, isDocument } = formatOf(receiptFormats, options.format);
  const look = { ...lookOf(io, 'stdout'), all: options.all ?? false };
  switch (result.type) {
    case 'unchanged':
      if (isDocument) io.stdout(print(result.plan, [], result.plan, look));
      else await printPlan(result.plan, loaded, { format: 'text', all: look.all }, io);
      return withKept(statusExit(result.plan), keep(result.plan, [], result.plan, context));
    case 'declined':
      io.stderr('Nothing was changed.\n');
      return io.signal.aborted ? exitOfAbort(io.signal) : exits.refused;
    case 'applied': {
      const { plan, results, after, failure } = result;
      io.stdout(print(plan, results, after, look));
      const kept = keep(plan, results, after, context);
      const code = worst([
        ...failureCodes(failure ?? (timeout.aborted ? timeout.reason : undefined), io),
        statusExit(plan),
        ...(after ? [statusExit(after)] : []),
        ...outcomeCodes(results, after, context),
      ]);
      return withKept(code, kept);
    }
    default:
      return result satisfies never;
  }
}

/**
 * Plans, asks, carries the plan out, and reads the cloud once more to see that it matches.
 * @param file a saved plan, which the plan that is made now has to be
 */
export async function apply(options: ApplyFlags, io: Host, file?: string): Promise<number> {
  checkDigest(options.planDigest);
  const saved = file === undefined ? undefined : await readSaved(file, options, io);
  const loaded = await loadProgram(options, io);
  if (loaded === undefined) return exits.findings;
  if (saved !== undefined) refuseElsewhere(saved.plan, saved.file, loaded.program.spec);
  const { applyStack } = await import('../../engine/apply-stack.ts');
  const endless = options.wait === 'finished';
  const given = await planOptions(options, io);
  const { connection, settle, clock, signal, close } = await openCloud(loaded.program, loaded.folder, options, io, endless);
  const context = { options, loaded, io, timeout: signal, isSaved: saved !== undefined };
  const { writer, giveUp } = await openWriter(connection, settle);
  let follow = (_: ApplyEvent): void => {};
  try {
    const result = await applyStack(
      { ...loaded.program, prune: options.prune ?? false },
      {
        reader: await openReader(connection, clock, options, io),
        writer,
        clock: io.clock,
        chance: Math.random,
        careful: options.careful ?? false,
        settle,
        wait: options.wait,
        interactive: io.interactive && !options.autoApprove,
        ...given,
        gate: withSavedApproval(given.gate ?? closedGate, saved),
        assertPlan: (plan) => {
          assertDigest(plan, options.planDigest);
          if (saved !== undefined) assertSaved(saved, plan, loaded, io);
        },
        approve: async (plan) => {
          const answer = await approved(plan, context);
          if (answer.type === 'yes') follow = showOperations(plan, context);
          return answer;
        },
        signal: () => AbortSignal.any([io.signal, signal]),
        onEvent: (event) => {
          follow(event);
          printProgress(event, context);
        },
      },
    );
    io.progress?.show(() => undefined);
    return await report(result, context);
  } finally {
    giveUp();
    await close();
  }
}
