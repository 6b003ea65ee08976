import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/frontend/analyze.ts';
import { compileSchedule } from '../../src/schedule/compile-schedule.ts';
import { zoneOf } from '../../src/schedule/zone-offsets.ts';

const spec = (zone: string): string =>
  `apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\npolicies: {a: {schedule: {timezone: ${zone}, at: ["02:00"]}, retentionDays: 7, disks: {any: [{id: d-1}]}}}\n`;
const found = (zone: string) => analyze([{ file: 'f', content: spec(zone) }], { year: 2026, unresolved: 'error' }).diagnostics;

/** Every hour that the database of zones has such a name for. */
const ahead = Array.from({ length: 14 }, (_, index) => [`Etc/GMT-${index + 1}`, index + 1] as const);
const behind = Array.from({ length: 12 }, (_, index) => [`Etc/GMT+${index + 1}`, -index - 1] as const);

describe('Etc/GMT with a sign', () => {
  test.each([...ahead, ...behind])('%s is %i hours ahead of UTC', (zone, hours) => {
    expect(zoneOf(zone, 2026).offsets).toEqual([hours * 3600]);
    const [issue, ...others] = found(zone);
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ code: 'schedule-zone-sign', severity: 'warning' });
    expect(issue?.message).toContain(`this is UTC${hours < 0 ? '-' : '+'}${Math.abs(hours)},`);
    // Each place that the help names keeps what it is named for, and lints clean.
    const named = [...(issue?.help ?? '').matchAll(/For (\w+) hours? (ahead of|behind) UTC write (\S+)\./g)];
    expect(named.length).toBeGreaterThan(0);
    for (const [, , side, place] of named as unknown as [string, string, string, string][]) {
      expect(zoneOf(place, 2026).offsets).toEqual([Math.abs(hours) * 3600 * (side === 'behind' ? -1 : 1)]);
      expect(found(place)).toEqual([]);
    }
    expect(named.some(([, , , place]) => place === issue?.fix?.edits[0]?.text)).toBe(true);
  });

  test('eight hours ahead is Asia/Shanghai', () => {
    expect(found('Etc/GMT+8')[0]).toMatchObject({
      message: expect.stringContaining('this is UTC-8'),
      help: 'For eight hours ahead of UTC write Asia/Shanghai. For eight hours behind UTC write Pacific/Pitcairn.',
      fix: { safe: false, edits: [{ text: 'Asia/Shanghai' }] },
    });
    // It is compiled as what it is all the same.
    expect(compileSchedule({ timezone: 'Etc/GMT+8', at: ['02:00'] }, 2026).value?.timePoints).toEqual([18]);
  });

  test.each(['Etc/GMT', 'Etc/UTC', 'Etc/GMT0', 'Etc/GMT+0', 'Etc/GMT-0', 'UTC', 'Asia/Shanghai'])('%s is as it is written', (zone) => {
    expect(found(zone).filter(({ code }) => code === 'schedule-zone-sign')).toEqual([]);
  });
});
