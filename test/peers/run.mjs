#!/usr/bin/env node
// Runs clients that others wrote, unmodified, against the local cloud. Not part of `npm test`: it installs them
// from PyPI and the Go module proxy. What is missing on this machine is skipped, and said so; a failure exits with 1.
//
//   node test/peers/run.mjs            all of them
//   node test/peers/run.mjs python     those whose name holds the word
//   PEERS_FOLDER=DIR                   where they are installed; a folder below the temporary one by default
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const root = join(here, '../..');
const folder = process.env.PEERS_FOLDER ?? join(tmpdir(), 'snapspec-peers');

/** The rules of a client: which programs it needs, how it is installed, and what is run. */
const python = (name, requirements, program, what) => ({
  name,
  what,
  needs: ['python3'],
  install: [
    ['python3', ['-m', 'venv', join(folder, requirements)]],
    [
      join(folder, requirements, 'bin/pip'),
      ['install', '--quiet', '--disable-pip-version-check', '-r', join(here, `python/${requirements}.txt`)],
    ],
  ],
  run: [join(folder, requirements, 'bin/python'), ['-B', join(here, 'python', program)]],
});
const go = (name, what) => ({
  name,
  what,
  needs: ['go'],
  install: [['go', ['build', '-o', join(folder, name), '.'], join(here, name)]],
  run: [join(folder, name), []],
});

const clients = [
  python('python-ecs', 'ecs', 'ecs.py', 'alibabacloud_ecs20140526 7.11.8 (Python): V3'),
  python('python-classic', 'older', 'classic.py', 'aliyun-python-sdk-ecs 4.24.83 (Python): V1, query and form'),
  python('python-tea-rpc', 'older', 'tea_rpc.py', 'alibabacloud_tea_rpc 0.1.0 (Python): V1, form, as Terraform sends it'),
  go('go-openapi', 'darabonba-openapi/v2 2.1.13 (Go), the core of the Go SDK: V3 and V1'),
  go('go-classic', 'alibaba-cloud-sdk-go 1.63.107 (Go): V1, typed'),
];

const has = (program) => spawnSync(program, [program === 'go' ? 'version' : '--version'], { stdio: 'ignore' }).status === 0;

/** Runs one program to its end; its lines are given on as they come. */
function program([file, args, cwd], { env = {}, line = () => {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: cwd ?? here, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, rest, errors] = ['', '', ''];
    child.stdout.on('data', (data) => {
      const lines = (rest + data).split('\n');
      rest = lines.pop();
      out += data;
      lines.forEach(line);
    });
    child.stderr.on('data', (data) => (errors += data));
    child.on('error', (error) => resolve({ code: 1, out, errors: String(error) }));
    child.on('close', (code) => resolve({ code, out, errors }));
  });
}

/** The local cloud of this checkout, made into one file, so that no half-written build is used. */
async function loadEmulator() {
  const outfile = join(folder, 'emulator.mjs');
  const banner = { js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);" };
  await build({
    entryPoints: [join(root, 'src/emulator/index.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
    banner,
  });
  return import(outfile);
}

/** Every client finds the same world, and nobody else's things in it. */
async function startCloud({ parseSeed, startEmulator, localKey }) {
  const seed = parseSeed(readFileSync(join(here, 'seed.yaml'), 'utf8'), 'seed.yaml');
  const more = Array.from({ length: 25 }, (_, number) => ({ id: `d-${String(number).padStart(2, '0')}` }));
  const emulator = await startEmulator({ seed: { ...seed, disks: [...seed.disks, ...more] }, snapshotSeconds: 0 });
  return { emulator, env: { PEER_HOST: emulator.host, PEER_KEY_ID: localKey.id, PEER_KEY_SECRET: localKey.secret, DEBUG: '' } };
}

async function check(client, cloud) {
  const missing = client.needs.filter((one) => !has(one));
  if (missing.length > 0) return { skipped: `${missing.join(', ')} is not installed` };
  for (const step of client.install) {
    const { code, errors } = await program(step);
    if (code !== 0)
      return { passed: 0, failed: 1, calls: 0, why: `it cannot be installed: ${errors.trim().split('\n').slice(-3).join(' ')}` };
  }
  const { emulator, env } = await startCloud(cloud);
  try {
    const { code, out, errors } = await program(client.run, { env, line: (line) => console.log(`  ${line}`) });
    const count = (word) => out.split('\n').filter((line) => line.startsWith(`${word} `)).length;
    const [passed, failed] = [count('ok'), count('FAIL')];
    const broken = failed === 0 && (code !== 0 || passed === 0);
    return { passed, failed: broken ? 1 : failed, calls: emulator.calls().length, ...(broken && { why: errors.trim().slice(-1500) }) };
  } finally {
    await emulator.close();
  }
}

mkdirSync(folder, { recursive: true });
const cloud = await loadEmulator();
const word = process.argv[2] ?? '';
const totals = { passed: 0, failed: 0, skipped: 0 };
for (const client of clients.filter((one) => one.name.includes(word))) {
  console.log(`${client.name}: ${client.what}`);
  const result = await check(client, cloud);
  if (result.skipped !== undefined) {
    totals.skipped += 1;
    console.log(`  skipped: ${result.skipped}`);
    continue;
  }
  if (result.why) console.log(`  FAIL ${result.why}`);
  totals.passed += result.passed;
  totals.failed += result.failed;
  console.log(`  ${result.passed} passed, ${result.failed} failed, in ${result.calls} calls`);
}
console.log(`${totals.passed} passed, ${totals.failed} failed; clients skipped: ${totals.skipped}`);
process.exitCode = totals.failed > 0 || totals.passed + totals.skipped === 0 ? 1 : 0;
