import { flow } from '../base/yaml-writer.ts';
import type { Answers, Chosen } from './answers.ts';

/** Days that the snapshots of a week and of a month are kept. */
export const keptWeekly = 35;
export const keptMonthly = 365;

/** What a first spec is written from, beside the answers. */
export type SpecContext = {
  /** The JSON Schema, as the first line names it. */
  readonly schema: string;
  /** The disks of the monthly snapshots. */
  readonly monthlyDisks: readonly string[];
  /** Whether local hours move with daylight saving, which is said in the spec. */
  readonly shifts: boolean;
};

type Policy = { readonly key: string; readonly days?: string; readonly retentionDays: string; readonly overlaps: boolean };

const indented = (spaces: number, lines: readonly string[]): string => lines.map((line) => `${' '.repeat(spaces)}${line}\n`).join('');

/** A number as it is; what was typed and is none stands as text, so that lint says what is wrong with it. */
const daysText = (given: string): string => (/^-?\d+$/.test(given) ? given : flow(given));

const selectors = (disks: Chosen): readonly string[] =>
  disks.type === 'all' ? ['- type: system', '- type: data'] : [`- tags: ${flow({ [disks.key]: disks.value })}`];

const headOf = ({ stack, region, account }: Answers, { schema }: SpecContext): string =>
  [
    `# yaml-language-server: $schema=${schema}`,
    'apiVersion: snapspec/v1',
    `stack: ${flow(stack)}`,
    `region: ${flow(region)}`,
    ...(account === undefined ? [] : [`account: ${JSON.stringify(account)}`]),
    '',
  ].join('\n');

const shiftNote = '# snapspec: ignore[schedule-shifts-with-dst] the service keeps fixed hours of UTC+8; plan shows both local times';
const overlapNote = '# snapspec: ignore[disk-under-policies-of-stack] each day is of one of the two policies';

const policyText = ({ key, days, retentionDays, overlaps }: Policy, { timezone, at, disks }: Answers, { shifts }: SpecContext): string =>
  `  ${key}:\n${indented(4, [
    'schedule:',
    ...(shifts ? [`  ${shiftNote}`] : []),
    `  timezone: ${flow(timezone)}`,
    `  at: [${JSON.stringify(at)}]`,
    ...(days === undefined ? [] : [`  days: ${days}`]),
    `retentionDays: ${daysText(retentionDays)}`,
    'disks:',
    ...(overlaps ? [`  ${overlapNote}`] : []),
    '  any:',
    ...selectors(disks).map((line) => `    ${line}`),
  ])}`;

const monthlyText = (disk: string, stack: string): string =>
  `  monthly-${disk}:\n${indented(4, [
    `diskId: ${flow(disk)}`,
    `name: ${stack}-\${var.month}`,
    `retentionDays: ${keptMonthly}`,
    `occurrence: \${var.month}`,
  ])}`;

function gfsText(answers: Answers, context: SpecContext): string {
  const { month, retentionDays, stack } = answers;
  const daily: Policy = { key: 'daily', days: '[mon, tue, wed, thu, fri, sat]', retentionDays, overlaps: false };
  const weekly: Policy = { key: 'weekly', days: '[sun]', retentionDays: String(keptWeekly), overlaps: true };
  const monthly = context.monthlyDisks.map((disk) => monthlyText(disk, stack));
  return [
    `variables:\n  month: {default: ${JSON.stringify(month)}}\n`,
    `# A policy has hours and weekdays, but no days of the month: apply takes the monthly snapshots, below.\npolicies:\n${policyText(daily, answers, context)}`,
    policyText(weekly, answers, context),
    ...(monthly.length === 0
      ? []
      : [
          `# Once a month: snapspec apply --var month=$(date +%Y-%m). A month that has its snapshot is not taken again.\nsnapshots:\n${monthly[0]}`,
          ...monthly.slice(1),
        ]),
  ].join('\n');
}

/** A first spec, in canonical layout. */
export function specText(answers: Answers, context: SpecContext): string {
  const policy: Policy = { key: 'nightly', retentionDays: answers.retentionDays, overlaps: false };
  const body = answers.pattern === 'gfs' ? gfsText(answers, context) : `policies:\n${policyText(policy, answers, context)}`;
  return `${headOf(answers, context)}\n${body}`;
}
