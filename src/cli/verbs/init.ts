import { basename, join, resolve } from 'node:path';
import { Failure } from '../../base/failure.ts';
import { choices, quote, shellWord } from '../../base/text.ts';
import { servable } from '../../capture/index.ts';
import { terminal } from '../../escape/terminal.ts';
import { parseSeed } from '../../emulator/seed/check.ts';
import type { Seed } from '../../emulator/seed/types.ts';
import { makeParents, nearestWith, readText, readTextIfThere, removeFile, typed, writeFile } from '../../files/index.ts';
import { Unanswered, answersFor, contextOf } from '../../init/answer.ts';
import type { Setting } from '../../init/answer.ts';
import type { Answers } from '../../init/answers.ts';
import { firstAnswers } from '../../init/answers.ts';
import type { AnswerFlags } from '../../init/flags.ts';
import { initFiles, schemaFile, seedFile, seedOf } from '../../init/files.ts';
import type { InitFile } from '../../init/files.ts';
import { specFile } from '../../init/problems.ts';
import { textReport } from '../../report/findings/text.ts';
import { analyze } from '../../frontend/analyze.ts';
import { wrapped } from '../../report/terminal/wrap.ts';
import { exitOfAbort, exits } from '../exit-codes.ts';
import { accessOf, lookOf } from '../host.ts';
import type { Host } from '../host.ts';
import { ownedBy, writePipeline } from '../init-ci.ts';
import type { CiFlags } from '../init-ci.ts';
import { schemaFor } from '../init-schema.ts';
import { publishedSchema } from '../published-schema.ts';
import { ownName } from '../own-name.ts';
import { fromAccount } from '../read-account.ts';
import type { AccountFlags } from '../read-account.ts';

export type InitFlags = AccountFlags & AnswerFlags & CiFlags & { readonly fromSeed?: string; readonly live?: boolean };

/** A name of a stack from that of a folder. */
function stackOf(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return name === '' ? 'backups' : name.slice(0, 40);
}

/** What there is to back up, and whether it stands beside the spec already. */
type Source = { readonly seed?: Seed; readonly hasSeed: boolean };

/** The seed that was named, or read; else the one that lies there already, such as `snapspec seed` writes it. */
async function sourceOf(at: string, flags: InitFlags, io: Host): Promise<Source> {
  const access = accessOf(io, flags);
  const beside = join(at, seedFile);
  if (flags.live && flags.fromSeed !== undefined)
    throw new Failure('usage', '--live and --from-seed do not go together.', { help: 'Leave one of them out.' });
  if (flags.live)
    return { seed: servable(await fromAccount(flags, io, 'offer the tags of a seed with --from-seed FILE')).seed, hasSeed: false };
  if (flags.fromSeed !== undefined) {
    const seed = parseSeed(await readText(typed(flags.fromSeed), access), flags.fromSeed);
    return { seed, hasSeed: resolve(io.cwd, flags.fromSeed) === resolve(io.cwd, beside) };
  }
  const text = textIn(at, seedFile, flags, io);
  return text === undefined ? { hasSeed: false } : { seed: parseSeed(text, beside), hasSeed: true };
}

/** A file of the folder; none where the folder itself is made later. */
function textIn(at: string, name: string, flags: InitFlags, io: Host): string | undefined {
  const folder = resolve(io.cwd, at);
  return nearestWith(folder, '.') === folder ? readTextIfThere(typed(join(at, name)), accessOf(io, flags)) : undefined;
}

function refuseExisting(at: string, names: readonly string[], flags: InitFlags, io: Host): void {
  const there = names.filter((name) => textIn(at, name, flags, io) !== undefined);
  if (there.length === 0) return;
  throw new Failure(
    'usage',
    `${choices(
      there.map((name) => quote(join(at, name))),
      'and',
    )} ${there.length === 1 ? 'exists' : 'exist'}; nothing was written.`,
    {
      help: 'Name another folder: snapspec init FOLDER. snapspec lint checks what is there.',
    },
  );
}

/** Writes all of them, or none. */
function writeAll(at: string, files: readonly InitFile[], flags: InitFlags, io: Host): void {
  const access = accessOf(io, flags);
  const written: string[] = [];
  makeParents(typed(join(at, specFile)), access);
  try {
    for (const { name, text, isPrivate } of files) {
      writeFile(typed(join(at, name)), text, access, { isNew: true, ...(isPrivate && { isPrivate }) });
      written.push(name);
    }
  } catch (error) {
    for (const name of written) removeFile(typed(join(at, name)), access);
    throw error;
  }
}

/** What to do next: commands that work in the folder as it is now. */
function next(at: string, needsTag: boolean, name: string): string {
  const commands = [
    ...(at === '.' ? [] : [[`cd ${shellWord(at)}`, '']]),
    [`${name} lint`, 'check it against every documented limit'],
    [`${name} plan --local`, 'show what would be done, on a cloud on this machine'],
    [`${name} apply --local`, 'do it there'],
    [`${name} plan`, `show what would be done in your account${needsTag ? ', once its disks have the tag' : ''}; read only`],
  ] as const;
  const width = Math.max(...commands.map(([command]) => command.length));
  return `\nNext:\n${commands.map(([command, what]) => `  ${command.padEnd(width)}${what === '' ? '' : `  # ${what}`}`.trimEnd()).join('\n')}\n`;
}

/** Writes a first spec, and what it can be tried on, from answers. It never overwrites. */
export async function init(folder: string | undefined, flags: InitFlags, io: Host): Promise<number> {
  const at = folder ?? '.';
  const year = new Date(io.clock.now()).getUTCFullYear();
  if (flags.ci !== undefined && textIn(at, specFile, flags, io) !== undefined) {
    const file = join(at, specFile);
    writePipeline(file, flags.ci, await ownedBy(file, flags, io), flags, io);
    return exits.ok;
  }
  refuseExisting(at, [specFile, ...(flags.live || flags.fromSeed !== undefined ? [seedFile] : [])], flags, io);
  const { seed, hasSeed } = await sourceOf(at, flags, io);
  // Until here a signal ends the process; from here on it is handled.
  void io.signal;
  const setting: Setting = {
    given: flags,
    start: firstAnswers(stackOf(resolve(io.cwd, at)), io.clock.now()),
    year,
    ...(seed && { seed }),
    ...(io.interactive && {
      dialog: { ask: io.ask, say: (text: string) => io.stderr(wrapped(terminal(text, { lines: true }), io.columns?.stderr)) },
    }),
  };
  try {
    return await write(at, await answersFor(setting), { ...(seed && { seed }), hasSeed }, flags, io);
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    io.stderr('\nNothing was written.\n');
    return io.signal.aborted ? exitOfAbort(io.signal) : exits.usage;
  }
}

async function write(at: string, answers: Answers, { seed, hasSeed }: Source, flags: InitFlags, io: Host): Promise<number> {
  const year = new Date(io.clock.now()).getUTCFullYear();
  const path = schemaFor(resolve(io.cwd, at));
  const context = contextOf(answers, seedOf({ answers, ...(seed && { seed }) }), path ?? `./${schemaFile}`, year);
  const schemaText = path === undefined ? await publishedSchema('spec', io) : undefined;
  const files = initFiles({ answers, context, hasSeed, ...(seed && { seed }), ...(schemaText !== undefined && { schemaText }) });
  refuseExisting(
    at,
    files.map(({ name }) => name),
    flags,
    io,
  );
  writeAll(at, files, flags, io);
  for (const { name, says } of files) io.stdout(terminal(`Wrote ${join(at, name)}: ${says}\n`, { lines: true }));
  const [spec] = files;
  if (spec) warn(spec, join(at, specFile), year, io);
  if (flags.ci !== undefined) writePipeline(join(at, specFile), flags.ci, answers, flags, io);
  io.stdout(next(at, seed === undefined && answers.disks.type === 'tag', ownName(io)));
  return exits.ok;
}

/** What lint says of the new spec beside errors, such as of a region that is not known. */
function warn({ text }: InitFile, file: string, year: number, io: Host): void {
  const { diagnostics, documents } = analyze([{ file, content: text }], { year, unresolved: 'info' });
  if (diagnostics.length > 0) io.stderr(textReport(diagnostics, documents, lookOf(io, 'stderr')));
}
