import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../base/failure.ts';
import { found, inTemporaryFolder, nearestWith, readText } from '../../files/index.ts';
import { exits } from '../exit-codes.ts';
import { accessOf, hostWith } from '../host.ts';
import type { Host } from '../host.ts';

/** The files of the example; the state of a local cloud beside them is not part of it. */
const files = ['snapspec.yaml', 'local-cloud.yaml'];

/** The folder of the example that ships with the package, found from wherever this file was built to. */
function quickstart(): string {
  const path = join('examples', 'quickstart');
  const folder = nearestWith(dirname(fileURLToPath(import.meta.url)), join(path, 'snapspec.yaml'));
  if (folder !== undefined) return join(folder, path);
  throw new Failure('usage', 'The example of the demo is not part of this installation.', {
    help: 'Run it from a clone of the repository: npm run demo',
  });
}

const steps: readonly (readonly [title: string, argv: readonly string[]])[] = [
  ['1. Lint: check the spec against every documented constraint, without a cloud.', ['lint']],
  ['2. Plan: show what would be done, from read calls only.', ['plan', '--local']],
  ['3. Apply: send each call once, then read the cloud again.', ['apply', '--local', '--auto-approve']],
  ['4. Plan again: nothing is left to do.', ['plan', '--local', '--detailed-exitcode']],
];

/** Shows the main job on the local cloud, in a folder that is removed afterwards. */
export async function demo(io: Host, run: (argv: readonly string[], io: Host) => Promise<number>): Promise<number> {
  const from = quickstart();
  const access = accessOf(io, {});
  const texts = await Promise.all(files.map(async (file) => [file, await readText(found(from, file), access)] as const));
  return inTemporaryFolder(Object.fromEntries(texts), async (cwd) => {
    for (const [title, argv] of steps) {
      io.stdout(`${title}\n$ snapspec ${argv.join(' ')}\n\n`);
      const code = await run(argv, hostWith(io, { cwd }));
      if (code !== exits.ok) return code;
      io.stdout('\n');
    }
    io.stdout('The spec is examples/quickstart/snapspec.yaml; the cloud was examples/quickstart/local-cloud.yaml.\n');
    return exits.ok;
  });
}
