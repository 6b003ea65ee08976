import { hasErrors } from '../../base/diagnostic.ts';
import { Failure } from '../../base/failure.ts';
import { shellWord } from '../../base/text.ts';
import { liveWeigher } from '../../suppressions/live.ts';
import type { Weighed } from '../../suppressions/live.ts';
import type { CloudOptions } from '../connect.ts';
import { openCloud, openReader } from '../connect.ts';
import type { Host } from '../host.ts';
import { loadSpec } from '../spec-files.ts';
import type { LoadedSpec } from '../spec-files.ts';
import { printFindings } from '../print-findings.ts';
import type { LintOptions } from '../lint-fix.ts';

type LiveOptions = LintOptions & CloudOptions;

/** What the cloud would refuse of a spec, as the spec and the flags weigh it. It sends read calls only. */
async function liveFindings(loaded: LoadedSpec, options: LiveOptions, io: Host): Promise<readonly Weighed[]> {
  const { program } = loaded;
  if (program === undefined || hasErrors(loaded.diagnostics)) return [];
  const { preflightStack } = await import('../../engine/preflight-stack.ts');
  const cloud = await openCloud(program, loaded.folder, options, io);
  try {
    const found = await preflightStack(program, await openReader(cloud.connection, cloud.clock, options, io), cloud.clock);
    const weigh = liveWeigher(program.overrides ?? { section: {}, flags: {}, documents: loaded.documents });
    return found.map((one) => weigh(one, 'free'));
  } finally {
    await cloud.close();
  }
}

/**
 * Checks a spec, and what the cloud would refuse of it today; a spec with errors is not looked up. It changes nothing.
 * @throws Failure `usage` with `--fix` or names, `cloud` for an incomplete read
 */
export async function lintLive(names: readonly string[], options: LiveOptions, io: Host): Promise<number> {
  if (names.length > 0)
    throw new Failure('usage', '--live looks at the cloud of one spec, which -f names.', {
      help: `For example: snapspec lint --live -f ${shellWord(names[0] as string)}`,
    });
  if (options.fix || options.unsafe)
    throw new Failure('usage', '--fix does not go with --live.', { help: 'Fix the spec first: what the cloud says is fixed by no text.' });
  // What looks at the cloud needs the value of every variable.
  const loaded = await loadSpec(options, io, 'error');
  const live = await liveFindings(loaded, options, io);
  const diagnostics = [...loaded.diagnostics, ...live.flatMap(({ reported }) => reported ?? [])];
  const suppressed = [...loaded.suppressed, ...live.flatMap((one) => one.suppressed ?? [])];
  return printFindings([{ ...loaded, diagnostics, suppressed }], options, io);
}
