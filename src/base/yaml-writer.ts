import { isRecord } from './json.ts';
import type { Json } from './json.ts';

/** Text that YAML reads as itself without quotes, also inside brackets. */
const plain = /^(?:[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*|[0-9]{4}-[0-9]{2}-[0-9]{2})$/;
const words = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off']);

function scalar(value: Json): string {
  if (typeof value !== 'string') return String(JSON.stringify(value));
  return plain.test(value) && !words.has(value.toLowerCase()) ? value : JSON.stringify(value);
}

/** A value as YAML on one line. */
export function flow(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (isRecord(value))
    return `{${Object.entries(value)
      .map(([key, inner]) => `${scalar(key)}: ${flow(inner)}`)
      .join(', ')}}`;
  return scalar(value);
}

const widest = 80;

function member(key: string, value: Json, indent: string): string {
  const short = flow(value);
  const whole = !isRecord(value) || Object.keys(value).length === 0;
  const inner = Array.isArray(value) && value.some(isRecord);
  if (whole && (!inner || value.length === 0)) return `${indent}${scalar(key)}: ${short}\n`;
  if (Array.isArray(value)) return `${indent}${scalar(key)}:\n${value.map((item) => `${indent}  - ${flow(item)}\n`).join('')}`;
  if (indent.length >= 4 && short.length <= widest) return `${indent}${scalar(key)}: ${short}\n`;
  return `${indent}${scalar(key)}:\n${block(value as { [key: string]: Json }, `${indent}  `)}`;
}

function block(record: { readonly [key: string]: Json }, indent: string): string {
  return Object.entries(record)
    .map(([key, value]) => member(key, value, indent))
    .join('');
}

/** A record as YAML, laid out as a person would: entries as blocks, small values in brackets. */
export function toYaml(record: { readonly [key: string]: Json }): string {
  return block(record, '');
}
