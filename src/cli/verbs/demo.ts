import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../base/failure.ts';
import { shellWord } from '../../base/text.ts';
import { found, inTemporaryFolder, nearestWith, readText, typed, writeFile } from '../../files/index.ts';
import { mistake } from '../../init/mistake.ts';
import { exits } from '../exit-codes.ts';
import { accessOf, hostWith } from '../host.ts';
import type { Host } from '../host.ts';
import { isScriptOfClone, ownName } from '../own-name.ts';

const spec = 'snapspec.yaml';

/** The files of the example; the state of a local cloud beside them is not part of it. */
const files = [spec, 'local-cloud.yaml'];

const example = join('examples', 'quickstart');

/** The folder of this package, found from wherever this file was built to. */
function packageFolder(): string {
  const folder = nearestWith(dirname(fileURLToPath(import.meta.url)), join(example, spec));
  if (folder !== undefined) return folder;
  throw new Failure('usage', 'The example of the demo is not part of this installation.', {
    help: 'Run it from a clone of the repository: npm run demo',
  });
}

type Step = {
  readonly title: string;
  readonly argv: readonly string[];
  readonly code: number;
  /** The text of the spec for this step. */
  readonly edit?: (text: string) => string;
};

const steps: readonly Step[] = [
  { title: '2. Lint: check it against every documented limit, without a cloud.', argv: ['lint'], code: exits.ok },
  {
    title: `3. A mistake: ${mistake.from} becomes ${mistake.to}. Lint says what, where, and who sets the limit.`,
    argv: ['lint'],
    code: exits.findings,
    edit: (text) => text.replace(mistake.from, mistake.to),
  },
  {
    title: '4. Plan, with the mistake mended: show what would be done, from read calls only.',
    argv: ['plan', '--local'],
    code: exits.ok,
    edit: (text) => text,
  },
  { title: '5. Apply: send each call once, then read the cloud again.', argv: ['apply', '--local', '--auto-approve'], code: exits.ok },
  { title: '6. Plan again: nothing is left to do.', argv: ['plan', '--local', '--detailed-exitcode'], code: exits.ok },
];

/** A spec without the line for editors, whose path is that of the package. */
const shown = (text: string): string => text.replace(/^# yaml-language-server:.*\n/, '');

/** Where to go from here, by commands and paths that work wherever the package is. */
function next(folder: string, io: Host): string {
  const near = relative(io.cwd, folder);
  const path = (name: string): string => shellWord(near.startsWith('..') ? join(folder, name) : join(near, name));
  const name = ownName(io);
  const ways: readonly (readonly [way: string, what: string])[] = [
    ...(isScriptOfClone(io) ? [['npm link', 'gives the command its name'] as const] : []),
    [`${name} init my-backups`, 'write a first spec of your own, and a seed to try it on'],
    [`${name} explain`, 'list every rule, by its code'],
    [path('docs/README.md'), 'the map of the documentation'],
    [path(join(example, spec)), 'the spec that you have just seen'],
  ];
  const width = Math.max(...ways.map(([way]) => way.length));
  const lines = ways.map(([way, what]) => `  ${way.padEnd(width)}  # ${what}\n`);
  return `Nothing of this was in your account, and nothing is left on this machine.\n\nNext:\n${lines.join('')}`;
}

/** Shows the main job on the local cloud, in a folder that is removed afterwards. */
export async function demo(io: Host, run: (argv: readonly string[], io: Host) => Promise<number>): Promise<number> {
  const folder = packageFolder();
  const access = accessOf(io, {});
  const from = join(folder, example);
  const texts = Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readText(found(from, file), access)] as const)),
  );
  const text = texts[spec] ?? '';
  return inTemporaryFolder(texts, async (cwd) => {
    io.stdout(`1. The spec: what is backed up, how and for how long.\n$ cat ${spec}\n\n${shown(text)}\n`);
    for (const { title, argv, code, edit } of steps) {
      if (edit) writeFile(typed(join(cwd, spec)), edit(text), { cwd });
      io.stdout(`${title}\n$ snapspec ${argv.join(' ')}\n\n`);
      const ended = await run(argv, hostWith(io, { cwd }));
      if (ended !== code) return ended;
      io.stdout('\n');
    }
    io.stdout(next(folder, io));
    return exits.ok;
  });
}
