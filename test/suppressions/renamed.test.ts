import { describe, expect, test } from 'vitest';
import codes from '../../schema/codes.js';
import { renamedCodes } from '../../src/base/renamed-codes.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import { fixText } from '../../src/rewrite/fix.ts';
import { folder, snapspec } from '../support/cli.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const shifting = 'policies: {a: {schedule: {timezone: Europe/London, at: ["02:00"]}, retentionDays: 7, disks: {any: [{id: d-1}]}}}';
const options = { year: 2026, unresolved: 'info', codes } as const;
const run = (text: string) => analyze([{ file: 'f', content: text }], options);
const codesOf = (text: string): string[] => run(text).diagnostics.map((one) => `${one.severity} ${one.code}`);
const fixed = (text: string): string | undefined => fixText([{ file: 'f', content: text }], options, false).texts.get('f');

const now = 'schedule-shifts-with-dst';
const old = 'schedule-drifts';

test('without a comment the finding is there', () => expect(codesOf(`${head}${shifting}\n`)).toEqual([`warning ${now}`]));

test('no old name is a code, and every new one is', () => {
  for (const [before, after] of Object.entries(renamedCodes)) {
    expect(codes, before).not.toContain(before);
    expect(codes, after).toContain(after);
  }
  expect(Object.keys(renamedCodes)).toHaveLength(37);
});

describe('an ignore under the old name', () => {
  const text = `${head}${shifting} # snapspec: ignore[${old}] the team is in London\n`;

  test('suppresses the finding, and says once that the code has another name', () => {
    const { diagnostics, suppressed } = run(text);
    expect(suppressed.map((one) => one.found.code)).toEqual([now]);
    expect(diagnostics).toMatchObject([
      { code: 'renamed-code', severity: 'info', message: `${old} is now called ${now}.`, help: `Write ${now}.` },
    ]);
  });

  test('is fixed by its new name', () => {
    expect(fixed(text)).toBe(text.replace(old, now));
    expect(codesOf(text.replace(old, now))).toEqual([]);
  });

  test('beside others that are unused, both are fixed', () => {
    const two = text.replace(old, `${old}, duplicate-hour`);
    expect(codesOf(two)).toEqual(['info renamed-code', 'warning ignore-unused']);
    expect(fixed(two)).toBe(text.replace(old, now));
  });

  test('unused, it is removed like any other', () => {
    const idle = `${head}snapshots: {} # snapspec: ignore[${old}] the team is in London\n`;
    expect(codesOf(idle)).toEqual(['info renamed-code', 'warning ignore-unused']);
    expect(run(idle).diagnostics.at(-1)?.message).toContain(`"${old}"`);
    expect(fixed(idle)).toBe(`${head}snapshots: {}\n`);
  });
});

describe('lint.rules under the old name', () => {
  const text = `${head}lint: {rules: {${old}: error}}\n${shifting}\n`;

  test('sets the severity, and says once that the code has another name', () => {
    expect(codesOf(text).sort()).toEqual([`error ${now}`, 'info renamed-code']);
    expect(fixed(text)).toBe(text.replace(old, now));
  });

  test('the new name wins where both are set, and nothing is written twice', () => {
    for (const rules of [`${old}: off, ${now}: error`, `${now}: error, ${old}: off`]) {
      const both = `${head}lint: {rules: {${rules}}}\n${shifting}\n`;
      expect(codesOf(both).sort()).toEqual([`error ${now}`, 'info renamed-code']);
      expect(run(both).diagnostics.find((one) => one.code === 'renamed-code')?.help).toBe(`Remove it: ${now} is set too, and wins.`);
      expect(fixed(both)).toBeUndefined();
    }
  });

  test('the finding itself can be turned off', () =>
    expect(codesOf(`${head}lint: {rules: {${old}: off, renamed-code: off}}\n${shifting}\n`)).toEqual([]));
});

describe('on the command line', () => {
  const lint = (...argv: string[]) => snapspec(folder({ 'snapspec.yaml': `${head}${shifting}\n` }), ['lint', ...argv]);

  test('--rule takes the old name like the new one', async () => {
    for (const name of [old, now]) {
      const { code, stdout, stderr } = await lint('--rule', `${name}=error`, '--format', 'concise');
      expect({ code, stdout, stderr }).toMatchObject({ code: 1, stdout: expect.stringContaining(`error ${now}:`) });
    }
    expect(await lint('--rule', `${old}=off`)).toEqual(await lint('--rule', `${now}=off`));
  });

  test('explain says the new name, and explains it', async () => {
    const cwd = folder({});
    const { stdout: plain } = await snapspec(cwd, ['explain', now]);
    for (const written of [old, old.toUpperCase()]) {
      const { code, stdout } = await snapspec(cwd, ['explain', written]);
      expect({ code, stdout }).toEqual({ code: 0, stdout: `${old} is now called ${now}.\n\n${plain}` });
    }
    const { stdout } = await snapspec(cwd, ['explain', old, '--format', 'json']);
    expect(JSON.parse(stdout).findings.map((one: { code: string }) => one.code)).toEqual([now]);
  });
});
