import { commonErrors, invalidParameter } from './common-errors.ts';
import { violatedFact } from './check-constraint.ts';
import type { Pair, Parameter, Parameters } from './parameters.ts';
import { RefusedCall } from './refused-call.ts';

/** Parameters as they arrive: flat names, and every value a text. */
export type WireParameters = { readonly [name: string]: string };

/** Arguments by the names of the table; unknown parameters are ignored. */
export type Arguments = { readonly [name: string]: unknown };

/**
 * Reads the parameters of an operation's table out of what was sent, and refuses what the service refuses before it
 * looks up anything. An empty text counts as absent, unless the table allows it.
 * @throws RefusedCall for the first parameter that is missing or wrong, in the order of the table
 */
export function readArguments(params: Parameters, sent: WireParameters, regions: readonly string[], prefix = ''): Arguments {
  const entries = Object.entries(params).map(([name, parameter]) => [name, readOne(`${prefix}${name}`, parameter, sent, regions)] as const);
  return Object.fromEntries(entries);
}

function readOne(name: string, parameter: Parameter, sent: WireParameters, regions: readonly string[]): unknown {
  switch (parameter.type) {
    case 'struct':
      return readArguments(parameter.members, sent, regions, `${name}.`);
    case 'pairs':
      return readPairs(name, parameter, sent);
    case 'list':
      return readList(name, parameter, sent);
    default:
      return readScalar(name, parameter as Plain, sent, regions);
  }
}

const own = (sent: WireParameters, name: string): string | undefined => (Object.hasOwn(sent, name) ? sent[name] : undefined);

type PlainType = Exclude<Parameter['type'], 'struct' | 'pairs' | 'list'>;
type Plain = Extract<Parameter, { readonly limit?: unknown }> & { readonly type: PlainType; readonly empty?: 'allowed' };

function readScalar(name: string, parameter: Plain, sent: WireParameters, regions: readonly string[]): unknown {
  // The older official clients have no other spelling for the region, whatever the operation calls it.
  const text = own(sent, name) ?? (parameter.type === 'region' ? own(sent, 'RegionId') : undefined);
  if (text === '' && parameter.empty === 'allowed') return text;
  if (text === undefined || text === '') {
    if (parameter.required !== undefined) throw new RefusedCall(parameter.required);
    return undefined;
  }
  const value = valueIn(parameter, text, regions);
  if (value === undefined) throw new RefusedCall(parameter.malformed ?? invalidParameter(name));
  checkLimit(name, parameter, value);
  return value;
}

function valueIn(parameter: Plain, text: string, regions: readonly string[]): unknown {
  const type: PlainType = parameter.type;
  switch (type) {
    case 'text':
      return text;
    case 'int':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
    case 'bool':
      return { true: true, false: false }[text.toLowerCase()];
    case 'json':
      return textsOf(text);
    case 'region':
      return regions.includes(text) ? text : undefined;
    default:
      return type satisfies never;
  }
}

function textsOf(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Refuses what violates the limit. A code that the table names as well is answered with the table's message. */
function checkLimit(name: string, parameter: Exclude<Parameter, { readonly type: 'struct' }>, value: unknown): void {
  const violated = parameter.limit === undefined ? undefined : violatedFact(parameter.limit, value);
  if (violated === undefined) return;
  const refusal = parameter.refusal ?? violated.refusal ?? parameter.malformed ?? invalidParameter(name);
  const error = parameter.malformed?.code === refusal.code ? parameter.malformed : refusal;
  throw new RefusedCall({ ...error, status: refusal.status });
}

/** Members of a repeat list in the order of their numbers, whatever order they came in. */
function numbered(
  name: string,
  sent: WireParameters,
  member: RegExp,
): readonly { readonly at: number; readonly rest: string; readonly value: string }[] {
  const found = Object.entries(sent).flatMap(([key, value]) => {
    const match = key.startsWith(`${name}.`) ? member.exec(key.slice(name.length + 1)) : null;
    return match === null ? [] : [{ at: Number(match[1]), rest: match[2] ?? '', value }];
  });
  return found.sort((a, b) => a.at - b.at);
}

function readList(name: string, parameter: Extract<Parameter, { readonly limit?: unknown }>, sent: WireParameters): readonly string[] {
  const values = numbered(name, sent, /^(\d+)$/)
    .map((one) => one.value)
    .filter((value) => value !== '');
  if (values.length === 0 && parameter.required !== undefined) throw new RefusedCall(parameter.required);
  if (values.length > 0) checkLimit(name, parameter, values);
  return values;
}

function readPairs(name: string, parameter: Extract<Parameter, { readonly type: 'pairs' }>, sent: WireParameters): readonly Pair[] {
  const member = parameter.lowerCase ? /^(\d+)\.(Key|Value|key|value)$/ : /^(\d+)\.(Key|Value)$/;
  const byNumber = new Map<number, { Key: string; Value: string }>();
  for (const { at, rest, value } of numbered(name, sent, member)) {
    const pair = byNumber.get(at) ?? { Key: '', Value: '' };
    byNumber.set(at, rest.toLowerCase() === 'key' ? { ...pair, Key: value } : { ...pair, Value: value });
  }
  const pairs = [...byNumber.values()];
  checkPairs(name, parameter, pairs);
  return pairs;
}

function checkPairs(name: string, parameter: Extract<Parameter, { readonly type: 'pairs' }>, pairs: readonly Pair[]): void {
  if (pairs.length === 0 && parameter.required !== undefined) throw new RefusedCall(parameter.required);
  if (parameter.mismatch !== undefined && pairs.some(({ Key }) => Key === '')) throw new RefusedCall(parameter.mismatch);
  if (parameter.repeated !== undefined && new Set(pairs.map(({ Key }) => Key)).size < pairs.length)
    throw new RefusedCall(parameter.repeated);
  if (parameter.max !== undefined && pairs.length > parameter.max.count) throw new RefusedCall(parameter.max);
  if (parameter.limit === undefined) return;
  const record = Object.fromEntries(pairs.map(({ Key, Value }) => [Key, Value]));
  if (Object.keys(record).length < pairs.length) throw new RefusedCall(commonErrors.duplicateTagKey);
  checkLimit(name, parameter, record);
}
