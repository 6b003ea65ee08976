import type { Diagnostic, Severity, Source } from '../base/diagnostic.ts';
import { choices, count, quote } from '../base/text.ts';
import { suggest } from '../base/suggest.ts';
import type { Fact } from '../kinds/fact.ts';
import type { EnumField, Field, IntField, ListField, TextField, TextRule } from '../kinds/field.ts';
import { dayOrInstant } from '../kinds/moment.ts';
import type { Node } from '../read/document.ts';

/** What is wrong with one value; the caller knows where it stands. */
export type Finding = Pick<Diagnostic, 'code' | 'severity' | 'message' | 'label' | 'help' | 'notes' | 'sources' | 'disputed'> & {
  readonly within?: readonly [number, number];
};

/** What a fact adds to a finding: its pages, and that they disagree. */
export function grounds(fact: Fact): { sources?: readonly Source[]; notes?: readonly string[]; disputed?: true } {
  return {
    ...(fact.sources.length > 0 && { sources: fact.sources }),
    ...(fact.disputed !== undefined && { notes: [fact.disputed], disputed: true as const }),
  };
}

/** Who sets a limit, for a message: the operation whose page states it, or snapspec itself. */
export function setter(fact: Fact): string {
  const page = fact.sources[0]?.page;
  return page === undefined ? 'snapspec' : page.replace(/^EC[SD] API /, '').replace(/ \(.*\)$/, '');
}

/** What a value is, in words: `the text "14"`, `the number 3`, `a list`. */
export function whatIs(node: Node): string {
  switch (node.type) {
    case 'text':
      return `the text ${quote(node.value)}`;
    case 'number':
      return `the number ${node.source}`;
    case 'bool':
      return `${node.value}`;
    case 'null':
      return 'empty';
    case 'map':
      return 'a mapping';
    case 'list':
      return 'a list';
    default:
      return node satisfies never;
  }
}

/** What a field takes, in words. */
export function wants(field: Field): string {
  switch (field.type) {
    case 'text':
    case 'enum':
      return 'text';
    case 'int':
      return 'a whole number';
    case 'bool':
      return 'true or false';
    case 'scalar':
      return 'text or a number';
    case 'moment':
      return 'a day such as 2026-12-31, or an instant with its zone such as 2026-12-31T18:00:00Z';
    case 'list':
      return 'a list';
    case 'map':
    case 'entries':
    case 'object':
      return 'a mapping';
    default:
      return field satisfies never;
  }
}

/** Whether a number is written as a person writes whole numbers: not 010, 0x1F, 1e3 or .inf. */
export const plainInteger = (source: string): boolean => /^(?:0|-?[1-9][0-9]*)$/.test(source);

function typeHelp(field: Field, node: Node): string {
  if (node.type === 'text' && node.substituted) return 'Variables stand in text only; write the value itself here.';
  if (field.type === 'int' && node.type === 'text' && plainInteger(node.value)) return `Remove the quotes: ${node.value}.`;
  if (field.type === 'int' && node.type === 'number') return 'Write it as plain decimal digits.';
  if (field.type === 'text' && (node.type === 'number' || node.type === 'bool'))
    return `Put it in quotes: "${node.type === 'number' ? node.source : node.value}".`;
  if (field.type === 'bool' && node.type === 'text')
    return 'Write true or false, without quotes; yes, no, on and off are text in YAML 1.2.';
  if (field.type === 'list') return `Write a list: [${node.type === 'text' ? node.value : '…'}].`;
  return `For example: ${JSON.stringify(field.example)}.`;
}

function wrongType(field: Field, node: Node, name: string): Finding {
  const empty = node.type === 'null';
  return {
    code: empty ? 'empty-value' : 'wrong-type',
    severity: 'error',
    message: `${name} is ${whatIs(node)}; it must be ${wants(field)}`,
    label: empty ? 'nothing here' : `not ${wants(field)}`,
    help: empty ? `Give it a value, or remove the key. For example: ${JSON.stringify(field.example)}.` : typeHelp(field, node),
  };
}

const characters = (text: string): number => [...text].length;

function lengthFinding(field: TextField, value: string, name: string, code: string): Finding | undefined {
  const limit = field.length;
  const size = characters(value);
  if (limit === undefined || (size >= limit.min && size <= limit.max)) return undefined;
  return {
    code: `${code}-length`,
    severity: 'error',
    message: `${name} has ${count(size, 'character')}; ${setter(limit)} accepts ${limit.min} to ${limit.max}`,
    label: size < limit.min ? `shorter than the least, ${limit.min}` : `longer than the most, ${limit.max}`,
    ...(size > limit.max && { help: `Shorten it by ${count(size - limit.max, 'character')}.` }),
    ...grounds(limit),
  };
}

const made = new Map<string, RegExp>();

/** Whether a text matches a pattern of a fact; patterns are few, and each is built once. */
export function matches(pattern: string, value: string): boolean {
  const known = made.get(pattern) ?? new RegExp(pattern, 'u');
  made.set(pattern, known);
  return known.test(value);
}

function ruleFinding(rule: TextRule, severity: Severity, value: string, name: string, code: string): Finding | undefined {
  if (matches(rule.pattern, value)) return undefined;
  const offender = new RegExp(rule.offender, 'u').exec(value);
  const does = /^(holds|starts|does|is) /.test(rule.says);
  const within = offender !== null && offender[0].length < value.length && ([offender.index, offender.index + offender[0].length] as const);
  const first = within && within[0] === 0 && rule.offender.startsWith('^');
  return {
    code: `${code}-${rule.code}`,
    severity,
    message: `${name} is ${quote(value)}; it ${rule.says}`,
    label: does ? 'here' : first ? 'not allowed at the start' : 'not allowed here',
    ...(within && { within }),
    ...(rule.help !== undefined && { help: rule.help }),
    ...grounds(rule),
  };
}

/** One finding for a text: the first rule that it breaks, or else every caution that applies. */
export function judgeText(field: TextField, value: string, name: string, code: string): Finding[] {
  const length = lengthFinding(field, value, name, code);
  if (length !== undefined && characters(value) < (field.length?.min ?? 0)) return [length];
  const broken = (field.rules ?? []).map((rule) => ruleFinding(rule, 'error', value, name, code)).find((found) => found !== undefined);
  if (length || broken) return [broken, length].filter((found) => found !== undefined);
  return (field.cautions ?? []).map((rule) => ruleFinding(rule, 'warning', value, name, code)).filter((found) => found !== undefined);
}

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
  const help = near.length > 0 ? { help: `Did you mean ${choices(near)}?` } : {};
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
  return [
    {
      code: `${code}-form`,
      severity: 'error',
      message: `${name} is ${quote(value)}; it must be ${wants(field)}`,
      label: 'no such day or time',
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
      return node.type === 'map' ? judgeCount(field, node.entries.length, name, code, 'entry') : [wrongType(field, node, name)];
    case 'object':
      return node.type === 'map' ? [] : [wrongType(field, node, name)];
    case 'entries':
      return node.type === 'map' || node.type === 'null' ? [] : [wrongType(field, node, name)];
    default:
      return field satisfies never;
  }
}
