import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as findings from '../../src/report/findings/index.ts';
import * as plans from '../../src/report/plans/index.ts';
import * as receipts from '../../src/report/receipts/index.ts';
import { shell } from '../support/built.ts';
import { folder } from '../support/cli.ts';

/** One secret with what each format writes in another way, and one that is longer than what a message shows of a text. */
const secret = 'canary&<"%:,/+secret==0123456789abcdef';
const token = `canary-token-${Array.from({ length: 400 }, (_, index) => index).join('.')}`;
const environment = { ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret, ALIBABA_CLOUD_SECURITY_TOKEN: token };

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const quoted = JSON.stringify(secret);
const files = {
  // A finding about each, at a value, at a key, in a line of source.
  'bad.yaml': `apiVersion: snapspec/v1\nstack: ${quoted}\n${quoted}: 1\nregion: "${token}"\nsnapshots: {a: {diskId: ${quoted}}}\n`,
  // A note of the plan, a name in it, and what is sent.
  'good.yaml': `${head}snapshots: {a: {diskId: d-1, occurrence: b, description: ${quoted}, tags: {key: ${quoted}}}}\n`,
  'untidy.yaml': `apiVersion:   snapspec/v1 # ${secret} ${token}\nstack: s\nregion: cn-hangzhou\n`,
  'unread.yaml': `stack: [ ${secret}\n`,
  'local-cloud.yaml': `disks: [{id: d-1, name: ${quoted}}]\n`,
  'exports.json': JSON.stringify({
    RequestId: 'R',
    TotalCount: 1,
    Disks: { Disk: [{ DiskId: 'd-1', RegionId: 'cn-hangzhou', DiskName: secret }] },
  }),
};

/** No piece of a secret that is long enough to be one. */
function expectNoPiece(printed: string): void {
  for (const one of [secret, token, encodeURIComponent(secret), JSON.stringify(secret)])
    for (let at = 0; at + 16 <= one.length; at++) expect(printed).not.toContain(one.slice(at, at + 16));
}

const names = (formats: object): string[] => Object.keys(formats);
const ofFindings = new Set(['github', 'gitlab', 'junit', 'sarif']);
/** Lines in which a secret stands where a text comes in, with every format that the verb has. */
const lines: readonly string[] = [
  ...names(findings).flatMap((format) => [`$S lint -f bad.yaml --format ${format}`, `$S lint -f - --format ${format} < bad.yaml`]),
  ...names(plans).flatMap((format) => [
    // A format of findings has nothing to tell of a good spec.
    ...(ofFindings.has(format) ? [] : [`$S plan -f good.yaml --local --format ${format}`]),
    `$S plan -f bad.yaml --local --format ${format}`,
  ]),
  ...names(receipts).map((format) => `$S apply -f bad.yaml --local --auto-approve --format ${format}`),
  '$S fmt --check untidy.yaml "$ALIBABA_CLOUD_SECURITY_TOKEN"',
  '$S fmt --diff untidy.yaml',
  '$S fmt unread.yaml',
  '$S lint --fix -f bad.yaml',
  '$S explain "$ALIBABA_CLOUD_ACCESS_KEY_SECRET"',
  '$S explain --format json "$ALIBABA_CLOUD_ACCESS_KEY_SECRET"',
  '$S "$ALIBABA_CLOUD_ACCESS_KEY_SECRET"',
  '$S lint "--$ALIBABA_CLOUD_ACCESS_KEY_SECRET"',
  '$S lint -f good.yaml --var "$ALIBABA_CLOUD_SECURITY_TOKEN=1"',
  '$S plan --local -f good.yaml --settle "$ALIBABA_CLOUD_SECURITY_TOKEN"',
  '$S plan -f good.yaml --endpoint-ecs "ftp://$ALIBABA_CLOUD_SECURITY_TOKEN"',
  '$S emulator --seed "$ALIBABA_CLOUD_SECURITY_TOKEN"',
  '$S lint -f bad.yaml --format json > /dev/full',
];

describe('known secrets are cut from both streams', () => {
  test.each(lines)('%s', async (line) => {
    const { stdout, stderr, code } = await shell(folder(files), line, environment, 60);
    expect(stdout + stderr).toContain('[redacted]');
    expectNoPiece(stdout + stderr);
    expect(code).not.toBe(70);
  });

  test('of a seed on standard output', async () => {
    const cwd = folder(files);
    const made = 'mkdir exports && mv exports.json exports/disks.json && $S seed --region cn-hangzhou --from exports --output -';
    const { stdout, stderr } = await shell(cwd, made, environment, 60);
    expect(stdout).toContain('name: "[redacted]"');
    expectNoPiece(stdout + stderr);
  });

  test('of the log of the local cloud, as text and as JSON', async () => {
    for (const format of ['text', 'json']) {
      const cwd = folder(files);
      writeFileSync(
        join(cwd, 'ask.cjs'),
        `require('node:http').get(process.argv[2] + '/?Version=2014-05-26&Action=' + encodeURIComponent(process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET), (reply) => reply.resume());`,
      );
      const line = `touch log; $S emulator --seed local-cloud.yaml --port 0 --log ${format} > log & P=$!
        until grep -q http log; do sleep 0.05; done
        ${process.execPath} ask.cjs "$(grep -o 'http://127.0.0.1:[0-9]*' log | head -n 1)"
        until grep -q 400 log; do sleep 0.05; done; kill $P; wait $P; cat log`;
      const { stdout, stderr } = await shell(cwd, line, environment, 60);
      expect(stdout).toContain('[redacted]');
      expectNoPiece(stdout + stderr);
    }
  });
});

describe('documents go out byte for byte', () => {
  test.each([
    ['fmt of standard input', '$S fmt - < untidy.yaml', files['untidy.yaml'].replace('   ', ' ')],
    ['lint --fix of standard input', '$S lint --fix -f - < untidy.yaml', files['untidy.yaml']],
  ])('%s', async (_, line, text) => {
    expect((await shell(folder(files), line, environment, 60)).stdout).toBe(text);
  });
});
