import type { Issue } from '../base/issue.ts';
import { scheduleIssue } from './schedule-issue.ts';

/** A place that keeps an offset all year, by whole hours ahead of UTC. */
const places: { readonly [hours: string]: string } = {
  '-11': 'Pacific/Pago_Pago',
  '-10': 'Pacific/Honolulu',
  '-9': 'Pacific/Gambier',
  '-8': 'Pacific/Pitcairn',
  '-7': 'America/Phoenix',
  '-6': 'America/Costa_Rica',
  '-5': 'America/Lima',
  '-4': 'America/Puerto_Rico',
  '-3': 'America/Montevideo',
  '-2': 'America/Noronha',
  '-1': 'Atlantic/Cape_Verde',
  '1': 'Africa/Lagos',
  '2': 'Africa/Johannesburg',
  '3': 'Asia/Riyadh',
  '4': 'Asia/Dubai',
  '5': 'Asia/Karachi',
  '6': 'Asia/Dhaka',
  '7': 'Asia/Bangkok',
  '8': 'Asia/Shanghai',
  '9': 'Asia/Tokyo',
  '10': 'Australia/Brisbane',
  '11': 'Pacific/Guadalcanal',
  '12': 'Pacific/Tarawa',
  '13': 'Pacific/Fakaofo',
  '14': 'Pacific/Kiritimati',
};

/** A place that keeps a whole number of hours ahead of UTC all year. */
export const placeAhead = (hours: number): string | undefined => (hours === 0 ? 'UTC' : places[hours]);

const offset = (hours: number): string => `UTC${hours < 0 ? '-' : '+'}${Math.abs(hours)}`;

const numbers = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'] as const;

const distance = (hours: number): string =>
  `${numbers[Math.abs(hours)] ?? Math.abs(hours)} ${Math.abs(hours) === 1 ? 'hour' : 'hours'} ${hours < 0 ? 'behind' : 'ahead of'} UTC`;

/** A zone of the form Etc/GMT+8: in these names, as POSIX has it, what is ahead of UTC has a minus. */
export function invertedSign(timezone: string): Issue[] {
  const written = Number(/^Etc\/GMT([+-][0-9]{1,2})$/.exec(timezone)?.[1] ?? 0);
  if (written === 0) return [];
  const [meant, real] = [places[written], places[-written]];
  const likely = meant ?? real;
  const help = [
    ...(meant === undefined ? [] : [`For ${distance(written)} write ${meant}.`]),
    ...(real === undefined ? [] : [`For ${distance(-written)} write ${real}.`]),
  ].join(' ');
  return [
    scheduleIssue('schedule-zone-sign', 'warning', ['timezone'], {
      message: `timezone is ${timezone}: this is ${offset(-written)}, since names of this form count hours west of Greenwich.`,
      label: `${offset(-written)}, not ${offset(written)}`,
      help,
      ...(likely !== undefined && {
        fix: { title: `Write ${likely}`, safe: false, edits: [{ place: { path: ['timezone'], part: 'text' }, text: likely }] },
      }),
    }),
  ];
}
