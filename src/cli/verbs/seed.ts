import { resolve } from 'node:path';
import { anonymize, printSeed, readExports, servable, toSeed } from '../../capture/index.ts';
import type { ExportFile, LeftOut } from '../../capture/index.ts';
import { Failure } from '../../base/failure.ts';
import { mapLimit } from '../../base/parallel.ts';
import { capitalized, count, quote } from '../../base/text.ts';
import { parseSeed } from '../../emulator/seed/check.ts';
import { worldOf } from '../../emulator/seed/seed.ts';
import { sections } from '../../emulator/seed/types.ts';
import type { Seed, SeedSection } from '../../emulator/seed/types.ts';
import { filesIn, found, readText, readTextToReplace, typed, writeFile } from '../../files/index.ts';
import { exits } from '../exit-codes.ts';
import { accessOf } from '../host.ts';
import type { Host } from '../host.ts';
import { fromAccount } from '../read-account.ts';
import type { AccountFlags } from '../read-account.ts';

export type SeedFlags = AccountFlags & {
  readonly output: string;
  /** A folder of exports, instead of an account. */
  readonly from?: string;
  /** The secret that decides the other ids and names. */
  readonly anonymize?: string;
};

async function fromFolder(folder: string, options: SeedFlags, io: Host): Promise<Seed> {
  const access = accessOf(io, options);
  const names = filesIn(folder, access).filter((name) => name.endsWith('.json'));
  const read = async (name: string): Promise<ExportFile> => ({ name, text: await readText(found(resolve(io.cwd, folder), name), access) });
  return toSeed(readExports(await mapLimit(names, 1, read)));
}

/** What the local cloud would not read is not written. */
function checkServable(text: string, io: Host): void {
  worldOf(parseSeed(text, 'the seed'), io.clock.now());
}

const size = (seed: Seed): string => sections.map((section) => count(seed[section]?.length ?? 0, words[section])).join(', ');

const words: { readonly [S in SeedSection]: string } = {
  instances: 'instance',
  disks: 'disk',
  desktops: 'desktop',
  policies: 'policy',
  snapshots: 'snapshot',
  groups: 'group',
  desktopPolicies: 'desktop policy',
  desktopSnapshots: 'desktop snapshot',
};

/** How many of them are told one by one. */
const shownLeftOut = 20;

function warnOf(leftOut: readonly LeftOut[], { stderr }: Host): void {
  for (const { section, id, member, why } of leftOut.slice(0, shownLeftOut)) {
    const what = `${member === undefined ? '' : `${member} of `}${words[section]} ${id === '' ? 'without an id' : quote(id)}`;
    stderr(`warning: Left out of the seed: ${what}. ${capitalized(why)}\n`);
  }
  const rest = leftOut.length - shownLeftOut;
  if (rest > 0) stderr(`warning: Left out of the seed: ${rest} more.\n`);
}

/** Writes a seed of the local cloud from an account, or from what the aliyun CLI exported. It sends read calls only. */
export async function seed(options: SeedFlags, io: Host): Promise<number> {
  const access = accessOf(io, options);
  const target = typed(options.output);
  if (options.output !== '-' && readTextToReplace(target, access) !== undefined)
    throw new Failure('refused', `${quote(options.output)} exists; nothing was written.`, {
      help: 'Remove it, or name another file with --output.',
    });
  const read =
    options.from === undefined
      ? await fromAccount(options, io, 'read a folder of exports with --from')
      : await fromFolder(options.from, options, io);
  const { seed: whole, leftOut } = servable(read);
  const made = options.anonymize === undefined ? whole : anonymize(whole, options.anonymize);
  const text = printSeed(made);
  checkServable(text, io);
  if (options.output === '-') io.stdout(text);
  else writeFile(target, text, access, { mode: 0o600 });
  warnOf(leftOut, io);
  io.stderr(`${size(made)}.\n`);
  return exits.ok;
}
