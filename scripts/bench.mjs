// Holds the budgets of speed, as ratios within one run: `npm run bench [-- start|lint|plan|apply|growth …]`.
// Every figure is the median over whole processes, turn and turn about, so that a busy machine slows both sides alike.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { benchApply } from './bench-apply.mjs';
import { keys, serveLocalCloud } from './local-cloud.mjs';

const root = join(import.meta.dirname, '..');
const command = join(root, 'dist/cli/main.cjs');
const folder = mkdtempSync(join(tmpdir(), 'snapspec-bench-'));
// On Node 20 this variable alone doubles a start.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function once(argv) {
  const begin = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, argv, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`node ${argv.join(' ')} ended with ${status}: ${stderr}`);
  return Number(process.hrtime.bigint() - begin) / 1e6;
}

/** Medians, in milliseconds, of command lines run in turn. */
function race(rounds, ...contestants) {
  const times = contestants.map(() => []);
  for (const argv of contestants) once(argv);
  for (let round = 0; round < rounds; round++) for (const [index, argv] of contestants.entries()) times[index].push(once(argv));
  return times.map(median);
}

let missed = 0;
function hold(what, figure, budget, unit = '×') {
  const ok = figure <= budget;
  if (!ok) missed++;
  console.log(`${ok ? 'ok    ' : 'MISSED'} ${what}: ${figure.toFixed(2)} ${unit} (budget ${budget} ${unit})`);
}

function spec(entries) {
  const lines = ['apiVersion: snapspec/v1', 'stack: bench', 'region: cn-hangzhou', 'snapshots:'];
  for (let index = 0; index < entries; index++)
    lines.push(
      `  before-release-${index}:`,
      `    diskId: d-bp1s5fnvk4gn2tw${String(index).padStart(5, '0')}`,
      `    name: before-release-${index}`,
      `    description: Taken before release ${index}`,
      '    occurrence: ${var.release}',
      '    takeUntil: 2030-12-31',
      '    retentionDays: 30',
      '    tags: {team: payments, tier: gold}',
    );
  return `${lines.join('\n')}\nvariables:\n  release: {default: "1"}\n`;
}

/** Peak memory of one process in MB, as the operating system counts it. */
function peak(argv) {
  const out = execFileSync(
    '/usr/bin/env',
    ['bash', '-c', `/usr/bin/time -f %M "$0" "$@" 2>&1 >/dev/null | tail -1`, process.execPath, ...argv],
    { cwd: folder, env, encoding: 'utf8' },
  );
  return Number(out.trim()) / 1024;
}

/** The front of lint and the files that grow, as one module. */
async function growthModule() {
  const script = join(folder, 'growth.mjs');
  const from = { front: 'src/frontend/analyze', growing: 'test/corpus/growth' };
  const lines = Object.entries(from).map(([name, file]) => `export { ${name} } from './${file}.ts';`);
  const alias = { yaml: join(root, 'node_modules/yaml/browser/index.js') };
  const stdin = {
    contents: [
      ...lines,
      "export * as findingsFormats from './src/report/findings/index.ts';",
      "export { default as codes } from './schema/codes.js';",
    ].join('\n'),
    resolveDir: root,
  };
  await build({ stdin, bundle: true, outfile: script, format: 'esm', platform: 'node', alias, logLevel: 'error' });
  return import(script);
}

const suites = {
  start() {
    const [bare, version] = race(21, ['-e', '0'], [command, '--version']);
    hold('snapspec --version against node -e 0', version / bare, 1.7);
  },
  lint() {
    writeFileSync(join(folder, 'ten.yaml'), spec(10));
    writeFileSync(join(folder, 'many.yaml'), spec(10_000));
    writeFileSync(join(folder, 'most.yaml'), spec(50_000));
    const compose = `import { readFileSync } from 'node:fs'; import { parseDocument } from ${JSON.stringify(join(root, 'node_modules/yaml/browser/index.js'))}; parseDocument(readFileSync(process.argv[1], 'utf8'), { uniqueKeys: false });`;
    const yaml = ['--input-type=module', '-e', compose];
    const [bare, ten] = race(21, ['-e', '0'], [command, 'lint', '-f', 'ten.yaml']);
    hold('lint of 10 entries against node -e 0', ten / bare, 3);
    const [composed, many] = race(9, [...yaml, join(folder, 'many.yaml')], [command, 'lint', '-f', 'many.yaml']);
    hold('lint of 10,000 entries against composing them with yaml alone', many / composed, 1.3);
    const [most] = race(1, [command, 'lint', '-f', 'most.yaml']);
    hold('lint of 50,000 entries against five times 10,000', most / (5 * many), 1.5);
    try {
      hold('memory of lint of 10,000 entries', peak([command, 'lint', '-f', 'many.yaml']), 450, 'MB');
    } catch {
      console.log('skipped: memory (needs /usr/bin/time)');
    }
  },
  /** A plan of a large world that answers every call after 50 ms: 10,000 disks, 100 policies of 100 disks each, 20,000 snapshots, 5,000 of them manual. */
  async plan() {
    const id = (letter, at) => `${letter}-bp1${String(at).padStart(17, '0')}`;
    const disks = Array.from({ length: 10_000 }, (_, at) => ({
      id: id('d', at),
      instance: id('i', at % 500),
      tags: { group: `g${at % 100}` },
    }));
    const seed = {
      account: '1234567890123456',
      region: 'cn-hangzhou',
      instances: Array.from({ length: 500 }, (_, at) => ({ id: id('i', at) })),
      disks,
      snapshots: Array.from({ length: 20_000 }, (_, at) => ({
        id: id('s', at),
        disk: id('d', at % 10_000),
        type: at < 5_000 ? 'user' : 'auto',
      })),
    };
    const policies = Array.from(
      { length: 100 },
      (_, at) =>
        `  p${at}: {schedule: {timePoints: [2], repeatWeekdays: [1, 3, 5]}, retentionDays: 14, disks: {any: [{tags: {group: g${at}}}]}}`,
    );
    writeFileSync(join(folder, 'world.json'), JSON.stringify(seed));
    writeFileSync(
      join(folder, 'world.yaml'),
      `apiVersion: snapspec/v1\nstack: world\nregion: cn-hangzhou\npolicies:\n${policies.join('\n')}\n`,
    );
    const { url, flags, close } = await serveLocalCloud(command, 'world.json', folder, env);
    try {
      const towards = [...flags, '--settle', '0', '-f', 'world.yaml'];
      const run = (...argv) =>
        spawnSync('/usr/bin/time', ['-f', '%M', process.execPath, command, ...argv, ...towards], {
          cwd: folder,
          env: { ...env, ...keys },
          encoding: 'utf8',
          maxBuffer: 1 << 28,
        });
      const set = async (settings) => {
        const reply = await fetch(`${url}/_snapspec/settings`, { method: 'POST', body: JSON.stringify(settings) });
        if (!reply.ok) throw new Error(await reply.text());
      };
      const measured = async (what, status) => {
        await set({ latencyMs: [50, 50] });
        const begin = process.hrtime.bigint();
        const { status: code, stdout, stderr } = run('plan', '--format', 'json');
        const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
        if (code !== status) throw new Error(`plan ended with ${code}: ${stderr}`);
        const { calls } = JSON.parse(stdout);
        console.log(
          `       ${what}: ${calls.made} calls, ${seconds.toFixed(1)} s, ${(Number(stderr.trim().split('\n').at(-1)) / 1024).toFixed(0)} MB`,
        );
        hold(`calls of plan, ${what}`, calls.made, 250, 'calls');
        hold(`plan with 50 ms a call, ${what}`, seconds, 5, 's');
        await set({ latencyMs: [0, 0] });
      };
      await measured('before anything is applied', 0);
      const applied = run('apply', '--auto-approve', '--format', 'json');
      if (applied.status !== 0) throw new Error(`apply ended with ${applied.status}: ${applied.stderr}`);
      await measured('where nothing is left to do', 0);
    } finally {
      close();
    }
  },
  apply: () => benchApply({ root, folder, command, env }, hold),
  /** Every file of test/corpus/growth.ts, honest and hostile, at 1,000, 10,000 and 50,000: time must grow as they do. */
  async growth() {
    const { front, findingsFormats, growing, codes } = await growthModule();
    const lint = (content) => {
      const { diagnostics, documents, suppressed } = front([{ file: 'a.yaml', content }], { year: 2026, unresolved: 'info', codes });
      for (const format of ['text', 'json', 'sarif'])
        findingsFormats[format].print(diagnostics, documents, { color: false, suppressed, rules: [], root: '/' });
    };
    // The best of several rounds: what it takes while the machine does nothing else.
    const least = (content, rounds) => {
      const times = Array.from({ length: rounds }, () => {
        const begin = performance.now();
        lint(content);
        return performance.now() - begin;
      });
      return Math.min(...times);
    };
    for (const [name, textOf] of growing) {
      const [few, many, most] = [least(textOf(1000), 5), least(textOf(10_000), 3), least(textOf(50_000), 2)];
      console.log(`       ${name}: ${[few, many, most].map((time) => `${time.toFixed(0)} ms`).join(', ')}`);
      // A few milliseconds are noise.
      hold(`${name}, 50,000 against five times 10,000`, most / (5 * Math.max(many, 10)), 2);
    }
  },
};

try {
  const asked = process.argv.slice(2);
  for (const name of asked.length > 0 ? asked : Object.keys(suites)) {
    if (!suites[name]) throw new Error(`no suite ${name}; there are ${Object.keys(suites).join(', ')}`);
    await suites[name]();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = missed > 0 ? 1 : 0;
