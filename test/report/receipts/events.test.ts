import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { admin, cloud, folder, snapspec, towards, withKeys } from '../../support/cli.ts';
import { disks, seed } from '../../support/specs.ts';

const root = join(import.meta.dirname, '../../..');
const schema = JSON.parse(readFileSync(join(root, 'schema/apply-events.schema.json'), 'utf8')) as object;
const validate = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(schema);

type Line = { readonly type?: string; readonly kind?: string; readonly why?: string; readonly percent?: number };

/** The lines of an apply that waits for lag, and until its backups are finished. */
async function lines(): Promise<readonly Line[]> {
  withKeys();
  const emulator = await cloud(seed);
  await admin(emulator, 'settings', { snapshotSeconds: 3, listLagMs: { snapshots: 1_500 } });
  const entries = disks.slice(0, 2).map((id, index) => `s${index}: {diskId: ${id}, retentionDays: 7}`);
  const cwd = folder({
    'snapspec.yaml': `apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\nsnapshots: {${entries.join(', ')}, bad: {diskId: d-gone, retentionDays: 1}}\n`,
  });
  const flags = [...towards(emulator), '--settle', '3', '--wait', 'finished'];
  const { stdout } = await snapspec(cwd, ['apply', '--auto-approve', '--format', 'ndjson', ...flags]);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

describe('the stream of events of an apply', () => {
  test('each line is as the published schema says, and the last one is the receipt', { timeout: 60_000 }, async () => {
    const found = await lines();
    for (const line of found) expect(validate(line), `${JSON.stringify(line)}: ${JSON.stringify(validate.errors)}`).toBe(true);
    expect(new Set(found.map(({ type }) => type))).toEqual(new Set(['started', 'waiting', 'ended', undefined]));
    expect(found.findIndex(({ kind }) => kind === 'snapspec.receipt')).toBe(found.length - 1);
    const waits = found.filter(({ type }) => type === 'waiting');
    expect(waits.some(({ why, percent }) => why === 'until it is finished' && percent !== undefined)).toBe(true);
  });

  test('a reader passes over members that it does not know, and what is no event is none', () => {
    const operation = { id: 'create snapshots/a', address: 'snapshots/a', action: 'create' };
    const result = { ...operation, outcome: 'done' };
    expect(validate({ type: 'settling', what: 'waiting until everything is listed' })).toBe(true);
    expect(validate({ type: 'ended', operation, result: { ...result, later: 1 }, later: 1 })).toBe(true);
    expect(validate({ type: 'ended', operation, result: { ...result, outcome: 'well' } })).toBe(false);
    expect(validate({ type: 'ended', operation })).toBe(false);
    expect(validate({ type: 'begun', operation })).toBe(false);
    expect(validate({ type: 'waiting', operation, seconds: -1, why: '' })).toBe(false);
  });
});
