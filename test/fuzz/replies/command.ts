import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localKey } from '../../../src/emulator/index.ts';

/** How a process ended. `code` is the name of a signal where one ended it; `peak` is the memory that it held, in MiB. */
export type Ran = {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  readonly peak: number;
};

/** Seconds after which a run hangs: four attempts of 45 s each, and what lies between them. */
const patience = 300;

/** Says how much memory a process held, once it ends. */
const measure = (file: string): string =>
  `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)));`;

function peakIn(file: string): number {
  try {
    return Math.round(Number(readFileSync(file, 'utf8')) / 1024);
  } catch {
    // A process that crashed has said nothing.
    return Number.NaN;
  }
}

/** Runs the built command line on a spec, against whatever answers at a URL. */
export function runCommand(built: string, argv: readonly string[], spec: string, url: string): Promise<Ran> {
  const cwd = mkdtempSync(join(tmpdir(), 'snapspec-replies-'));
  const [preload, memory] = [join(cwd, 'measure.cjs'), join(cwd, 'memory')];
  writeFileSync(join(cwd, 'snapspec.yaml'), spec);
  writeFileSync(preload, measure(memory));
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: cwd,
    ALIBABA_CLOUD_ACCESS_KEY_ID: localKey.id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: localKey.secret,
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
  };
  const endpoints = ['ecs', 'ecd', 'sts'].flatMap((service) => [`--endpoint-${service}`, url]);
  // Limits by the minute are waited out, for an hour if nothing says otherwise.
  const limit = argv.includes('--timeout') ? [] : ['--timeout', '20s'];
  const began = performance.now();
  const child = spawn(process.execPath, ['--require', preload, built, ...argv, ...limit, ...endpoints, '--settle', '0'], { cwd, env });
  const out = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].setEncoding('utf8').on('data', (data: string) => (out[name] += data));
  const timer = setTimeout(() => child.kill('SIGKILL'), patience * 1000);
  return new Promise((resolve) =>
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? signal ?? 'unknown', ...out, seconds: (performance.now() - began) / 1000, peak: peakIn(memory) });
      rmSync(cwd, { recursive: true, force: true });
    }),
  );
}
