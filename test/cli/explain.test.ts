import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { Host } from '../../src/cli/host.ts';
import { apiErrorEntries } from '../../src/derive/api-errors.ts';
import { rows } from '../../src/derive/catalogue.ts';
import { ruleEntries } from '../../src/derive/rule-index.ts';

async function explain(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const io = {
    cwd: '/',
    environment: {},
    stdout: (text: string) => {
      said.out += text;
    },
    stderr: (text: string) => {
      said.err += text;
    },
    color: { stdout: false, stderr: false },
    clock: { now: () => 0, sleep: async () => {} },
  } as unknown as Host;
  return { code: await run(['explain', ...argv], io), ...said };
}

describe('snapspec explain', () => {
  test('a fact about a field: what, why, what to do, the page, and what lint says of an example', async () => {
    const { code, out } = await explain('policy-retention-days-range');
    expect(code).toBe(0);
    for (const text of [
      'policy-retention-days-range (error)',
      '`retentionDays` of an automatic snapshot policy must be -1 or 1 to 65535.',
      'The service refuses it with ParameterInvalid (403).',
      'CreateAutoSnapshotPolicy says 65535 days',
      'ECS API CreateAutoSnapshotPolicy (page of 2024-04-11) (read 2026-11-21)',
      'ASP-RET-RANGE',
      'retentionDays: 65537',
      'error[policy-retention-days-range]: retentionDays is 65537',
      'retentionDays: 14',
    ])
      expect(out).toContain(text);
  });

  test('an error code of the API: what it means, where it was seen, who can prevent it, what to do', async () => {
    const { code, out } = await explain('InvalidSnapshotName.Malformed');
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.trim())).toEqual(
      expect.arrayContaining([
        'InvalidSnapshotName.Malformed (an error code of the API)',
        'class       static: the spec itself shows it',
        'prevented   The spec shows it: lint, plan and apply refuse it before anything is sent.',
        'sent again  No: it would be refused again.',
      ]),
    );
    expect(out.replace(/\s+/g, ' ')).toContain(
      '400 on CreateSnapshot; 400 on CreateSnapshotGroup; 400 on ModifySnapshotAttribute; 403 on CopySnapshot.',
    );
    expect(out).toContain('snapshot-name-length');
  });

  test('casing of a code does not count, and families speak for their members', async () => {
    expect((await explain('POLICY-RETENTION-DAYS-RANGE')).out).toContain('policy-retention-days-range (error)');
    expect((await explain('throttling')).out).toContain('Throttling (an error code');
    expect((await explain('Throttling.User')).out).toContain('Throttling.User (an error code');
    expect((await explain('Throttling.User')).out).toContain('Yes: snapspec waits');
  });

  test.each([
    ['policy-retention-day-range', 'help: Did you mean policy-retention-days-range'],
    ['InvalidSnapshotNme.Malformed', 'InvalidSnapshotName.Malformed'],
    ['SNAP-QOTA-MANUAL', 'help: Did you mean SNAP-QUOTA-MANUAL'],
    ['zzz', 'help: snapspec explain lists all codes.'],
    ['\u001b[31mx', '\\u001b[31mx'],
  ])('an unknown code is wrong usage: %j', async (wrong, help) => {
    const { code, out, err } = await explain(wrong);
    expect([code, out]).toEqual([64, '']);
    expect(err).toContain(' is not a code.');
    expect(err).toContain(help);
    expect(err).not.toContain('\u001b');
  });

  test('without a code it lists every one', async () => {
    const { code, out } = await explain();
    expect(code).toBe(0);
    for (const one of [...ruleEntries(), ...apiErrorEntries()]) expect(out).toContain(`  ${one.code} `);
    for (const { row } of rows()) expect(out).toContain(`  ${row} `);
  });

  test('what several codes begin with lists them, and nothing else', async () => {
    const { code, out, err } = await explain('snapshot-name');
    expect([code, err]).toEqual([0, '']);
    const begun = ruleEntries().filter((one) => one.code.startsWith('snapshot-name'));
    expect(begun.length).toBeGreaterThan(2);
    expect(out).toContain('"snapshot-name" is not a code; these begin with it.\n\nFindings:\n');
    expect(out.match(/^ {2}\S+/gm)?.map((line) => line.trim())).toEqual(begun.map((one) => one.code));
    expect(JSON.parse((await explain('snapshot-name', '--format', 'json')).out).findings).toHaveLength(begun.length);
    expect((await explain('snap-quota')).out).toContain('Constraints:\n  SNAP-QUOTA-MANUAL ');
  });

  test('a constraint of the catalogue: what it is, where it is held, and what to read on', async () => {
    const { code, out } = await explain('snap-quota-manual');
    expect(code).toBe(0);
    const lines = out.split('\n').map((line) => line.trim());
    expect(lines[0]).toBe('SNAP-QUOTA-MANUAL (a constraint; Snapshots)');
    expect(lines).toContain('held            preflight: the plan, from what it reads');
    expect(out).toMatch(/service errors {2}.*QuotaExceed\.Snapshot/);
    const field = (await explain('ASP-RET-RANGE')).out;
    expect(field).toMatch(/findings {2,}.*policy-retention-days-range/);
    expect(field).toContain('ECS API CreateAutoSnapshotPolicy (page of 2024-04-11) (read 2026-11-21)');
    expect(JSON.parse((await explain('ASP-RET-RANGE', '--format', 'json')).out)).toMatchObject({
      findings: [],
      apiErrors: [],
      constraints: [{ row: 'ASP-RET-RANGE', held: 'static', errors: ['ParameterInvalid'] }],
    });
  });

  test('what ECD answers is explained, and says what to look at', async () => {
    expect((await explain('IncorrectDesktopStatus')).out).toContain('DesktopStatus of DescribeDesktops');
    const { out } = await explain('InvalidParameter');
    expect(out.replace(/\s+/g, ' ')).toContain('For a cloud desktop these are desktopId, name, description and sourceDiskType.');
  });

  test('--format json gives the same as data', async () => {
    const one = JSON.parse((await explain('schedule-shifts-with-dst', '--format', 'json')).out);
    expect(one).toMatchObject({
      formatVersion: '1.0',
      kind: 'snapspec.explanations',
      findings: [{ code: 'schedule-shifts-with-dst', severity: 'warning' }],
      apiErrors: [],
    });
    const all = JSON.parse((await explain('--format', 'json')).out);
    expect(all.findings.length).toBe(ruleEntries().length);
    expect(all.apiErrors.length).toBe(apiErrorEntries().length);
    expect(all.constraints.length).toBe(rows().length);
  });

  test('every finding and every constraint is explained whole', async () => {
    const heads = [
      ...ruleEntries().map(({ code, severities }) => [code, `${code} (${severities[0]}`, 'what to do'] as const),
      ...rows().map(({ row }) => [row, `${row} (a constraint; `, 'held'] as const),
    ];
    const incomplete: string[] = [];
    for (const [code, head, part] of heads) {
      const { out } = await explain(code);
      if (!out.startsWith(head) || !out.includes(part) || /undefined|\[object/.test(out)) incomplete.push(code);
    }
    expect(incomplete).toEqual([]);
  });
});
