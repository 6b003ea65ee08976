import { dirname, join, relative, resolve, sep } from 'node:path';
import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { terminal } from '../escape/terminal.ts';
import { makeParents, nearestWith, readText, readTextIfThere, typed, writeFile } from '../files/index.ts';
import { analyze } from '../frontend/analyze.ts';
import { pipelineFiles } from '../pipelines/index.ts';
import type { Forge, PipelineFile } from '../pipelines/index.ts';
import { accessOf } from './host.ts';
import type { FileOptions, Host } from './host.ts';

/** The flags of the pipeline that is written. */
export type CiFlags = FileOptions & {
  readonly ci?: Forge;
  readonly planRole?: string;
  readonly applyRole?: string;
  readonly oidcProvider?: string;
};

/** What a pipeline takes from its spec. */
export type Owned = { readonly stack: string; readonly account?: string };

/**
 * What a spec that is there says of itself.
 * @throws Failure `usage` where it has errors
 */
export async function ownedBy(file: string, flags: CiFlags, io: Host): Promise<Owned> {
  const content = await readText(typed(file), accessOf(io, flags));
  const { program } = analyze([{ file, content }], { year: new Date(io.clock.now()).getUTCFullYear(), unresolved: 'info' });
  if (program === undefined)
    throw new Failure('usage', `${quote(file)} has errors, and the pipeline is made for its stack.`, {
      help: 'snapspec lint says what is wrong.',
    });
  const { stack, account } = program.spec;
  return { stack, ...(account !== undefined && { account }) };
}

/** The files of the pipeline, by their path from here; those that are there already come with no text. */
type Planned = PipelineFile & { readonly isThere: boolean };

function planned(spec: string, forge: Forge, owned: Owned, flags: CiFlags, io: Host): Planned[] {
  const folder = dirname(resolve(io.cwd, spec));
  const root = nearestWith(folder, '.git') ?? folder;
  const inside = relative(root, resolve(io.cwd, spec)).split(sep).join('/');
  const files = pipelineFiles(forge, {
    ...owned,
    spec: inside,
    ...(flags.planRole !== undefined && { planRole: flags.planRole }),
    ...(flags.applyRole !== undefined && { applyRole: flags.applyRole }),
    ...(flags.oidcProvider !== undefined && { provider: flags.oidcProvider }),
  });
  const here = relative(io.cwd, root);
  return files.map(({ path, text }) => {
    const shown = join(here, path);
    const at = resolve(io.cwd, shown);
    const isThere = nearestWith(dirname(at), '.') === dirname(at) && readTextIfThere(typed(shown), accessOf(io, flags)) !== undefined;
    return { path: shown, text, isThere };
  });
}

/**
 * Writes the pipeline of a spec into its repository. What is there already stays as it is, and is named.
 * @throws Failure `usage` for a name that cannot stand in a pipeline
 */
export function writePipeline(spec: string, forge: Forge, owned: Owned, flags: CiFlags, io: Host): void {
  for (const { path, text, isThere } of planned(spec, forge, owned, flags, io)) {
    if (isThere && path.endsWith('.gitlab-ci.yml'))
      io.stdout(terminal(`${path} is there, and was left alone. Add to it:\n\n${text}\n`, { lines: true }));
    else if (isThere) io.stdout(terminal(`${path} is there, and was left alone.\n`, { lines: true }));
    else {
      makeParents(typed(path), accessOf(io, flags));
      writeFile(typed(path), text, accessOf(io, flags), { isNew: true });
      io.stdout(terminal(`Wrote ${path}.\n`, { lines: true }));
    }
  }
  io.stdout(
    'The pipeline takes RAM roles by OIDC: docs/pipelines.md says how they are set up, and snapspec ram-policy prints what they need.\n',
  );
}
