import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../src/base/failure.ts';
import type { Json } from '../../src/base/json.ts';
import { connectReader } from '../../src/cloud/client.ts';
import { patientReader } from '../../src/cloud/patient-reader.ts';
import { endpointsOf } from '../../src/cloud/endpoints.ts';
import { printSeed } from '../../src/capture/index.ts';
import { localKey, loadModel, openState, parseFaults, parseSeed, replay, startEmulator, worldOf } from '../../src/emulator/index.ts';
import type { Seed } from '../../src/emulator/index.ts';
import { stringToSignV1 } from '../../src/emulator/http/signature.ts';
import { planStack } from '../../src/engine/plan-stack.ts';
import { services } from '../../src/facts/services.ts';
import { typed } from '../../src/files/index.ts';
import { InvalidInput } from '../../src/input/index.ts';
import { textReport } from '../../src/report/findings/text.ts';
import { toYaml } from '../../src/base/yaml-writer.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import { fakeClock } from '../support/fakes.ts';
import { chanceOf } from './chance.ts';
import type { Chance } from './chance.ts';
import { hostileWords } from './dictionary.ts';

/** What a fuzzer found: how often it tried, what crashed or hung, and what else it counts. */
export type Found = {
  readonly tried: number;
  readonly crashes: readonly string[];
  readonly hangs: number;
  readonly counts: Counts;
  /** Milliseconds of the case that took longest. */
  readonly slowest: number;
};
type Counts = { [name: string]: number };

/** Tries one case; what it throws is a crash, what it returns is counted. */
type Try = (chance: Chance, index: number) => Promise<string>;
type Fuzzer = { readonly attempt: Try; readonly close: () => void | Promise<void> };

const seed = { instances: [{ id: 'i-1' }], disks: [{ id: 'd-1', instance: 'i-1' }, { id: 'd-2' }], desktops: [{ id: 'ecd-1' }] };
const spec = `apiVersion: snapspec/v1
stack: fuzz
region: cn-hangzhou
policies:
  nightly: {schedule: {timezone: Asia/Shanghai, at: ["02:00"]}, retentionDays: 7, disks: {any: [{id: d-1}]}}
snapshots:
  one: {diskId: d-1, occurrence: first, retentionDays: 7}
groups:
  all: {instanceId: i-1, occurrence: first}
desktopSnapshots:
  desk: {desktopId: ecd-1, sourceDiskType: system, occurrence: first}
`;

const odd: readonly Json[] = [null, true, -1, 1e308, 0.5, '', '[', '[1,"x"]', [], {}, [[[]]], { toString: 1 }, { __proto__: null }];

/** A value with one place of it changed to something else, or nothing. */
function changed(value: Json, chance: Chance): Json {
  const isList = Array.isArray(value);
  if (value === null || typeof value !== 'object' || chance.once(6)) return chance.once(2) ? chance.pick(odd) : chance.pick(hostileWords);
  const keys = Object.keys(value);
  const key = keys[chance.below(Math.max(1, keys.length))];
  if (key === undefined) return chance.pick(odd);
  const copy = (isList ? [...value] : { ...value }) as { [name: string]: Json };
  if (chance.once(8)) delete copy[key];
  else if (!isList && chance.below(8) === 0) copy[chance.pick(hostileWords)] = chance.pick(odd);
  else copy[key] = changed(copy[key] as Json, chance);
  return copy as Json;
}

/** A text with bytes lost, doubled or replaced. */
function broken(text: string, chance: Chance): string {
  const at = chance.below(text.length + 1);
  const length = chance.below(40);
  const middle = chance.pick([
    '',
    text.slice(at, at + length).repeat(2),
    chance.pick(hostileWords),
    '\0',
    '"',
    '[{'.repeat(chance.below(200)),
  ]);
  return text.slice(0, at) + middle + text.slice(at + length);
}

function mutatedJson(text: string, chance: Chance): string {
  if (chance.once(4)) return broken(text, chance);
  let value = JSON.parse(text) as Json;
  for (let times = 1 + chance.below(3); times > 0; times--) value = changed(value, chance);
  return JSON.stringify(value);
}

/** Plans against a cloud of which one reply in four is not what it should be. */
async function replies(): Promise<Fuzzer> {
  const emulator = await startEmulator({ seed, snapshotSeconds: 0 });
  let chance = chanceOf(0, 0);
  const front = createServer((asked, response) => {
    const { method, url: path, headers } = asked;
    const onward = httpRequest({ host: '127.0.0.1', port: emulator.port, method, path, headers }, async (reply) => {
      let text = '';
      for await (const chunk of reply) text += String(chunk);
      const status = chance.once(20) ? chance.pick([204, 302, 404, 429, 500, 503]) : (reply.statusCode ?? 500);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(chance.once(4) ? mutatedJson(text, chance) : text);
    });
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  const { program } = analyze([{ file: 's.yaml', content: spec }], { year: 2026, unresolved: 'error', codes: [] } as never);
  if (program === undefined) throw new Error('the spec of the fuzzer is not valid');
  const endpoints = endpointsOf('cn-hangzhou', { ecs: url, ecd: url, sts: url });
  const credentials = { accessKeyId: localKey.id, accessKeySecret: localKey.secret };
  return {
    attempt: async (given) => {
      chance = given;
      try {
        await planStack(
          program,
          patientReader(connectReader({ credentials, endpointsIn: () => endpoints }), { clock: fakeClock() }),
          fakeClock(),
        );
        return 'planned';
      } catch (error) {
        if (error instanceof Failure) return error.type;
        throw error;
      }
    },
    close: () => {
      front.closeAllConnections();
      front.close();
      return emulator.close();
    },
  };
}

/** Opens state files of which a part was changed. */
async function state(): Promise<Fuzzer> {
  const folder = mkdtempSync(join(tmpdir(), 'snapspec-fuzz-'));
  const model = loadModel();
  const now = Date.UTC(2026, 10, 25);
  const origin = { name: 'seed.yaml', text: 'disks: []' };
  const open = (path: string) =>
    openState(typed(path), origin, () => worldOf(seed, now), { replay: (world, change) => replay(model, world, change) });
  const first = open(join(folder, 'first.json'));
  first.close();
  const whole = readFileSync(join(folder, 'first.json'), 'utf8');
  const path = join(folder, 'world.json');
  return {
    attempt: async (chance) => {
      writeFileSync(path, chance.once(3) ? broken(whole, chance) : `${mutatedJson(whole, chance)}\n`);
      try {
        open(path).close();
        return 'opened';
      } catch (error) {
        if (error instanceof Failure) return error.type;
        throw error;
      } finally {
        rmSync(path, { force: true });
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const adminBodies: { readonly [name: string]: Json } = {
  faults: [{ type: 'error-before', action: 'DescribeDisks', nth: [1, 2], times: 1, probability: 0.5, retryAfter: '1', seconds: 1 }],
  settings: { snapshotSeconds: 1, listLagMs: { snapshots: 1 }, quotas: {}, callsPerMinute: { '*': 100 }, latencyMs: [0, 1] },
  clock: { advance: '1d' },
  thing: { id: 'd-1', set: { status: 'In_use', tags: { a: 'b' } } },
};

/** Sends admin requests; each is answered, and none with a failure of the local cloud. */
async function admin(): Promise<Fuzzer> {
  const emulator = await startEmulator({ seed });
  return {
    attempt: async (chance) => {
      const name = chance.pick(Object.keys(adminBodies));
      const body = mutatedJson(JSON.stringify(adminBodies[name]), chance);
      const answer = await fetch(`${emulator.url}/_snapspec/${name}`, { method: 'POST', body });
      if (answer.status >= 500) throw new Error(`${name} ${body}: ${await answer.text()}`);
      await answer.arrayBuffer();
      return String(answer.status);
    },
    close: () => emulator.close(),
  };
}

const wholeSeed: Json = {
  account: '1234567890123456',
  lacks: { 'cn-beijing': ['groups'] },
  keys: [{ id: 'AK-1', secret: 's', expires: '2027-01-01T00:00:00Z', allow: ['ecs:*'] }],
  instances: [{ id: 'i-1', tags: { a: 'b' } }],
  disks: [{ id: 'd-1', instance: 'i-1', size: 40, created: '2026-11-01T00:00:00Z' }],
  desktops: [{ id: 'ecd-1', policy: 'sp-9', disks: ['system'] }],
  policies: [{ id: 'sp-1', timePoints: [1], repeatWeekdays: [1], retentionDays: 7, disks: ['d-1'], copy: { region: 'cn-beijing' } }],
  snapshots: [
    { id: 's-1', disk: 'd-1', lock: { days: 3, coolOffHours: 1 }, copyOf: { snapshot: 's-0', region: 'cn-beijing' }, category: 'archive' },
  ],
  groups: [{ id: 'ssg-1', snapshots: ['s-1'] }],
  desktopPolicies: [{ id: 'sp-9', cron: '0 0 2 ? * *', retentionDays: 7 }],
  desktopSnapshots: [{ id: 's-9', desktop: 'ecd-1', diskType: 'system' }],
  accounts: [{ id: '2222222222222222', disks: [{ id: 'd-2' }] }],
};
const wholeFaults: Json = { seed: 1, rules: [{ type: 'code', code: 'Throttling', nth: [1, 2], where: { DiskId: 'd-1' }, seconds: 0.5 }] };

/** Reads seeds and faults of which a part was changed; what is accepted is served and printed, what is not is told by its place. */
async function seeds(): Promise<Fuzzer> {
  const texts = [printSeed(wholeSeed as Seed), toYaml(wholeFaults as { [name: string]: Json })];
  const attempt: Try = async (chance) => {
    const isSeed = chance.once(2);
    const text = chance.once(2)
      ? broken(texts[isSeed ? 0 : 1] as string, chance)
      : mutatedJson(JSON.stringify(isSeed ? wholeSeed : wholeFaults), chance);
    try {
      if (isSeed) worldOf(parseSeed(printSeed(parseSeed(text, 'seed.yaml')), 'again.yaml'), Date.UTC(2026, 10, 25));
      else parseFaults(text, 'faults.yaml');
      return 'accepted';
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      if (error.message.startsWith('again.yaml')) throw new Error(`what was printed cannot be read: ${error.message} ${text}`);
      textReport(error.diagnostics, error.documents, { color: false });
      return 'refused';
    }
  };
  return { attempt, close: () => {} };
}

/** Sends signed requests with odd parameters; each is answered, and none with a failure of the local cloud. */
async function requests(): Promise<Fuzzer> {
  const emulator = await startEmulator({ seed });
  const { operations } = loadModel();
  const values = [
    'cn-hangzhou',
    'd-1',
    'i-1',
    'ecd-1',
    '1',
    '100',
    '-1',
    '["1"]',
    '["d-1"]',
    'true',
    '2026-11-25T00:00:00Z',
    ...hostileWords,
  ];
  const names = [
    'RegionId',
    'regionId',
    'DiskId',
    'DiskId.1',
    'SnapshotId',
    'InstanceId',
    'DesktopId',
    'Tag.1.Key',
    'Tag.1.Value',
    'PageSize',
  ];
  const more = [
    'PageNumber',
    'MaxResults',
    'NextToken',
    'diskIds',
    'timePoints',
    'repeatWeekdays',
    'retentionDays',
    'ClientToken',
    'ResourceId.1',
  ];
  return {
    attempt: async (chance, index) => {
      const operation = chance.pick(operations);
      const params: { [name: string]: string } = { RegionId: 'cn-hangzhou' };
      for (let count = chance.below(8); count > 0; count--) params[chance.pick([...names, ...more])] = chance.pick(values);
      const signed = {
        ...params,
        Action: chance.once(20) ? chance.pick(hostileWords) : operation.action,
        Version: services[operation.service].version,
        AccessKeyId: localKey.id,
        SignatureMethod: 'HMAC-SHA1',
        SignatureVersion: '1.0',
        SignatureNonce: `${index}-${chance.below(1e9)}`,
        Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
      };
      const Signature = createHmac('sha1', `${localKey.secret}&`).update(stringToSignV1('GET', signed)).digest('base64');
      const before = emulator.calls().length;
      const answer = await fetch(`${emulator.url}/?${new URLSearchParams({ ...signed, Signature })}`);
      const text = await answer.text();
      if (text.includes('The local cloud failed')) throw new Error(`${JSON.stringify(params)} ${operation.action}: ${text}`);
      if (emulator.calls().length === before) return 'not admitted';
      return answer.ok ? 'reached the model, accepted' : 'reached the model, refused';
    },
    close: () => emulator.close(),
  };
}

const fuzzers: { readonly [what: string]: () => Promise<Fuzzer> } = { replies, state, admin, seeds, requests };

/** What can be fuzzed here; specs have a fuzzer of their own. */
export const subjects: readonly string[] = Object.keys(fuzzers);

/** Milliseconds after which a case hangs. */
const patience = 30_000;

async function withinPatience(work: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('hang'), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Tries so many cases; the same seed gives the same cases. */
export async function fuzz(what: string, seedNumber: number, count: number): Promise<Found> {
  const { attempt, close } = await (fuzzers[what] as () => Promise<Fuzzer>)();
  const counts: Counts = {};
  const crashes: string[] = [];
  let slowest = 0;
  try {
    for (let index = 0; index < count; index++) {
      const began = performance.now();
      try {
        const outcome = await withinPatience(attempt(chanceOf(seedNumber, index), index));
        counts[outcome] = (counts[outcome] ?? 0) + 1;
      } catch (error) {
        crashes.push(`case ${index}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`.slice(0, 2000));
      }
      slowest = Math.max(slowest, performance.now() - began);
    }
  } finally {
    await close();
  }
  return { tried: count, crashes, hangs: counts['hang'] ?? 0, counts, slowest };
}
