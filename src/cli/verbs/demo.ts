import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../base/failure.ts';
import { exits } from '../exit-codes.ts';
import type { Host } from '../host.ts';

/** The files of the example; the state of a local cloud beside them is not part of it. */
const files = ['snapspec.yaml', 'local-cloud.yaml'];

/** The example that ships with the package, found from wherever this file was built to. */
function quickstart(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); dirname(folder) !== folder; folder = dirname(folder)) {
    const example = join(folder, 'examples', 'quickstart');
    if (existsSync(join(example, 'snapspec.yaml'))) return example;
  }
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
  const folder = mkdtempSync(join(tmpdir(), 'snapspec-demo-'));
  try {
    for (const file of files) copyFileSync(join(from, file), join(folder, file));
    for (const [title, argv] of steps) {
      io.stdout(`${title}\n$ snapspec ${argv.join(' ')}\n\n`);
      const code = await run(argv, { ...io, cwd: folder });
      if (code !== exits.ok) return code;
      io.stdout('\n');
    }
    io.stdout('The spec is examples/quickstart/snapspec.yaml; the cloud was examples/quickstart/local-cloud.yaml.\n');
    return exits.ok;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
