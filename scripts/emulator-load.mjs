// Measures the local cloud with a large world: calls a second over HTTP, what one costs the server, and its memory.
// `node scripts/emulator-load.mjs [--seconds 3] [--clients 4] [--state]`; --state keeps the world in a file meanwhile.
import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const option = (name, usual) => (process.argv.includes(name) ? Number(process.argv[process.argv.indexOf(name) + 1]) : usual);
const size = { disks: 10_000, policies: 100, snapshots: 20_000 };
const place = (at) => `d-${String(at).padStart(17, '0')}`;

/** A world as a seed makes it, filled through the model as calls would. */
function fill(lib, model) {
  const now = Date.now() - 7_200_000;
  const instances = Array.from({ length: 500 }, (_, at) => ({ id: `i-${at}` }));
  const disks = Array.from({ length: size.disks }, (_, at) => ({
    id: place(at),
    instance: `i-${at % 500}`,
    tags: { backup: at % 2 ? 'nightly' : 'weekly' },
  }));
  const world = lib.worldOf({ region: 'cn-hangzhou', instances, disks }, now);
  const ask = (action, params) => {
    const { code, body } = model.answer(
      world,
      { service: 'ecs', action, params, account: world.account, region: 'cn-hangzhou', requestId: 'ID' },
      now,
    );
    if (code !== '') throw new Error(`${action}: ${code}`);
    return body;
  };
  for (let at = 0; at < size.snapshots; at++)
    ask('CreateSnapshot', {
      DiskId: place(at % size.disks),
      SnapshotName: `load-${at}`,
      RetentionDays: String(30 + (at % 300)),
      ClientToken: `token-${at}`,
      'Tag.1.Key': 'stack',
      'Tag.1.Value': 'load',
    });
  for (let at = 0; at < size.policies; at++) {
    const { AutoSnapshotPolicyId } = ask('CreateAutoSnapshotPolicy', {
      regionId: 'cn-hangzhou',
      timePoints: '["2"]',
      repeatWeekdays: '["1"]',
      retentionDays: '14',
      autoSnapshotPolicyName: `load-${at}`,
    });
    const diskIds = JSON.stringify(Array.from({ length: 100 }, (_, of) => place(at * 100 + of)));
    ask('ApplyAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: AutoSnapshotPolicyId, diskIds });
  }
  return world;
}

async function serve(bundle, folder) {
  const lib = await import(pathToFileURL(bundle).href);
  const model = lib.loadModel();
  const world = fill(lib, model);
  const state = process.argv.includes('--state')
    ? lib.openState({ type: 'typed', path: join(folder, 'world.json') }, { name: 'seed', text: '' }, () => world)
    : undefined;
  const { url } = await lib.startEmulator({ seed: world, ...(state && { onChange: (_, change) => state.record(change) }) });
  process.on('message', () => {
    global.gc?.();
    process.send({ cpu: process.cpuUsage(), memory: process.memoryUsage() });
  });
  process.send({ url });
}

const encoded = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** The query of a call, signed by V1. */
function signed(action, params) {
  const all = {
    Action: action,
    Version: '2014-05-26',
    Format: 'json',
    AccessKeyId: 'LTAI-snapspec-local',
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
    ...params,
  };
  const query = Object.keys(all)
    .sort()
    .map((name) => `${encoded(name)}=${encoded(all[name])}`)
    .join('&');
  const signature = createHmac('sha1', 'snapspec-local-cloud-secret&')
    .update(`GET&%2F&${encoded(query)}`)
    .digest('base64');
  return `/?${query}&Signature=${encoded(signature)}`;
}

const agent = new Agent({ keepAlive: true });
function send(url, action, params) {
  return new Promise((resolve, reject) => {
    const sent = request(url + signed(action, params), { agent }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(Buffer.concat(chunks)) : reject(new Error(`${action}: ${Buffer.concat(chunks)}`)),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

const usageOf = (child) =>
  new Promise((resolve) => {
    child.once('message', resolve);
    child.send('usage');
  });

/** Sends calls of one sort for some seconds, several at a time. */
async function load(child, url, name, call) {
  const end = Date.now() + option('--seconds', 3) * 1000;
  const before = await usageOf(child);
  const begin = process.hrtime.bigint();
  let count = 0;
  const times = [];
  const client = async () => {
    while (Date.now() < end) {
      const start = process.hrtime.bigint();
      await call(url, count++);
      times.push(Number(process.hrtime.bigint() - start) / 1e6);
    }
  };
  await Promise.all(Array.from({ length: option('--clients', 4) }, client));
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  const after = await usageOf(child);
  const cpu = (after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system) / 1000 / times.length;
  times.sort((a, b) => a - b);
  console.log(
    `${name.padEnd(46)} ${(times.length / seconds).toFixed(0).padStart(6)} calls/s  ${cpu.toFixed(2).padStart(6)} ms of the server each  ${times[Math.floor(times.length * 0.99)].toFixed(1).padStart(6)} ms p99`,
  );
}

const here = { RegionId: 'cn-hangzhou' };
let token = '';
const scenarios = {
  'CreateSnapshot with a token': (url, at) =>
    send(url, 'CreateSnapshot', {
      DiskId: place(at % size.disks),
      ClientToken: `run-${process.pid}-${at}`,
      'Tag.1.Key': 'stack',
      'Tag.1.Value': 'load',
    }),
  TagResources: (url, at) =>
    send(url, 'TagResources', {
      ...here,
      ResourceType: 'disk',
      'ResourceId.1': place(at % size.disks),
      'Tag.1.Key': 'load',
      'Tag.1.Value': String(at),
    }),
  'DescribeSnapshots, pages of 100': async (url) => {
    token = JSON.parse(await send(url, 'DescribeSnapshots', { ...here, MaxResults: '100', ...(token && { NextToken: token }) })).NextToken;
  },
  'DescribeSnapshots of a disk': (url, at) =>
    send(url, 'DescribeSnapshots', { ...here, DiskId: place(at % size.disks), MaxResults: '100' }),
  'DescribeSnapshots by tag': (url) =>
    send(url, 'DescribeSnapshots', { ...here, 'Tag.1.Key': 'stack', 'Tag.1.Value': 'load', MaxResults: '100' }),
  'DescribeDisks, 100 ids': (url, at) =>
    send(url, 'DescribeDisks', {
      ...here,
      MaxResults: '100',
      DiskIds: JSON.stringify(Array.from({ length: 100 }, (_, of) => place((at * 100 + of) % size.disks))),
    }),
  'DescribeDisks by tag, first 500': (url) =>
    send(url, 'DescribeDisks', { ...here, MaxResults: '500', 'Tag.1.Key': 'backup', 'Tag.1.Value': 'nightly' }),
  'DescribeAutoSnapshotPolicyEx, all 100': (url) =>
    send(url, 'DescribeAutoSnapshotPolicyEx', { ...here, PageNumber: '1', PageSize: '100' }),
  'DescribeAutoSnapshotPolicyAssociations of a disk': (url, at) =>
    send(url, 'DescribeAutoSnapshotPolicyAssociations', { ...here, DiskId: place(at % size.disks) }),
  'CreateSnapshot again, now that there are more': (url, at) =>
    send(url, 'CreateSnapshot', { DiskId: place((at * 7) % size.disks), ClientToken: `more-${process.pid}-${at}` }),
};

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'snapspec-load-'));
  const bundle = join(folder, 'emulator.mjs');
  await build({
    entryPoints: [join(root, 'src/emulator/index.ts')],
    bundle: true,
    outfile: bundle,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const child = spawn(process.execPath, ['--expose-gc', import.meta.filename, '--serve', bundle, folder, ...process.argv.slice(2)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    const begin = Date.now();
    const { url } = await new Promise((resolve) => child.once('message', resolve));
    const memory = async (when) =>
      console.log(
        `${when}: ${((await usageOf(child)).memory.heapUsed / 1e6).toFixed(0)} MB of heap, ${((await usageOf(child)).memory.rss / 1e6).toFixed(0)} MB resident`,
      );
    await memory(`${size.disks} disks, ${size.policies} policies, ${size.snapshots} snapshots in ${Date.now() - begin} ms`);
    for (const [name, call] of Object.entries(scenarios)) await load(child, url, name, call);
    await memory('at the end');
    if (process.argv.includes('--state')) console.log(`the state file: ${(statSync(join(folder, 'world.json')).size / 1e6).toFixed(1)} MB`);
  } finally {
    child.kill();
    agent.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

const at = process.argv.indexOf('--serve');
if (at >= 0) await serve(process.argv[at + 1], process.argv[at + 2]);
else await main();
