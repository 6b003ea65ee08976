import { suggest } from '../base/suggest.ts';
import { choices, count, quote } from '../base/text.ts';
import type { EnumField, Field, IntField, ListField } from '../fields/field.ts';
import { parseDateTime } from '../fields/date-time.ts';
import type { Node } from '../read/syntax-tree.ts';
import { factDetails, validateText, authorityOf } from './text.ts';
import type { ValueIssue } from './text.ts';
import { isPlainInteger, expectedType, typeMismatch } from './type-mismatch.ts';

function judgeInt(field: IntField, node: Node, name: string, code: string): ValueIssue[] {
  const source = node.type === 'number' ? node.source : field.quoted && node.type === 'text' ? node.value : undefined;
  if (source === undefined || !isPlainInteger(source)) return [typeMismatch(field, node, name)];
  const value = Number(source);
  const { min, max, also = [] } = field.range;
  if ((value < min || value > max) && !also.includes(value)) {
    // What lies above the warning is taken under protest: the page that is named says the smaller one.
    const most = field.warning?.above ?? max;
    const allowed = choices([...also.map(String), `${min} to ${most}`]);
    const label = value > max ? `above the most, ${most}` : `below the least, ${min}`;
    return [
      {
        code: `${code}-range`,
        severity: 'error',
        message: `${name} is ${value}; ${authorityOf(field.range)} accepts ${allowed}`,
        label,
        ...(field.range.help !== undefined && { help: field.range.help }),
        ...factDetails(field.range),
      },
    ];
  }
  const warning = field.warning;
  if (warning === undefined || value <= warning.above) return [];
  const help = warning.help === undefined ? {} : { help: warning.help };
  return [
    {
      code: `${code}-disputed`,
      severity: 'warning',
      message: `${name} is ${value}; ${warning.reason}`,
      label: 'pages disagree',
      ...help,
      ...factDetails(warning),
    },
  ];
}

function judgeEnum(field: EnumField, value: string, name: string, code: string): ValueIssue[] {
  if (field.values.some((known) => known.toLowerCase() === value.toLowerCase())) return [];
  const near = suggest(value, field.values);
  const hint = field.hint?.(value)?.help ?? (near.length > 0 ? `Did you mean ${choices(near)}?` : undefined);
  const help = hint === undefined ? {} : { help: hint };
  return [
    {
      code: `${code}-value`,
      severity: 'error',
      message: `${name} is ${quote(value)}; it must be ${choices(field.values)}`,
      label: 'not one of them',
      ...help,
      ...factDetails(field),
    },
  ];
}

function judgeMoment(field: Field, value: string, name: string, code: string): ValueIssue[] {
  if (parseDateTime(value) !== undefined) return [];
  const help = field.hint?.(value)?.help;
  return [
    {
      code: `${code}-format`,
      severity: 'error',
      message: `${name} is ${quote(value)}; it must be ${expectedType(field)}`,
      label: 'no such day or time',
      ...(help !== undefined && { help }),
    },
  ];
}

function judgeCount(
  field: { readonly count?: ListField['count']; readonly warning?: ListField['warning'] },
  many: number,
  name: string,
  code: string,
  unit: string,
): ValueIssue[] {
  const limit = field.count;
  if (limit && (many < limit.min || many > limit.max))
    return [
      {
        code: `${code}-count`,
        severity: 'error',
        message: `${name} has ${count(many, unit)}; ${authorityOf(limit)} accepts ${limit.min} to ${limit.max}`,
        label: many < limit.min ? `${many} here, ${limit.min} at the least` : `${many} here, ${limit.max} at the most`,
        ...factDetails(limit),
      },
    ];
  const warning = field.warning;
  if (warning === undefined || many <= warning.above) return [];
  return [
    {
      code: `${code}-disputed`,
      severity: 'warning',
      message: `${name} has ${count(many, unit)}; ${warning.reason}`,
      label: 'pages disagree',
      ...factDetails(warning),
    },
  ];
}

/**
 * All that is wrong with one value by itself; what is inside it is judged by itself too.
 * @param name how a message calls the value
 * @param code the beginning of the codes of its findings
 */
export function validateValue(field: Field, node: Node, name: string, code: string): ValueIssue[] {
  switch (field.type) {
    case 'text':
      return node.type === 'text' ? validateText(field, node.value, name, code) : [typeMismatch(field, node, name)];
    case 'enum':
      return node.type === 'text' ? judgeEnum(field, node.value, name, code) : [typeMismatch(field, node, name)];
    case 'moment':
      return node.type === 'text' ? judgeMoment(field, node.value, name, code) : [typeMismatch(field, node, name)];
    case 'int':
      return judgeInt(field, node, name, code);
    case 'bool':
      return node.type === 'bool' ? [] : [typeMismatch(field, node, name)];
    case 'scalar':
      return node.type === 'text' || node.type === 'number' ? [] : [typeMismatch(field, node, name)];
    case 'list':
      return node.type === 'list' ? judgeCount(field, node.items.length, name, code, 'item') : [typeMismatch(field, node, name)];
    case 'map':
      if (node.type !== 'map') return [typeMismatch(field, node, name)];
      return node.incomplete ? [] : judgeCount(field, node.entries.length, name, code, 'entry');
    case 'object':
      return node.type === 'map' ? [] : [typeMismatch(field, node, name)];
    case 'entries':
      return node.type === 'map' || node.type === 'null' ? [] : [typeMismatch(field, node, name)];
    default:
      return field satisfies never;
  }
}
