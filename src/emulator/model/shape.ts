import { parse } from 'yaml';
import { Failure } from '../../base/failure.ts';
import { suggest } from '../../base/suggest.ts';
import { choices, quote } from '../../base/text.ts';

/** The form of a value that a person or a test wrote. */
export type Shape =
  | { readonly type: 'text' | 'anyText' | 'bool' | 'size' | 'texts' | 'tags' | 'moment'; readonly required?: true }
  | {
      readonly type: 'number';
      readonly min: number;
      readonly max: number;
      readonly whole?: true;
      readonly orNull?: true;
      readonly required?: true;
    }
  /** One number, or several. */
  | { readonly type: 'counts' }
  /** Numbers under any name. */
  | { readonly type: 'numbers' }
  /** A list of milliseconds. */
  | { readonly type: 'lags' }
  /** Two numbers, of which the second is not the smaller one. */
  | { readonly type: 'span' }
  | { readonly type: 'word'; readonly words: readonly string[]; readonly required?: true }
  | { readonly type: 'words'; readonly words: readonly string[] }
  /** Whole numbers within bounds. */
  | { readonly type: 'integers'; readonly min: number; readonly max: number; readonly required?: true }
  | { readonly type: 'objects' | 'object'; readonly members: MemberShapes }
  | { readonly type: 'record'; readonly of: Shape };
export type MemberShapes = { readonly [name: string]: Shape };

/**
 * Reads a YAML file of the local cloud.
 * @throws Failure `usage` for what is not YAML
 */
export function parseYaml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new Failure('usage', `${file} is not YAML: ${reason.replace(/[.:]$/, '')}.`, { cause });
  }
}

/**
 * Checks that a value is an object of these members.
 *
 * @param file where it was read, for the message
 * @param whole what the value is, for the message about the value itself
 * @throws Failure `usage` that names the place and what it may be
 */
export function checkMembers(value: unknown, members: MemberShapes, file: string, whole: string, at = ''): void {
  const here = at === '' ? whole : at;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(file, here, 'must be a mapping');
  for (const [name, one] of Object.entries(value)) {
    const shape = Object.hasOwn(members, name) ? members[name] : undefined;
    const place = at === '' ? name : `${at}.${name}`;
    if (shape === undefined) return wrong(file, place, 'is unknown', nameHelp(name, Object.keys(members)));
    checkShape(one, shape, file, place);
  }
  const missing = Object.keys(members).find((name) => 'required' in (members[name] as Shape) && !Object.hasOwn(value, name));
  if (missing !== undefined) wrong(file, here, `needs ${missing}`);
}

/** @throws Failure `usage` that names the place and the problem */
export function wrong(file: string, at: string, problem: string, help?: string): never {
  throw new Failure('usage', `${file}: ${at} ${problem}.`, help === undefined ? {} : { help });
}

function nameHelp(name: string, known: readonly string[]): string {
  const near = suggest(name, known);
  return near.length > 0 ? `Did you mean ${choices(near)}?` : `It may hold ${choices(known, 'and')}.`;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isSpan = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && value.every(isNumber) && (value[0] as number) <= (value[1] as number);

/** Checks that a value has a form. @throws Failure `usage` that names the place and what it may be */
export function checkShape(value: unknown, shape: Shape, file: string, at: string): void {
  const fits = (holds: boolean, what: string): void => {
    if (!holds) wrong(file, at, `is ${quote(value)}; it must be ${what}`);
  };
  switch (shape.type) {
    case 'text':
      return fits(isText(value), 'a text, in quotes where it looks like a number');
    case 'anyText':
      return fits(typeof value === 'string', 'a text');
    case 'bool':
      return fits(typeof value === 'boolean', 'true or false');
    case 'size':
      return fits(isCount(value), 'a whole number of GiB');
    case 'moment':
      return fits(isText(value) && !Number.isNaN(Date.parse(value)), 'a moment such as 2026-11-21T10:00:00Z');
    case 'number':
      return fits(
        isWithin(value, shape),
        `${shape.whole ? 'a whole number' : 'a number'} from ${shape.min} to ${shape.max}${shape.orNull ? ', or null' : ''}`,
      );
    case 'counts':
      return fits(isCount(value) || (Array.isArray(value) && value.every(isCount)), 'a positive whole number, or a list of them');
    case 'numbers':
      return fits(isRecord(value) && Object.values(value).every(isNumber), 'a mapping to numbers that are not negative');
    case 'lags':
      return fits(Array.isArray(value) && value.every(isNumber), 'a list of milliseconds');
    case 'span':
      return fits(isSpan(value), 'two numbers, at least and at most');
    case 'texts':
      return fits(isTexts(value), 'a list of texts');
    case 'tags':
      return fits(isRecord(value) && Object.values(value).every((one) => typeof one === 'string'), 'a mapping to texts');
    case 'word':
      return fits(isText(value) && shape.words.includes(value), choices(shape.words));
    case 'words':
      return fits(isTexts(value) && value.every((one) => shape.words.includes(one)), `a list of ${choices(shape.words)}`);
    case 'integers':
      return fits(
        Array.isArray(value) && value.every((one) => isWithin(one, { ...shape, whole: true })),
        `a list of whole numbers from ${shape.min} to ${shape.max}`,
      );
    case 'object':
      return checkMembers(value, shape.members, file, at, at);
    case 'objects':
      fits(Array.isArray(value), 'a list');
      for (const [index, one] of (value as readonly unknown[]).entries()) checkMembers(one, shape.members, file, at, `${at}[${index}]`);
      return;
    case 'record':
      fits(isRecord(value), 'a mapping');
      for (const [name, one] of Object.entries(value as object)) checkShape(one, shape.of, file, `${at}.${name}`);
      return;
    default:
      return shape satisfies never;
  }
}

type Bounds = Pick<Extract<Shape, { readonly type: 'number' }>, 'min' | 'max' | 'whole' | 'orNull'>;

function isWithin(value: unknown, shape: Bounds): boolean {
  if (value === null) return shape.orNull === true;
  return typeof value === 'number' && value >= shape.min && value <= shape.max && (shape.whole !== true || Number.isInteger(value));
}
