import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shell } from '../support/built.ts';
import { folder } from '../support/cli.ts';

const files = {
  'snapspec.yaml': `apiVersion: snapspec/v1
stack: s
region: cn-hangzhou
snapshots: {a: {diskId: d-1, takeUntil: 2099-01-01}, b: {diskId: d-2, takeUntil: 2099-01-01}, c: {diskId: d-3, takeUntil: 2099-01-01}}
`,
  'local-cloud.yaml': 'disks: [{id: d-1}, {id: d-2}, {id: d-3}]\n',
  'wrong.yaml': 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\npolices: {}\n',
};
const apply = '$S apply --local --auto-approve';

/** Whether everything was done: a plan afterwards has nothing to do. */
const settled = async (cwd: string): Promise<unknown> => (await shell(cwd, '$S plan --local --detailed-exitcode')).code;

describe('output that fails neither ends a run half-way nor hides its exit code', () => {
  test.each([
    ['standard output is full', `${apply} > /dev/full`, 0],
    ['standard output is full, as JSON', `${apply} --format json > /dev/full`, 0],
    ['standard error is full', `${apply} 2> /dev/full`, 0],
    ['both are full', `${apply} > /dev/full 2>&1`, 0],
    ['nobody reads standard output', `${apply} | true; exit \${PIPESTATUS[0]}`, 0],
    ['nobody reads standard error', `${apply} 2>&1 > /dev/null | true; exit \${PIPESTATUS[0]}`, 0],
    ['the reader leaves after a line', `${apply} | head -n 1; exit \${PIPESTATUS[0]}`, 0],
    ['both are closed', `${apply} >&- 2>&-`, 0],
  ])('%s', async (_, line, code) => {
    const cwd = folder(files);
    expect((await shell(cwd, line)).code).toBe(code);
    expect(await settled(cwd)).toBe(0);
  });

  test('what a signal of a terminal that goes ends is finished, and has its own exit code', async () => {
    const cwd = folder(files);
    const line = `${apply} --wait finished > out 2> err & P=$!; until grep -qs 'until it is finished' err; do sleep 0.02; done; kill -HUP $P; wait $P`;
    const { code } = await shell(cwd, line);
    const report = readFileSync(join(cwd, 'out'), 'utf8');
    expect(report).toContain('3 operations: ');
    // What no listing has shown yet is unknown, and 4 says more than that a signal came.
    expect(code).toBe(/\d unknown/.test(report) ? 4 : 129);
    expect(existsSync(join(cwd, '.snapspec/s.json.lock'))).toBe(false);
  });
});

describe('what cannot be written to standard output goes to standard error', () => {
  test.each([
    ['a receipt', `${apply} --format json > /dev/full`, 0, '"kind": "snapspec.receipt"'],
    ['every event', `${apply} --format ndjson > /dev/full`, 0, '"kind":"snapspec.receipt"'],
    ['a plan', '$S plan --local --format json > /dev/full', 0, '"operations": ['],
    ['findings', '$S lint -f wrong.yaml > /dev/full', 1, 'error[unknown-key]'],
    ['the version', '$S --version > /dev/full', 0, '0.'],
    ['help', '$S --help > /dev/full', 0, 'Usage: snapspec'],
  ])('%s', async (_, line, code, words) => {
    const ran = await shell(folder(files), line);
    expect(ran.code).toBe(code);
    expect(ran.stderr).toContain('error: Cannot write standard output: the disk is full. Its text follows.\n');
    expect(ran.stderr).toContain(words);
  });

  test('but a reader that went away has read enough', async () => {
    expect((await shell(folder(files), '$S lint -f wrong.yaml | true; exit ${PIPESTATUS[0]}')).code).toBe(1);
  });
});
