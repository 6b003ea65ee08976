import type { Json } from '../base/json.ts';

/** A JSON Schema (draft-07), as far as the schemas of files beside a spec use it. */
export type InputSchema = {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: Json;
  readonly examples?: readonly Json[];
  readonly enum?: readonly string[];
  readonly const?: Json;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly items?: InputSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Properties;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | InputSchema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly oneOf?: readonly InputSchema[];
  readonly if?: InputSchema;
  readonly then?: InputSchema;
  /**
   * What editors show in place of their own words, and what a finding says: `It must be …` completes `NAME is VALUE`, `It …`
   * completes the value, and anything else is the whole message.
   */
  readonly errorMessage?: string;
};
export type Properties = { readonly [name: string]: InputSchema };

type Described = (description: string, more?: InputSchema) => InputSchema;
const described =
  (schema: InputSchema): Described =>
  (description, more = {}) => ({ ...schema, ...more, description });

/** A text that is not empty. */
export const text = described({ type: 'string', minLength: 1 });
/** A text that may be empty. */
export const anyText = described({ type: 'string' });
export const bool = described({ type: 'boolean' });
export const texts = described({ type: 'array', items: { type: 'string', minLength: 1 } });
/** Texts under any name. */
export const tags = described({ type: 'object', additionalProperties: { type: 'string' } });

/** A moment, so that its zone is never that of the machine. Every text that matches it is a moment. */
const moments =
  '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d))?$';
export const moment = described({
  type: 'string',
  pattern: moments,
  errorMessage: 'It must be a moment such as 2026-11-21T10:00:00Z.',
  examples: ['2026-11-21T10:00:00Z'],
});

export const word = (words: readonly string[], description: string, more: InputSchema = {}): InputSchema => ({
  type: 'string',
  enum: words,
  ...more,
  description,
});
/** Several of these words. */
export const words = (of: readonly string[], description: string): InputSchema => ({
  type: 'array',
  items: { type: 'string', enum: of },
  description,
});

/** The bounds of a number, as facts state them. */
type Bounds = { readonly min: number; readonly max: number };
const bounds = ({ min, max }: Bounds): InputSchema => ({
  ...(Number.isFinite(min) && { minimum: min }),
  ...(Number.isFinite(max) && { maximum: max }),
});
export const integer = (range: Bounds, description: string): InputSchema => ({ type: 'integer', ...bounds(range), description });
export const number = (range: Bounds, description: string): InputSchema => ({ type: 'number', ...bounds(range), description });
export const integers = (range: Bounds, description: string): InputSchema => ({
  type: 'array',
  items: { type: 'integer', ...bounds(range) },
  description,
});
/** The same value, or null. */
export const orNull = (schema: InputSchema): InputSchema => ({ ...schema, type: [schema.type ?? []].flat().concat('null') });

/** An object of these members and no others. */
export const object = (properties: Properties, required: readonly string[], description: string): InputSchema => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
  additionalProperties: false,
  description,
});
export const list = (items: InputSchema, description: string): InputSchema => ({ type: 'array', items, description });
/** Values of one form under any name. */
export const record = (of: InputSchema, description: string): InputSchema => ({ type: 'object', additionalProperties: of, description });
/** Values of one form under some names. */
export const recordOf = (names: readonly string[], of: InputSchema, description: string): InputSchema =>
  object(Object.fromEntries(names.map((name) => [name, of])), [], description);

type OptionalOf<T> = { readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? K : never }[keyof T] & string;
/** An object of the members of a type: the compiler misses one here that the type has, and finds one that it has not. */
export const objectOf =
  <T>() =>
  (members: { readonly [K in keyof T]-?: InputSchema }, optional: readonly OptionalOf<T>[], description: string): InputSchema => {
    const left: ReadonlySet<string> = new Set(optional);
    return object(
      members,
      Object.keys(members).filter((name) => !left.has(name)),
      description,
    );
  };
/** Every word of a type, each once. */
export const wordOf = <W extends string>(all: { readonly [K in W]: true }, description: string): InputSchema =>
  word(Object.keys(all), description);
/** Any value that JSON can hold. */
export const anything = described({});
