import type { Diagnostic } from '../../base/diagnostic.ts';
import { hasErrors } from '../../base/diagnostic.ts';
import { Failure } from '../../base/failure.ts';
import { applySeverities } from '../../suppressions/severity.ts';
import type { CloudOptions } from '../connect.ts';
import { openCloud, openReader } from '../connect.ts';
import type { Host } from '../host.ts';
import { overridesFromFlags } from '../severity-flags.ts';
import { loadSpec } from '../spec-files.ts';
import type { LoadedSpec } from '../spec-files.ts';
import { printLint } from './lint.ts';
import type { LintOptions } from './lint.ts';

type LiveOptions = LintOptions & CloudOptions;

/** What the cloud would refuse of a spec, with the severities that the spec and the flags set. It sends read calls only. */
async function liveFindings(loaded: LoadedSpec, options: LiveOptions, io: Host): Promise<readonly Diagnostic[]> {
  const { program } = loaded;
  if (program === undefined || hasErrors(loaded.diagnostics)) return [];
  const { preflightStack } = await import('../../engine/preflight-stack.ts');
  const cloud = await openCloud(program, loaded.folder, options, io);
  try {
    const found = await preflightStack(program, await openReader(cloud.connection, cloud.clock, options, io), cloud.clock);
    const { severities: flags = {} } = overridesFromFlags(options);
    return applySeverities(found, { section: loaded.severities, flags, errorsStand: false });
  } finally {
    await cloud.close();
  }
}

/**
 * Checks a spec, and what the cloud would refuse of it today; a spec with errors is not looked up. It changes nothing.
 * @throws Failure `usage` with `--fix`, `cloud` for an incomplete read
 */
export async function lintLive(options: LiveOptions, io: Host): Promise<number> {
  if (options.fix || options.unsafe)
    throw new Failure('usage', '--fix does not go with --live.', { help: 'Fix the spec first: what the cloud says is fixed by no text.' });
  // What looks at the cloud needs the value of every variable.
  const loaded = await loadSpec(options, io, 'error');
  const diagnostics = [...loaded.diagnostics, ...(await liveFindings(loaded, options, io))];
  return printLint({ ...loaded, diagnostics }, options, io);
}
