/** The flags that answer a question, and what each is for. */
export const initFlags = [
  ['--stack <name>', 'The name of the stack (default: that of the folder).'],
  ['--region <region>', 'The region.'],
  ['--account <id>', 'The id of the account, the only one that the spec may touch.'],
  ['--tag <key=value>', 'The disks to back up: those with this tag.'],
  ['--all-disks', 'The disks to back up: all of the region.'],
  ['--timezone <zone>', 'The time zone of the schedule, such as Asia/Shanghai.'],
  ['--at <time>', 'The local time of the snapshots, such as 02:00.'],
  ['--retention-days <days>', 'Days that a daily snapshot is kept; -1 is indefinitely.'],
  ['--gfs', 'Keep a snapshot of each week and of each month, too.'],
  ['--no-gfs', 'Daily snapshots alone; do not ask.'],
] as const;

/** What these flags give. */
export type AnswerFlags = {
  readonly stack?: string;
  readonly region?: string;
  readonly account?: string;
  readonly tag?: string;
  readonly allDisks?: boolean;
  readonly timezone?: string;
  readonly at?: string;
  readonly retentionDays?: string;
  readonly gfs?: boolean;
};
