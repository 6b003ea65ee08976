import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inOrder } from '../../src/report/findings/order.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import { shell } from '../support/built.ts';
import { folder } from '../support/cli.ts';
import { hiddenIn, honestTexts, hostileTexts, liveCommands } from '../support/hostile.ts';

const texts = [...Object.values(hostileTexts), ...Object.values(honestTexts)].filter((one) => one.length < 1_000);
/** Keys that no spec has: each is a finding whose place is the key. */
const spec = `{apiVersion: snapspec/v1, stack: s, region: cn-hangzhou, ${texts.map((one) => `${JSON.stringify(one)}: 1`).join(', ')}}\n`;

const { diagnostics, documents } = analyze([{ file: 'snapspec.yaml', content: spec }], { year: 2026, unresolved: 'info' });
const found = inOrder(diagnostics, documents);
/** What is hidden in a key is refused before it is looked at as a key, and has no path. */
const keyOf = ({ place }: (typeof found)[number]): string | undefined =>
  place && 'path' in place ? String(place.path[0] ?? '') : undefined;
const keys = found.map(keyOf);

/** What the built command line prints, which nothing obeys. */
async function lint(format: string): Promise<string> {
  const { stdout, stderr, code } = await shell(folder({ 'snapspec.yaml': spec }), `$S lint --format ${format}`, {}, 60);
  expect([code, stderr]).toEqual([1, '']);
  expect(hiddenIn(stdout)).toEqual([]);
  expect(liveCommands(stdout)).toEqual([]);
  return stdout;
}

const entities: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const fromXml = (text: string): string =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (_, code, name) =>
    code ? String.fromCodePoint(Number(code)) : (entities[name as string] as string),
  );
/** What XML 1.0 can hold; the rest is shown as an escape. */
const holds = (text: string): boolean => !/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/u.test(text);

describe('what was found is read back from a report exactly as it was', () => {
  test('in each of many texts', () => {
    expect(found.length).toBeGreaterThanOrEqual(texts.length);
    expect(texts.filter((one) => keys.includes(one)).length).toBeGreaterThan(30);
  });

  test('JSON', async () => {
    type Report = { diagnostics: { message: string; place: { path?: string[] } }[] };
    const read = (JSON.parse(await lint('json')) as Report).diagnostics;
    expect(read.map(({ message, place }) => [message, place.path?.[0]])).toEqual(found.map((one, index) => [one.message, keys[index]]));
  });

  test('SARIF', async () => {
    type Log = {
      runs: { results: { message: { text: string }; locations: { logicalLocations?: { fullyQualifiedName: string }[] }[] }[] }[];
    };
    const results = (JSON.parse(await lint('sarif')) as Log).runs[0]?.results ?? [];
    const pointer = (one: string | undefined): string | undefined => one?.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
    expect(results.map(({ locations }) => pointer(locations[0]?.logicalLocations?.[0]?.fullyQualifiedName))).toEqual(keys);
    const messages = results.map(({ message }) => message.text.replace(/\\(\]\()/g, '$1'));
    expect(messages.map((one, index) => one.startsWith(found[index]?.message ?? '?'))).toEqual(found.map(() => true));
  });

  test('JUnit', async () => {
    const printed = await lint('junit');
    const cases = [...printed.matchAll(/<testcase [^>]*? name="([^"]*)"[^>]*>\s*<failure type="[^"]*" message="([^"]*)"/g)];
    const read = cases.map(([, name = '', message = '']) => [fromXml(name), fromXml(message)] as const);
    expect(read).toHaveLength(found.length);
    for (const [index, one] of found.entries()) {
      const [name, message] = read[index] as (typeof read)[number];
      const key = keys[index];
      if (holds(one.message)) expect(message).toBe(`error: ${one.message}`);
      if (key !== undefined && holds(key)) expect(name).toBe(`${one.code} ${key}`);
    }
    expect(keys.filter((key) => key !== undefined && holds(key)).length).toBeGreaterThan(30);
  });
});

describe('the log of the local cloud', () => {
  const asked = Object.values(hostileTexts).filter((one) => one.length < 200);

  /** Asks for every text as an action, without a signature, as any page in reach may. */
  const ask = `const http = require('node:http'); const texts = ${JSON.stringify(asked)};
    const one = (text) => new Promise((done) => http.get(process.argv[2] + '/?Version=2014-05-26&Action=' + encodeURIComponent(text.toWellFormed()), (reply) => reply.resume().on('end', done)));
    (async () => { for (const text of texts) await one(text); })();`;

  async function logOf(format: string): Promise<string> {
    const cwd = folder({ 'seed.yaml': 'disks: [{id: d-1}]\n' });
    writeFileSync(join(cwd, 'ask.cjs'), ask);
    const line = `touch log; $S emulator --seed seed.yaml --port 0 --log ${format} > log & P=$!
      until grep -q http: log; do sleep 0.05; done
      ${process.execPath} ask.cjs "$(grep -o 'http://127.0.0.1:[0-9]*' log | head -n 1)"
      kill $P; wait $P; cat log`;
    const { stdout, stderr } = await shell(cwd, line, {}, 60);
    expect(stderr).toBe('');
    expect(hiddenIn(stdout)).toEqual([]);
    expect(liveCommands(stdout)).toEqual([]);
    return stdout;
  }

  test('is a line a call, in which no text is obeyed', async () => {
    expect((await logOf('text')).split('\n').filter((one) => /^\d{3} ecs /.test(one))).toHaveLength(asked.length);
  });

  test('as JSON reads back as what was asked for', async () => {
    const lines = (await logOf('json')).split('\n').filter((one) => one.startsWith('{'));
    const actions = lines.map((one) => (JSON.parse(one) as { action: string }).action);
    expect(actions).toEqual(asked.map((one) => one.toWellFormed()));
  });
});
