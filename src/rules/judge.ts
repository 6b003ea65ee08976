import { suggest } from '../base/suggest.ts';
import { choices, count, quote } from '../base/text.ts';
import type { EnumField, Field, IntField, ListField } from '../kinds/field.ts';
import { dayOrInstant } from '../kinds/moment.ts';
import type { Node } from '../read/document.ts';
import { grounds, judgeText, setter } from './judge-text.ts';
import type { Finding } from './judge-text.ts';
import { plainInteger, wants, wrongType } from './wrong-type.ts';

function judgeInt(field: IntField, node: Node, name: string, code: string): Finding[] {
  const source = node.type === 'number' ? node.source : field.quoted && node.type === 'text' ? node.value : undefined;
  if (source === undefined || !plainInteger(source)) return [wrongType(field, node, name)];
  const value = Number(source);
  const { min, max, also = [] } = field.range;
  if ((value < min || value > max) && !also.includes(value)) {
    // What lies above the caution is taken under protest: the page that is named says the smaller one.
    const most = field.caution?.above ?? max;
    const allowed = choices([...also.map(String), `${min} to ${most}`]);
    const label = value > max ? `above the most, ${most}` : `below the least, ${min}`;
    return [
      {
        code: `${code}-range`,
        severity: 'error',
        message: `${name} is ${value}; ${setter(field.range)} accepts ${allowed}`,
        label,
        ...(field.range.help !== undefined && { help: field.range.help }),
        ...grounds(field.range),
      },
    ];
  }
  const caution = field.caution;
  if (caution === undefined || value <= caution.above) return [];
  const help = caution.help === undefined ? {} : { help: caution.help };
  return [
    {
      code: `${code}-disputed`,
      severity: 'warning',
      message: `${name} is ${value}; ${caution.says}`,
      label: 'pages disagree',
      ...help,
      ...grounds(caution),
    },
  ];
}

function judgeEnum(field: EnumField, value: string, name: string, code: string): Finding[] {
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
      ...grounds(field),
    },
  ];
}

function judgeMoment(field: Field, value: string, name: string, code: string): Finding[] {
  if (dayOrInstant(value) !== undefined) return [];
  const help = field.hint?.(value)?.help;
  return [
    {
      code: `${code}-form`,
      severity: 'error',
      message: `${name} is ${quote(value)}; it must be ${wants(field)}`,
      label: 'no such day or time',
      ...(help !== undefined && { help }),
    },
  ];
}

function judgeCount(
  field: { readonly count?: ListField['count']; readonly caution?: ListField['caution'] },
  many: number,
  name: string,
  code: string,
  unit: string,
): Finding[] {
  const limit = field.count;
  if (limit && (many < limit.min || many > limit.max))
    return [
      {
        code: `${code}-count`,
        severity: 'error',
        message: `${name} has ${count(many, unit)}; ${setter(limit)} accepts ${limit.min} to ${limit.max}`,
        label: many < limit.min ? `${many} here, ${limit.min} at the least` : `${many} here, ${limit.max} at the most`,
        ...grounds(limit),
      },
    ];
  const caution = field.caution;
  if (caution === undefined || many <= caution.above) return [];
  return [
    {
      code: `${code}-disputed`,
      severity: 'warning',
      message: `${name} has ${count(many, unit)}; ${caution.says}`,
      label: 'pages disagree',
      ...grounds(caution),
    },
  ];
}

/**
 * All that is wrong with one value by itself; what is inside it is judged by itself too.
 * @param name how a message calls the value
 * @param code the beginning of the codes of its findings
 */
export function judge(field: Field, node: Node, name: string, code: string): Finding[] {
  switch (field.type) {
    case 'text':
      return node.type === 'text' ? judgeText(field, node.value, name, code) : [wrongType(field, node, name)];
    case 'enum':
      return node.type === 'text' ? judgeEnum(field, node.value, name, code) : [wrongType(field, node, name)];
    case 'moment':
      return node.type === 'text' ? judgeMoment(field, node.value, name, code) : [wrongType(field, node, name)];
    case 'int':
      return judgeInt(field, node, name, code);
    case 'bool':
      return node.type === 'bool' ? [] : [wrongType(field, node, name)];
    case 'scalar':
      return node.type === 'text' || node.type === 'number' ? [] : [wrongType(field, node, name)];
    case 'list':
      return node.type === 'list' ? judgeCount(field, node.items.length, name, code, 'item') : [wrongType(field, node, name)];
    case 'map':
      if (node.type !== 'map') return [wrongType(field, node, name)];
      return node.incomplete ? [] : judgeCount(field, node.entries.length, name, code, 'entry');
    case 'object':
      return node.type === 'map' ? [] : [wrongType(field, node, name)];
    case 'entries':
      return node.type === 'map' || node.type === 'null' ? [] : [wrongType(field, node, name)];
    default:
      return field satisfies never;
  }
}
