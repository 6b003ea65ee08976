// The tests that need programs of the system: mounts and processes of their own (unshare), a terminal that goes (python3).
import { join } from 'node:path';
import { runProgram } from './tools.mjs';
import { runVitest } from './vitest.mjs';

const needed = [
  ['mounts in a namespace of one’s own', ['unshare', ['-Urm', 'bash', '-c', 'mount -t tmpfs tmpfs /mnt']]],
  ['processes in one', ['unshare', ['-Urpf', '--mount-proc', 'true']]],
  ['terminals of Python', ['python3', ['-c', 'import pty']]],
];

export async function run({ folder, words, tally }) {
  for (const [what, program] of needed) {
    const { code, errors } = await runProgram(program);
    if (code !== 0) tally.fail(what, `${program.flat().join(' ')} ends with ${code}: ${errors.trim()}`);
  }
  if (tally.failed > 0) return;
  const flags = ['--config', 'vitest.sandbox.config.ts', ...words];
  await runVitest({ name: 'sandbox', node: process.execPath, words: flags, results: join(folder, 'results.json'), tally });
}
