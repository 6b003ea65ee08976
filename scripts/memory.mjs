// Prints the peak memory of linting files that are as bad as the caps allow: `node scripts/memory.mjs [NAME]`.
// Ends with 1 where one takes more than 2 GiB, ends in a crash of the runtime, or is not answered.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const command = join(import.meta.dirname, '../dist/cli/main.cjs');
const head = 'apiVersion: snapspec/v1\nstack: demo\nregion: cn-hangzhou\n';
const most = 2 * 1024 * 1024 * 1024;
const each = (count, text) => Array.from({ length: count }, (_, index) => text(index)).join('');

/** Just within the caps of src/read/limits.ts, and far beyond them. */
const within = 990_000;
const beyond = 5_300_000;
const files = {
  'numbers within': () => `${head}x: [${'0,'.repeat(within)}0]\n`,
  'numbers beyond': () => `${head}x: [${'0,'.repeat(beyond)}0]\n`,
  'lists within': () => `${head}x: [${'[],'.repeat(within)}[]]\n`,
  'lists beyond': () => `${head}x: [${'[],'.repeat(beyond)}[]]\n`,
  'keys within': () => `${head}x:\n${each(within / 2, (index) => ` a${index}: b\n`)}`,
  'items within': () => `${head}x:\n${'-\n'.repeat(within)}`,
  'lines within': () => `${head}x:\n${'\n'.repeat(4_900_000)}`,
  'comments within': () => `${head}${'#\n'.repeat(2_400_000)}`,
  'one text': () => `${head}x: "${'\\u0041'.repeat(11_000_000)}"\n`,
  variables: () => `${head}variables: {v: {default: "${'v'.repeat(2000)}"}}\nx: [${each(655_359, (index) => `"\${var.v}${index}",`)}0]\n`,
};

/** The most memory that a process has had, in bytes; where /proc is not there, 0. */
function peakOf(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function lint(file) {
  const began = Date.now();
  const child = spawn(process.execPath, [command, 'lint', '--format', 'concise', '-f', file], { stdio: ['ignore', 'pipe', 'ignore'] });
  let peak = 0;
  let output = '';
  const timer = setInterval(() => (peak = Math.max(peak, peakOf(child.pid))), 20);
  child.stdout.on('data', (chunk) => (output += output.length < 1000 ? chunk : ''));
  return new Promise((resolve) =>
    child.on('close', (code) => {
      clearInterval(timer);
      resolve({ code, peak, seconds: (Date.now() - began) / 1000, line: output.split('\n')[0] });
    }),
  );
}

const folder = mkdtempSync(join(tmpdir(), 'snapspec-memory-'));
const [only] = process.argv.slice(2);
try {
  for (const [name, text] of Object.entries(files).filter(([name]) => only === undefined || name.startsWith(only))) {
    const file = join(folder, 'spec.yaml');
    writeFileSync(file, text());
    const { code, peak, seconds, line } = await lint(file);
    const good = (code === 0 || code === 1) && peak <= most;
    if (!good) process.exitCode = 1;
    console.log(
      `${good ? 'ok    ' : 'FAILED'} ${name}: exit ${code}, ${Math.round(peak / 1024 / 1024)} MiB, ${seconds.toFixed(1)} s: ${line}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
