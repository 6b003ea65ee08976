import { describe, expect, test } from 'vitest';
import { folder, snapspec } from '../support/cli.ts';

const spec = `# yaml-language-server: $schema=https://example.invalid/snapspec.v1.json
apiVersion: snapspec/v1
stack: prod-eu
region: eu-central-1
policies:
  nightly-eu:
    schedule:
      timezone: Europe/London
      days: [mon, tue, wed, thu, fri]
      at: ["02:00", "16:00"]
    retentionDays: 70000
groups:
  orders:
    name: http://orders-db
    instanceId: i-bp1example0000000
`;

const file = 'prod-eu.snapspec.yaml';
const lint = (color: boolean, ...flags: string[]) =>
  snapspec(folder({ [file]: spec }), ['lint', '-f', file, ...flags], { color: { stdout: color, stderr: color } });

/** Colours by name, so that a person can read them: bold, red, blue, and the end of each. */
const names: { readonly [code: string]: string } = { 1: 'b', 22: '/b', 31: 'red', 33: 'yellow', 34: 'blue', 36: 'cyan', 39: '/' };
const named = (text: string): string => text.replace(/\u001b\[(\d+)m/g, (_, code: string) => `<${names[code] ?? code}>`);

/** A range with what to do; a forbidden beginning, marked inside the value; a schedule that moves across weekdays. */
describe('three mistakes in one file', () => {
  test('without colour', async () => {
    const { code, stdout, stderr } = await lint(false);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatchInlineSnapshot(`
      "error[schedule-weekday-shifts]: The schedule does not fit one policy, which has one list of UTC+8 weekdays for all its hours: mon-fri 16:00 in Europe/London needs tue-sat in standard time, mon-fri in daylight time.
        --> prod-eu.snapspec.yaml:10:21
         |
       8 |       timezone: Europe/London
         |                 ------------- UTC+0 in standard time, UTC+1 in daylight time
       9 |       days: [mon, tue, wed, thu, fri]
         |             ------------------------- for 16:00: tue-sat in standard time, mon-fri in daylight time
      10 |       at: ["02:00", "16:00"]
         |                     ^^^^^^^ 00:00 the next day in standard time, 23:00 the same day in daylight time
         |
         = help: Split it into 2 policies:
                   schedule: {timezone: Europe/London, at: ["02:00"], days: [mon, tue, wed, thu, fri]}
                   schedule: {timePoints: [0], repeatWeekdays: [2, 3, 4, 5, 6]}  # Europe/London: 16:00 in standard time; 17:00 in daylight time
                 Or move 16:00 to 14:00 or 15:00. Or remove days, so that it runs every day.
         = note: Alibaba Cloud stores fixed hours of UTC+8, and one list of weekdays for all hours of a policy:

                 you wrote (Europe/London)   stored in standard time (UTC+8)   stored in daylight time (UTC+8)
                 mon-fri 02:00               mon-fri 10:00                     mon-fri 09:00
                 mon-fri 16:00               tue-sat 00:00                     mon-fri 23:00
         = source: ECS API CreateAutoSnapshotPolicy (page of 2024-04-11) (read 2026-11-21)
         = explain: snapspec explain schedule-weekday-shifts

      error[policy-retention-days-range]: retentionDays is 70000; CreateAutoSnapshotPolicy accepts -1 or 1 to 65535.
        --> prod-eu.snapspec.yaml:11:20
         |
      11 |     retentionDays: 70000
         |                    ^^^^^ above the maximum, 65535
         |
         = help: To keep snapshots until somebody deletes them, write -1.
         = note: CreateAutoSnapshotPolicy says 65535 days, ModifyAutoSnapshotPolicyEx and DescribeAutoSnapshotPolicyEx say 65536. 65536 is accepted with a warning.
         = source: ECS API CreateAutoSnapshotPolicy (page of 2024-04-11) (read 2026-11-21)
         = source: ECS API ModifyAutoSnapshotPolicyEx (read 2026-11-21)
         = explain: snapspec explain policy-retention-days-range

      error[group-name-url]: name is "http://orders-db"; it must not start with http:// or https://.
        --> prod-eu.snapspec.yaml:14:11
         |
      14 |     name: http://orders-db
         |           ^^^^^^^ not allowed at the start
         |
         = help: Remove http:// or https://.
         = fix: Write "orders-db" (unsafe: it may change what is backed up)
         = source: ECS API CreateSnapshotGroup (read 2026-11-21)
         = source: ECS API CreateSnapshotGroup (page of 2021) (read 2026-11-21)
         = source: @alicloud/ecs20140526 7.11.6 (read 2026-11-21)
         = explain: snapspec explain group-name-url

      Found 3 errors in 1 file. 1 unsafe fix: lint --fix --unsafe.
      "
    `);
  });

  test('with colour', async () => {
    const { stdout } = await lint(true);
    expect(named(stdout)).toMatchInlineSnapshot(`
      "<b><red>error[schedule-weekday-shifts]</></b><b>: The schedule does not fit one policy, which has one list of UTC+8 weekdays for all its hours: mon-fri 16:00 in Europe/London needs tue-sat in standard time, mon-fri in daylight time.</b>
        <b><blue>--></></b> prod-eu.snapspec.yaml:10:21
      <b><blue>   |</></b>
      <b><blue> 8 |</></b>       timezone: Europe/London
      <b><blue>   |</></b>                 <b><blue>------------- UTC+0 in standard time, UTC+1 in daylight time</></b>
      <b><blue> 9 |</></b>       days: [mon, tue, wed, thu, fri]
      <b><blue>   |</></b>             <b><blue>------------------------- for 16:00: tue-sat in standard time, mon-fri in daylight time</></b>
      <b><blue>10 |</></b>       at: ["02:00", "16:00"]
      <b><blue>   |</></b>                     <b><red>^^^^^^^ 00:00 the next day in standard time, 23:00 the same day in daylight time</></b>
      <b><blue>   |</></b>
         <b><blue>=</></b> <b>help:</b> Split it into 2 policies:
                   schedule: {timezone: Europe/London, at: ["02:00"], days: [mon, tue, wed, thu, fri]}
                   schedule: {timePoints: [0], repeatWeekdays: [2, 3, 4, 5, 6]}  # Europe/London: 16:00 in standard time; 17:00 in daylight time
                 Or move 16:00 to 14:00 or 15:00. Or remove days, so that it runs every day.
         <b><blue>=</></b> <b>note:</b> Alibaba Cloud stores fixed hours of UTC+8, and one list of weekdays for all hours of a policy:

                 you wrote (Europe/London)   stored in standard time (UTC+8)   stored in daylight time (UTC+8)
                 mon-fri 02:00               mon-fri 10:00                     mon-fri 09:00
                 mon-fri 16:00               tue-sat 00:00                     mon-fri 23:00
         <b><blue>=</></b> <b>source:</b> ECS API CreateAutoSnapshotPolicy (page of 2024-04-11) (read 2026-11-21)
         <b><blue>=</></b> <b>explain:</b> snapspec explain schedule-weekday-shifts

      <b><red>error[policy-retention-days-range]</></b><b>: retentionDays is 70000; CreateAutoSnapshotPolicy accepts -1 or 1 to 65535.</b>
        <b><blue>--></></b> prod-eu.snapspec.yaml:11:20
      <b><blue>   |</></b>
      <b><blue>11 |</></b>     retentionDays: 70000
      <b><blue>   |</></b>                    <b><red>^^^^^ above the maximum, 65535</></b>
      <b><blue>   |</></b>
         <b><blue>=</></b> <b>help:</b> To keep snapshots until somebody deletes them, write -1.
         <b><blue>=</></b> <b>note:</b> CreateAutoSnapshotPolicy says 65535 days, ModifyAutoSnapshotPolicyEx and DescribeAutoSnapshotPolicyEx say 65536. 65536 is accepted with a warning.
         <b><blue>=</></b> <b>source:</b> ECS API CreateAutoSnapshotPolicy (page of 2024-04-11) (read 2026-11-21)
         <b><blue>=</></b> <b>source:</b> ECS API ModifyAutoSnapshotPolicyEx (read 2026-11-21)
         <b><blue>=</></b> <b>explain:</b> snapspec explain policy-retention-days-range

      <b><red>error[group-name-url]</></b><b>: name is "http://orders-db"; it must not start with http:// or https://.</b>
        <b><blue>--></></b> prod-eu.snapspec.yaml:14:11
      <b><blue>   |</></b>
      <b><blue>14 |</></b>     name: http://orders-db
      <b><blue>   |</></b>           <b><red>^^^^^^^ not allowed at the start</></b>
      <b><blue>   |</></b>
         <b><blue>=</></b> <b>help:</b> Remove http:// or https://.
         <b><blue>=</></b> <b>fix:</b> Write "orders-db" (unsafe: it may change what is backed up)
         <b><blue>=</></b> <b>source:</b> ECS API CreateSnapshotGroup (read 2026-11-21)
         <b><blue>=</></b> <b>source:</b> ECS API CreateSnapshotGroup (page of 2021) (read 2026-11-21)
         <b><blue>=</></b> <b>source:</b> @alicloud/ecs20140526 7.11.6 (read 2026-11-21)
         <b><blue>=</></b> <b>explain:</b> snapspec explain group-name-url

      Found 3 errors in 1 file. 1 unsafe fix: lint --fix --unsafe.
      "
    `);
    expect(stdout.replace(/\u001b\[\d+m/g, '')).toBe((await lint(false)).stdout);
  });

  test('one line each', async () => {
    expect((await lint(false, '--format', 'concise')).stdout).toMatchInlineSnapshot(`
      "prod-eu.snapspec.yaml:10:21: error schedule-weekday-shifts: The schedule does not fit one policy, which has one list of UTC+8 weekdays for all its hours: mon-fri 16:00 in Europe/London needs tue-sat in standard time, mon-fri in daylight time. help: Split it into 2 policies: schedule: {timezone: Europe/London, at: ["02:00"], days: [mon, tue, wed, thu, fri]} schedule: {timePoints: [0], repeatWeekdays: [2, 3, 4, 5, 6]}  # Europe/London: 16:00 in standard time; 17:00 in daylight time Or move 16:00 to 14:00 or 15:00. Or remove days, so that it runs every day.
      prod-eu.snapspec.yaml:11:20: error policy-retention-days-range: retentionDays is 70000; CreateAutoSnapshotPolicy accepts -1 or 1 to 65535. help: To keep snapshots until somebody deletes them, write -1.
      prod-eu.snapspec.yaml:14:11: error group-name-url: name is "http://orders-db"; it must not start with http:// or https://. help: Remove http:// or https://.
      "
    `);
  });
});
