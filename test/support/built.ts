import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The command line as it ships. */
export const built = join(import.meta.dirname, '../../dist/cli/main.cjs');

/** How a process ended, and what it wrote. */
export type Ended = { readonly code: number | string; readonly stdout: string; readonly stderr: string; readonly seconds: number };

/**
 * Runs a line of a shell in which `$S` is the built command line; after the given seconds it is ended, and its code is
 * `timeout`. The code is that of the last `$S` where the line is a pipe.
 */
export function shell(cwd: string, line: string, environment: { readonly [name: string]: string } = {}, seconds = 15): Promise<Ended> {
  const start = performance.now();
  const env = { PATH: process.env['PATH'] ?? '', HOME: cwd, TMPDIR: '/tmp', S: `${process.execPath} ${built}`, ...environment };
  const child = spawn('bash', ['-c', line], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data) => (stdout += String(data)));
  child.stderr.on('data', (data) => (stderr += String(data)));
  return new Promise((resolve) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, seconds * 1000);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: late ? 'timeout' : (code ?? signal ?? 'unknown'), stdout, stderr, seconds: (performance.now() - start) / 1000 });
    });
  });
}
