import { count } from '../../base/text.ts';
import { waitResults } from '../../engine/wait-results.ts';
import type { Waited } from '../../engine/wait-stack.ts';
import type { Watched } from '../../engine/watch.ts';
import { kindOf } from '../../kinds/registry.ts';
import { planStatus } from '../../plan/plan.ts';
import { formatOf } from '../../report/formats.ts';
import * as waitFormats from '../../report/waits/index.ts';
import type { Progress } from '../../report/progress/progress.ts';
import { failureCodes } from '../failures.ts';
import type { CloudOptions } from '../connect.ts';
import { openCloud, openReader } from '../connect.ts';
import { exits, worst } from '../exit-codes.ts';
import { lookOf } from '../host.ts';
import type { Host } from '../host.ts';
import { loadProgram } from '../load-program.ts';
import type { SpecOptions } from '../spec-files.ts';

export type WaitFlags = SpecOptions & CloudOptions & { readonly format: keyof typeof waitFormats };

function waitProgress(watched: readonly Watched[], since: number): Progress {
  const pending = watched.filter(({ state }) => state === 'pending');
  return {
    since,
    doing: pending.map(({ address, id, status, progress }) => {
      const far = progress?.percent === undefined ? {} : { percent: progress.percent };
      return { subject: address, what: `${id} ${status}`, since, ...far };
    }),
    summary: `${watched.length - pending.length} of ${count(watched.length, 'backup')} ended`,
  };
}

function refusedCodes({ plan }: Waited, io: Host): number[] {
  if (planStatus(plan) !== 'refused') return [];
  io.stderr('A part of the spec is refused, and was not waited for; snapspec plan says what and why.\n');
  return [exits.refused];
}

/** What is declared and not there may have been sent and be listed late: that all is well is not said of it. */
function absentCodes({ plan }: Waited, io: Host): number[] {
  const absent = plan.operations.filter(({ action, section }) => action === 'create' && kindOf(section).lifecycle === 'taken');
  if (absent.length === 0) return [];
  const are = absent.length === 1 ? 'is' : 'are';
  const were = absent.length === 1 ? 'was' : 'were';
  io.stderr(
    `${count(absent.length, 'backup')} of the spec ${are} not there (yet), and ${were} not waited for; snapspec plan says which.\n`,
  );
  return [exits.changes];
}

/** Waits until the backups that are being taken are finished. It sends read calls only. */
export async function wait(options: WaitFlags, io: Host): Promise<number> {
  const loaded = await loadProgram({ ...options, ends: true }, io);
  if (loaded === undefined) return exits.findings;
  const { waitStack } = await import('../../engine/wait-stack.ts');
  const { connection, clock, settle, signal, close } = await openCloud(loaded.program, loaded.folder, options, io, true);
  try {
    const reader = await openReader(connection, clock, options, io);
    const since = clock.now();
    const onLook = (watched: readonly Watched[]): void => io.progress?.show(() => waitProgress(watched, since));
    const waited = await waitStack(loaded.program, reader, clock, { settle, signal, onLook });
    io.progress?.show(() => undefined);
    const { stack, account, region } = waited.plan;
    const results = waitResults(waited.watched);
    io.stdout(formatOf(waitFormats, options.format).print({ stack, account, region, results }, lookOf(io, 'stdout')));
    const failed = results.some(({ outcome }) => outcome === 'failed' || outcome === 'gone');
    return worst([
      ...failureCodes(waited.failure, io),
      ...refusedCodes(waited, io),
      ...(failed ? [exits.findings] : []),
      ...absentCodes(waited, io),
    ]);
  } finally {
    await close();
  }
}
