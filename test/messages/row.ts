/** A mistake of somebody who is new to snapspec, and what lint has to say. */
export type Row = {
  readonly what: string;
  /** The spec. «…» stand around what the findings mark, in the order of the text; they are not part of it. */
  readonly spec: string;
  /** The code of each finding, in the order of the marks: exactly these. */
  readonly codes: readonly string[];
  /** Words of the messages and labels that name the cause. */
  readonly cause: readonly string[];
  /** Words of the helps that name the way out. */
  readonly way?: readonly string[];
  /** Words that lead astray: they stand nowhere. */
  readonly never?: readonly string[];
  /** What the text holds after the fixes; absent where none may be offered. */
  readonly fixed?: string;
  /** The way out by hand, as the help says it: a part of the spec, and what it becomes. */
  readonly hand?: readonly [from: string, to: string];
  /** Codes that are left after the fixes, or after the way by hand; none by default. */
  readonly left?: readonly string[];
};

export const head = 'apiVersion: snapspec/v1\nstack: payments\nregion: cn-hangzhou\n';
export const schedule = 'schedule: {timezone: Asia/Shanghai, at: ["02:00"]}';
export const retention = 'retentionDays: 14';
export const disks = 'disks: {any: [{tags: {backup: nightly}}]}';

const lines = (...fields: readonly string[]): string =>
  fields
    .filter((one) => one !== '')
    .map((one) => `    ${one}\n`)
    .join('');

/** A spec with one policy. What is given stands in the place of its sound field, or beside them. */
export const policy = (given: {
  readonly schedule?: string;
  readonly retention?: string;
  readonly disks?: string;
  readonly more?: string;
}): string =>
  `${head}policies:\n  nightly:\n${lines(given.schedule ?? schedule, given.retention ?? retention, given.disks ?? disks, given.more ?? '')}`;

/** A policy with one of its fields in another form. */
export const at = (times: string): string => policy({ schedule: `schedule: {timezone: Asia/Shanghai, at: ${times}}` });
export const days = (value: string): string => policy({ schedule: `schedule: {timezone: Asia/Shanghai, at: ["02:00"], days: ${value}}` });
export const zone = (value: string): string => policy({ schedule: `schedule: {timezone: ${value}, at: ["02:00"]}` });
export const kept = (value: string): string => policy({ retention: `retentionDays: ${value}` });
export const item = (fields: string): string => policy({ disks: `disks: {any: [${fields}]}` });
export const copy = (value: string): string => policy({ more: `crossRegionCopy: ${value}` });

const closed = 'retentionDays: 30, takeUntil: 2026-12-31';
/** A spec with one snapshot, group or desktop snapshot, given as the inside of its braces. */
export const snapshot = (inside: string, top = ''): string =>
  `${head}${top}snapshots:\n  a: {diskId: d-bp1s5fnvk4gn2tws03ab, ${closed}${inside === '' ? '' : `, ${inside}`}}\n`;
export const group = (inside: string): string => `${head}groups:\n  db: {takeUntil: 2026-12-31, ${inside}}\n`;
export const desktop = (inside: string): string => `${head}desktopSnapshots:\n  a: {takeUntil: 2026-12-31, ${inside}}\n`;

/** A sound spec with lines of its own at the top. */
export const top = (line: string): string => `${policy({})}${line}\n`;
/** A sound spec with a line of its head in another form. */
export const headed = (from: string, to: string): string => policy({}).replace(from, to);
export const account = (value: string): string => headed('region: cn-hangzhou\n', `region: cn-hangzhou\naccount: ${value}\n`);
export const region = (value: string): string => headed('region: cn-hangzhou', `region: ${value}`);
