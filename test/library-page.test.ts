import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import * as library from '../src/index.ts';
import { localKey } from '../src/emulator/index.ts';
import { cloud, folder } from './support/cli.ts';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/library.md'), 'utf8');
const programs = [...page.matchAll(/^```js\n([\s\S]*?)^```/gm)].map((found) => found[1] as string);

/** Runs a program of the page as whoever has installed the package. */
async function run(program: number, environment: { readonly [name: string]: string } = {}): Promise<string> {
  const cwd = folder({ 'program.mjs': programs[program] as string });
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(root, join(cwd, 'node_modules/snapspec'));
  writeFileSync(join(cwd, 'package.json'), '{"type": "module"}');
  const env = { PATH: process.env['PATH'] ?? '', HOME: cwd, ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true', ...environment };
  return (await promisify(execFile)(process.execPath, ['program.mjs'], { cwd, env })).stdout;
}

describe('docs/library.md', () => {
  test('has these programs, and names every function', () => {
    expect(programs).toHaveLength(4);
    const functions = Object.keys(library).filter((name) => name !== 'Failure');
    expect(functions.length).toBeGreaterThan(12);
    expect(functions.filter((name) => !page.includes(`\`${name}`))).toEqual([]);
  });

  test('locates and formats findings', async () =>
    expect((await run(0)).split('\n')).toEqual([
      'snapspec.yaml:5:59 error snapshot-retention-days-range',
      expect.stringMatching(/^snapspec\.yaml:5:59: error snapshot-retention-days-range: retentionDays is 0; /),
      '',
      '',
    ]));

  test('plans, applies with events, and is done', async () => {
    const text = await run(1);
    expect(text).toContain('+ snapshots/ledger');
    expect(text).toMatch(/^started snapshots\/ledger$/m);
    expect(text).toMatch(/^ended snapshots\/ledger$/m);
    expect(text).toMatch(/^0 operations are left\.$/m);
  });

  test('takes endpoints and credentials from the environment', async () => {
    const { url } = await cloud({ disks: [{ id: 'd-1' }] });
    const SPEC = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\nsnapshots: {a: {diskId: d-1}}\n';
    const text = await run(2, {
      SPEC,
      ALIBABA_CLOUD_ACCESS_KEY_ID: localKey.id,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: localKey.secret,
      ALIBABA_CLOUD_ENDPOINT_ECS: url,
      ALIBABA_CLOUD_ENDPOINT_ECD: url,
      ALIBABA_CLOUD_ENDPOINT_STS: url,
    });
    expect(text).toBe('1234567890123456 snapshots/a\n');
  });

  test('has a test that passes', async () => expect(await run(3)).toMatch(/^# pass 1$/m));
});
