import type { RuleDocs } from '../base/explanation.ts';
import { pages } from '../facts/fact.ts';

const sources = [pages.createPolicy];
const policy = (schedule: string, more = ''): string =>
  `apiVersion: snapspec/v1\nstack: payments\nregion: eu-central-1\npolicies:\n  nightly:\n    schedule: ${schedule}\n    retentionDays: 14\n${more}    disks:\n      any:\n        - tags: {backup: nightly}\n`;

const weekdays = 'days: [mon, tue, wed, thu, fri]';

/** Findings of compiling a policy, beside those of its fields. */
export const scheduleRuleDocs: RuleDocs = {
  'policy-copy-into-same-region': {
    what: 'A policy copies its snapshots into the region of the stack itself.',
    why: 'A copy exists to survive the loss of its region. CopySnapshot refuses one into the same region; for policies no page says so, and the service may accept it.',
    fix: 'Name another region in crossRegionCopy, or remove it.',
    severity: 'warning',
    sources: [pages.createPolicy, pages.copySnapshot],
    rows: ['ASP-XR-OTHER'],
    example: {
      bad: policy('{timezone: Asia/Shanghai, at: ["02:00"]}', '    crossRegionCopy: {region: eu-central-1, retentionDays: 30}\n'),
      good: policy('{timezone: Asia/Shanghai, at: ["02:00"]}', '    crossRegionCopy: {region: eu-west-1, retentionDays: 30}\n'),
    },
  },
  'policy-zone-of-another-region': {
    what: 'An item of a selector names a zone that is not one of the region of the stack.',
    why: 'A stack lives in one region, and the id of a zone begins with that of its region: no disk of the region is in such a zone, so the item chooses nothing.',
    fix: 'Write a zone of the region, or put the policy into a spec of the other region.',
    severity: 'warning',
    sources: [pages.describeDisks],
    rows: ['SEL-ZONE'],
    example: {
      bad: policy('{timezone: Asia/Shanghai, at: ["02:00"]}').replace('tags: {backup: nightly}', 'zone: cn-beijing-h'),
      good: policy('{timezone: Asia/Shanghai, at: ["02:00"]}').replace('tags: {backup: nightly}', 'zone: eu-central-1a'),
    },
  },
  'schedule-zone-unknown': {
    what: 'The time zone is not an IANA name that this machine knows, or its casing is wrong.',
    why: 'Local times can only be turned into the UTC+8 hours of the service with the rules of a known zone.',
    fix: 'Write a name of the form Area/Location, such as Europe/London, or UTC; or give the hours in UTC+8 with timePoints and repeatWeekdays.',
    severity: 'error',
    example: { bad: policy('{timezone: Europe/Londn, at: ["02:00"]}'), good: policy('{timezone: UTC, at: ["02:00"]}') },
  },
  'schedule-zone-sign': {
    what: 'The time zone is of the form Etc/GMT+8, in which the sign is the other way round: Etc/GMT+8 is UTC-8.',
    why: 'These names follow POSIX and count the hours west of Greenwich. A schedule that means eight hours ahead of UTC would run sixteen hours late.',
    fix: 'Write a place that keeps the offset, such as Asia/Shanghai for eight hours ahead of UTC. The help names one for either meaning.',
    severity: 'warning',
    example: { bad: policy('{timezone: Etc/GMT+8, at: ["02:00"]}'), good: policy('{timezone: Asia/Shanghai, at: ["02:00"]}') },
  },
  'schedule-time-malformed': {
    what: 'A time of day is not written HH:MM. In a spec file policy-schedule-at-format reports it first; this finding is for callers of the library.',
    why: 'A time that is guessed could be twelve hours off.',
    fix: 'Write hours and minutes of the 24-hour clock in two digits each, in quotes: "02:00".',
    severity: 'error',
  },
  'schedule-dst-without-effect': {
    what: 'The field dst is given for a zone that changes no clocks in the five years from the year of the run.',
    why: 'It has no effect; most often the zone is not the one that was meant.',
    fix: 'Remove dst, or correct the zone.',
    severity: 'warning',
    example: {
      bad: policy('{timezone: Asia/Shanghai, at: ["02:00"], dst: daylight}'),
      good: policy('{timezone: Asia/Shanghai, at: ["02:00"]}'),
    },
  },
  'schedule-not-hourly': {
    what: 'A local time is not a whole hour in UTC+8.',
    why: 'A policy takes snapshots on the hour of UTC+8 only, so that a zone with half hours needs its own minutes.',
    fix: 'Use one of the times that the help names.',
    severity: 'error',
    sources,
    rows: ['ASP-TIMES-RANGE'],
    example: { bad: policy('{timezone: Asia/Kolkata, at: ["02:00"]}'), good: policy('{timezone: Asia/Kolkata, at: ["02:30"]}') },
  },
  'duplicate-hour': {
    what: 'Two local times are the same hour in UTC+8. In a spec file policy-schedule-at-repeated reports it first; this finding is for callers of the library.',
    why: 'A policy takes one snapshot an hour; the second time adds nothing.',
    fix: 'Remove one of them.',
    severity: 'warning',
    rows: ['ASP-TIMES-UNIQ'],
  },
  'schedule-weekday-shifts': {
    what: 'With daylight saving an hour falls on another weekday of UTC+8 in one part of the year than in the other.',
    why: 'The service keeps one list of weekdays: with either, the backup would be a day off for months.',
    fix: 'Split the schedule as the help shows, move the hour, or run it every day.',
    severity: 'error',
    sources,
    example: {
      bad: policy(`{timezone: Europe/London, at: ["16:00"], ${weekdays}}`),
      good: policy(`{timezone: UTC, at: ["16:00"], ${weekdays}}`),
    },
  },
  'schedule-mixed-weekdays': {
    what: 'Two hours of one schedule need different lists of weekdays in UTC+8.',
    why: 'A policy has one list of weekdays for all its hours.',
    fix: 'Split the schedule into the policies that the help shows, or run it every day.',
    severity: 'error',
    sources,
    example: {
      bad: policy(`{timezone: UTC, at: ["02:00", "20:00"], ${weekdays}}`),
      good: policy(`{timezone: UTC, at: ["02:00", "14:00"], ${weekdays}}`),
    },
  },
  'schedule-shifts-with-dst': {
    what: 'The zone changes its clocks, and the hours that the service keeps do not: by the local clock the backup shifts.',
    why: 'A backup that is to run before the first user comes may run an hour later for half of the year.',
    fix: 'Choose with dst in which part of the year the local times hold, or write the schedule in UTC if it must not move.',
    severity: 'warning',
    sources,
    rows: ['ASP-TIMES-TZ'],
    example: { bad: policy('{timezone: Europe/London, at: ["02:00"]}'), good: policy('{timezone: UTC, at: ["02:00"]}') },
  },
};
