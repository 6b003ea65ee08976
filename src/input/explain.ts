import type { Path } from '../base/diagnostic.ts';
import type { Issue } from '../base/issue.ts';
import { suggest } from '../base/suggest.ts';
import { capitalized, choices, quote } from '../base/text.ts';
import { maxIssues } from '../read/parse-issue.ts';
import { expected } from './expected.ts';
import { nameOf, pathOf, valueAt } from './member-path.ts';
import type { InputSchema } from './schema.ts';

/** One error of a schema, as Ajv reports it, without what nobody reads of it. */
export type SchemaError = {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
};

/** What is checked, and how it is spoken of. */
export type Subject = {
  /** What the value as a whole is called: `the seed`. */
  readonly whole: string;
  /** What a list that stands for the whole is called, where it may be one. */
  readonly list?: string;
  /** How an example is written. */
  readonly write: (value: unknown) => string;
  /** How a value was written, where it was no value. */
  readonly written?: (path: Path) => string | undefined;
};

function schemaAt(schema: InputSchema, path: Path): InputSchema | undefined {
  let at: InputSchema | undefined = schema;
  for (const step of path) {
    const named: InputSchema | undefined =
      at?.properties && Object.hasOwn(at.properties, step) ? at.properties[step] : at?.additionalProperties || undefined;
    at = typeof step === 'number' ? at?.items : named;
  }
  return at;
}

const fullName = (path: Path, { list }: Subject): string => nameOf(typeof path[0] === 'number' ? [list ?? '', ...path] : path);
const nameIn = (path: Path, subject: Subject): string => fullName(path, subject) || subject.whole;

function unknownMember(schema: InputSchema, path: Path, key: string, subject: Subject): Issue {
  const known = Object.keys(schema.properties ?? {});
  const near = suggest(key, known);
  const help = near.length > 0 ? `Did you mean ${choices(near)}?` : `It may hold ${choices(known, 'and')}.`;
  return {
    code: 'unknown-key',
    severity: 'error',
    message: `${fullName([...path, key], subject)} is unknown.`,
    place: { path: [...path, key], part: 'key' },
    label: 'not known here',
    help,
  };
}

function missingMember(schema: InputSchema, path: Path, name: string, subject: Subject): Issue {
  const [example] = schema.properties?.[name]?.examples ?? [];
  return {
    code: 'missing-field',
    severity: 'error',
    message: `${inSentence(path, nameIn(path, subject))} has no ${name}, which is required.`,
    place: { path, part: 'key' },
    label: `${name} is missing`,
    help: `Add it: ${name}: ${example === undefined ? '…' : subject.write(example)}`,
  };
}

/** The message about a value, with what it may be. */
function messageOf(schema: InputSchema, path: Path, value: unknown, shown: string, subject: Subject): string {
  const { errorMessage } = schema;
  const name = nameIn(path, subject);
  if (errorMessage?.startsWith('It must ')) return inSentence(path, `${name} is ${shown}; i${errorMessage.slice(1)}`);
  if (errorMessage?.startsWith('It ')) return `${path.length > 0 ? name : shown} ${errorMessage.slice(3)}`;
  return errorMessage ?? inSentence(path, `${name} is ${shown}; it must be ${expected(schema, value)}.`);
}

/** The beginning of a sentence; names of members stay as they are written. */
const inSentence = (path: Path, message: string): string => (path.length === 0 ? capitalized(message) : message);

function helpOf(schema: InputSchema, value: unknown, { write }: Subject): string | undefined {
  const near = typeof value === 'string' && schema.enum ? suggest(value, schema.enum) : [];
  if (near.length > 0) return `Did you mean ${choices(near)}?`;
  if ([schema.type ?? []].flat().includes('string') && ['number', 'boolean'].includes(typeof value)) return `Put it in quotes: "${value}".`;
  if (Number.isNaN(value)) return 'Write it in plain digits.';
  // A range or a choice of words says it all.
  const told = schema.errorMessage === undefined || schema.examples?.every((one) => schema.errorMessage?.includes(String(one)));
  return schema.examples && !told ? `For example: ${choices(schema.examples.map(write))}` : undefined;
}

function invalidValue(schema: InputSchema, path: Path, whole: unknown, keyword: string, subject: Subject): Issue {
  const value = valueAt(whole, path);
  const help = helpOf(schema, value, subject);
  const shown = (Number.isNaN(value) ? subject.written?.(path) : undefined) ?? quote(value);
  return {
    code: keyword === 'type' ? 'wrong-type' : 'invalid-value',
    severity: 'error',
    message: messageOf(schema, path, value, shown, subject),
    place: { path },
    ...(help !== undefined && { help }),
  };
}

/** Errors of a schema that only say which other ones there are. */
const silent = new Set(['if']);

function explainOne(error: SchemaError, schema: InputSchema, value: unknown, subject: Subject): Issue | undefined {
  const path = pathOf(error.instancePath, value);
  const at = schemaAt(schema, path);
  if (at === undefined || silent.has(error.keyword)) return undefined;
  const { missingProperty, additionalProperty } = error.params;
  if (error.keyword === 'required') return missingMember(at, path, String(missingProperty), subject);
  if (error.keyword === 'additionalProperties') return unknownMember(at, path, String(additionalProperty), subject);
  return invalidValue(at, path, value, error.keyword, subject);
}

const aboutMembers = new Set(['required', 'additionalProperties', 'if']);

type Errors = readonly SchemaError[];

/** Of the alternatives of a value, what each of them lacks says less than that none holds; an unknown member says more. */
function isSaidElsewhere({ keyword }: SchemaError, beside: Errors): boolean {
  const has = (other: string): boolean => beside.some((one) => one.keyword === other);
  if (['required', 'maxProperties'].includes(keyword)) return has('oneOf');
  return keyword === 'oneOf' && has('additionalProperties');
}

/** Whether a member that is missing stands there under a name that comes near. */
function isMisspelt({ keyword, params }: SchemaError, beside: Errors): boolean {
  if (keyword !== 'required') return false;
  const missing = String(params['missingProperty']);
  const strangers = beside.filter((one) => one.keyword === 'additionalProperties');
  return strangers.some((one) => suggest(String(one.params['additionalProperty']), [missing]).length > 0);
}

/** The errors of one value, each thing once. */
function telling(errors: Errors): Errors {
  const told = new Set<string>();
  return errors.filter((error) => {
    const key = aboutMembers.has(error.keyword) ? JSON.stringify(error) : '';
    if (told.has(key) || isSaidElsewhere(error, errors) || isMisspelt(error, errors)) return false;
    told.add(key);
    return true;
  });
}

function byValue(errors: Errors): Iterable<Errors> {
  const groups = new Map<string, SchemaError[]>();
  for (const error of errors) {
    const group = groups.get(error.instancePath);
    // Of one value with thousands of unknown members the first ones will do.
    if (group === undefined) groups.set(error.instancePath, [error]);
    else if (group.length < maxIssues) group.push(error);
  }
  return groups.values();
}

/** Puts the errors of a schema into words, as many as anybody reads. The schema decides whether a value is right. */
export function explain(errors: Errors, schema: InputSchema, value: unknown, subject: Subject): Issue[] {
  const issues: Issue[] = [];
  for (const group of byValue(errors)) {
    if (issues.length >= maxIssues) break;
    issues.push(...telling(group).flatMap((error) => explainOne(error, schema, value, subject) ?? []));
  }
  return issues.slice(0, maxIssues);
}
