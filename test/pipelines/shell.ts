import { spawn } from 'node:child_process';

export type Environment = { readonly [name: string]: string | undefined };
export type Ended = { readonly code: number | null; readonly out: string };

/** Runs a script as the runners do, and gives its exit code and all that it prints; `onOutput` may end it by a signal to its first process. */
export function bash(
  script: string,
  cwd: string,
  env: Environment,
  onOutput: (out: string, kill: (signal: NodeJS.Signals) => void) => void = () => {},
): Promise<Ended> {
  const child = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', script], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      out += String(data);
      onOutput(out, (signal) => void child.kill(signal));
    });
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code: code ?? (signal === null ? null : -1), out })));
}

/** What a machine of a pipeline has: no keys, no configuration of whoever runs the test. */
export const machine = (home: string): Environment => ({ PATH: process.env['PATH'], HOME: home, TMPDIR: '/tmp', CI: 'true' });
