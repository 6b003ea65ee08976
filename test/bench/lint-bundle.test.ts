import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lateModules } from '../../scripts/late-modules.mjs';
import { bundleLint } from '../../scripts/lint-bundle.mjs';
import { folder } from '../support/cli.ts';

const root = join(import.meta.dirname, '../..');
const out = mkdtempSync(join(tmpdir(), 'snapspec-bundle-'));
const first = join(out, 'lint-entry.cjs');
const second = join(out, 'lint-findings.cjs');

/** What each file is made of. */
let inside: { readonly first: readonly string[]; readonly second: readonly string[] };

beforeAll(async () => {
  inside = await bundleLint(out);
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** Runs lint from the files, and says whether it loaded the second. */
function lint(...argv: readonly string[]): { readonly out: string; readonly loaded: boolean } {
  const script = join(out, 'run.cjs');
  const says = `process.on('exit', () => require('node:fs').writeSync(1, '\\n' + (${JSON.stringify(second)} in require.cache)));`;
  writeFileSync(script, `${says}\nrequire(${JSON.stringify(first)}).start();`);
  const printed = execFileSync(process.execPath, [script, 'lint', ...argv], { encoding: 'utf8' });
  return { out: printed, loaded: printed.endsWith('\ntrue') };
}

const spec = (content: string): string => join(folder({ 'snapspec.yaml': content }), 'snapspec.yaml');
const head = 'apiVersion: snapspec/v1\nstack: payments\nregion: cn-hangzhou\n';

describe('the two files of lint', () => {
  test('no code is in both', () => {
    const both = inside.first.filter((file) => inside.second.includes(file));
    expect(both).toEqual([]);
    expect(inside.second).toEqual(expect.arrayContaining(lateModules.filter((file) => file.startsWith('src/'))));
  });

  test('the first knows no words for mistakes, and no library for command lines', () => {
    const late = /^src\/aliases\/\w*-names\.ts$|^src\/report\/terminal\/code-frame|\/commander\/|stringify|suggest/;
    const known = inside.first.filter((file) => late.test(file));
    expect(known.filter((file) => !file.includes('yaml/browser'))).toEqual([]);
    expect(inside.second.filter((file) => late.test(file)).length).toBeGreaterThan(10);
    const table = 'auto_snapshot_policy_name';
    expect([first, second].map((file) => readFileSync(file, 'utf8').includes(table))).toEqual([false, true]);
  });

  // Each 100 kB of it take 3 ms of a start, of which a lint of ten entries has 50.
  test('the first stays small, and is ASCII alone', () => {
    const text = readFileSync(first, 'utf8');
    expect(text.length).toBeLessThan(400_000);
    expect(text).toMatch(/^"use strict";[\0-\x7f]*$/);
  });

  test.each([
    ['the quickstart', ['-f', join(root, 'examples/quickstart/snapspec.yaml')]],
    [
      'values in a file',
      ['-f', join(root, 'examples/environments/snapspec.yaml'), '--var-file', join(root, 'examples/environments/staging.yaml')],
    ],
    ['a file that is named', [join(root, 'examples/quickstart/snapspec.yaml')]],
  ])('a spec without findings needs the first alone: %s', (_, argv) => {
    expect(lint(...argv)).toEqual({ out: expect.stringMatching(/^No findings in \d files?\.\n\nfalse$/), loaded: false });
  });

  test('nor do hours of the service bring the second', () => {
    const disks = 'disks: {any: [{id: d-bp1s5fnvk4gn2tws03ab}]}';
    const policy = `policies: {a: {schedule: {timePoints: [2], repeatWeekdays: [1]}, retentionDays: 7, ${disks}}}\n`;
    expect(lint('-f', spec(head + policy))).toEqual({ out: expect.stringContaining('No findings'), loaded: false });
  });

  test('a finding brings the second', () => {
    const { out, loaded } = lint(
      '--fail-on',
      'error',
      '-f',
      spec(`${head}snapshots: {a: {diskId: d-bp1s5fnvk4gn2tws03ab, retentionDays: 7}}\n`),
    );
    expect(out).toMatch(/^(?:info|warning)\[[a-z-]+\]: /);
    expect(loaded).toBe(true);
  });

  test('so does help', () => expect(lint('--help')).toEqual({ out: expect.stringMatching(/^Usage: snapspec lint/), loaded: true }));
});
