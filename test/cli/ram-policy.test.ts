import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ramPolicy } from '../../src/permissions/policy.ts';
import { purposes } from '../../src/permissions/policy.ts';
import { folder, snapspec } from '../support/cli.ts';
import { programOf } from '../support/library-cloud.ts';

const root = join(import.meta.dirname, '../..');
const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const spec = `${head}snapshots:\n  a: {diskId: d-bp1s5fnvk4gn2tws03ab, retentionDays: 7, takeUntil: 2030-01-01}\n`;

describe('snapspec ram-policy', () => {
  test.each(purposes)('prints what a role needs to %s', async (purpose) => {
    const cwd = folder({ 'snapspec.yaml': spec });
    const { code, stdout, stderr } = await snapspec(cwd, ['ram-policy', '--for', purpose]);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual(ramPolicy(programOf(spec), purpose));
  });

  test('says what it is for, or is refused', async () => {
    const cwd = folder({ 'snapspec.yaml': spec });
    expect(await snapspec(cwd, ['ram-policy'])).toMatchObject({ code: 64, stdout: '', stderr: expect.stringContaining('--for <purpose>') });
    expect(await snapspec(cwd, ['ram-policy', '--for', 'all'])).toMatchObject({ code: 64, stdout: '' });
  });

  test('prints nothing of a spec with errors', async () => {
    const cwd = folder({ 'snapspec.yaml': `${head}snapshots: {a: {}}\n` });
    expect(await snapspec(cwd, ['ram-policy', '--for', 'apply'])).toMatchObject({ code: 1, stdout: '' });
  });

  test('says where RAM would not take it, since it is too long', async () => {
    const ids = Array.from({ length: 120 }, (_, at) => `d-bp1s5fnvk4gn2tws${String(at).padStart(4, '0')}`);
    const entries = ids.map((diskId, at) => `  a${at}: {diskId: ${diskId}, retentionDays: 7, takeUntil: 2030-01-01}\n`);
    const cwd = folder({ 'snapspec.yaml': `${head}snapshots:\n${entries.join('')}` });
    const { code, stdout, stderr } = await snapspec(cwd, ['ram-policy', '--for', 'apply']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning: The policy has \d[\d,]* characters, and RAM takes 6144\.\n {2}help: /);
    expect(JSON.stringify(JSON.parse(stdout)).length).toBeGreaterThan(6144);
  });

  test('the policies of docs/permissions.md are those of the quickstart', async () => {
    const page = readFileSync(join(root, 'docs/permissions.md'), 'utf8');
    const shown = [...page.matchAll(/^```json\n([\s\S]*?)^```/gm)].map((found) => JSON.parse(found[1] as string) as unknown);
    const printed = async (purpose: string) =>
      JSON.parse((await snapspec(root, ['ram-policy', '--for', purpose, '-f', 'examples/quickstart/snapspec.yaml'])).stdout) as unknown;
    expect(shown).toEqual([await printed('plan'), await printed('apply')]);
  });
});
