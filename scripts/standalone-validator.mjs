// The validator of a JSON Schema, compiled by Ajv ahead of time into one file without imports.
// Ajv's code is changed in three places; each change fails by name where it finds nothing to change.
import { join } from 'node:path';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';

function replaceAll(source, pattern, replacement, what) {
  if (!pattern.test(source)) throw new Error(`Ajv's code has changed: ${what} (${pattern})`);
  pattern.lastIndex = 0;
  return source.replace(pattern, replacement);
}

/** Leaves out what nobody reads of an error (src/validate/schema-errors.ts), so that no run has to parse it. */
export function withoutUnreadParams(source) {
  const withoutPaths = replaceAll(source, /schemaPath:"(?:[^"\\]|\\.)*",/g, '', 'errors name their schema in another way');
  const unread = /params:\{(?:pattern: ?"(?:[^"\\]|\\.)*"|type: ?(?:"\w+"|schema\d+[.\w]+)|limit: ?-?\d+)\}/g;
  return replaceAll(withoutPaths, unread, 'params:{}', 'errors name patterns, types and limits in another way');
}

/** Appends errors to one list. Ajv copies all errors so far for each reference that has one more, which takes time that grows with their square. */
export function withOneErrorList(source) {
  const copied = /vErrors = vErrors === null \? (\w+)\.errors : vErrors\.concat\(\1\.errors\)/g;
  return `${replaceAll(source, copied, 'vErrors = gather(vErrors, $1.errors)', 'the errors of a reference are gathered in another way')}
function gather(all, more, path = "") {
  for (const one of more) one["instancePath"] = path + one["instancePath"];
  if (all === null) return more;
  for (const one of more) all.push(one);
  return all;
}`;
}

const options = /\{instancePath(?::([^{};]*?))?,parentData:[\w.]+,parentDataProperty(?::(?:\w+|"(?:[^"\\]|\\.)*"))?,rootData\}/.source;
const appended = /if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}/.source;

/** A path from the value that a validator is given: it is not told where that is. */
const fromHere = (path = '') => path.replace(/^instancePath ?\+ ?/, '') || '""';

/**
 * Says once what repeats: how an error is added, and how a key stands in a path. A path is put together for errors alone,
 * by whoever gathers them, and a validator is given a value and nothing else, since no keyword of ours asks what is around
 * it. Ajv's own code is twice as long, and every start of lint reads it. It is for code with one list of errors.
 */
export function withoutRepetition(source) {
  const changes = [
    ['a key is escaped', /(\w+)\.replace\(\/~\/g, "~0"\)\.replace\(\/\\\/\/g, "~1"\)/g, 'escaped($1)'],
    ['a validator takes something', /\(data, \{instancePath="", parentData, parentDataProperty, rootData=data\}=\{\}\)/g, '(data)'],
    [
      'a validator is called',
      new RegExp(String.raw`(\w+)\(([^{};]*?), ${options}\)\)\)\{vErrors = gather\(vErrors, \1\.errors\)`, 'g'),
      (_, validator, value, path) => `${validator}(${value}))){vErrors = gather(vErrors, ${validator}.errors, ${fromHere(path)})`,
    ],
    [
      'an error is added',
      new RegExp(
        String.raw`const (err\d+) = \{instancePath(?::([^{};]*?))?,keyword:("\w+"),params:(\{[^{}]*\})(?:,propertyName:(\w+))?\};${appended}`,
        'g',
      ),
      (_, _name, path, keyword, params, property) => {
        const rest = property === undefined ? (params === '{}' ? '' : `, ${params}`) : `, ${params}, ${property}`;
        return `vErrors = add(vErrors, ${fromHere(path)}, ${keyword}${rest});`;
      },
    ],
  ];
  const changed = changes.reduce((text, [what, pattern, made]) => replaceAll(text, pattern, made, `${what} in another way`), source);
  // What `not` and `if` try out is taken back.
  const short = changed.replace(new RegExp(String.raw`const (err\d+) = \{\};${appended}`, 'g'), 'vErrors = add(vErrors);');
  const [left] = /\b(?:rootData|instancePath(?!"])|err\d+)\b/.exec(short) ?? [];
  if (left !== undefined) throw new Error(`Ajv's code has changed: it still has ${left}`);
  return `${short}
function escaped(key) { return /[~/]/.test(key) ? key.replace(/~/g, "~0").replace(/\\//g, "~1") : key; }
function add(all, instancePath, keyword, params = {}, propertyName) {
  const error = propertyName === undefined ? { instancePath, keyword, params } : { instancePath, keyword, params, propertyName };
  if (all === null) return [error];
  all.push(error);
  return all;
}`;
}

function ajvOf(definitions) {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    inlineRefs: false,
    code: { source: true, esm: true },
    keywords: ['patternErrorMessage', 'errorMessage'],
  });
  // One by one, so that the code carries along none of them as data.
  for (const [name, one] of Object.entries(definitions)) ajv.addSchema(one, name);
  return ajv;
}

/** The code of a validator as Ajv writes it. */
export function ajvCode({ definitions, ...whole }) {
  const ajv = ajvOf(definitions);
  return standalone.default(ajv, ajv.compile(whole));
}

/** The code of one validator for each of these definitions, which share the other ones. */
const ajvCodeOfMany = (definitions, names) => standalone.default(ajvOf(definitions), Object.fromEntries(names.map((name) => [name, name])));

/** The validator of a schema, as its default export. */
export const standaloneValidator = (schema) => bundled(ajvCode(schema));

/** The validators of some of these definitions, each exported by its name. */
export const standaloneValidators = (definitions, names) => bundled(ajvCodeOfMany(definitions, names));

/** Ajv's code still requires a helper of its own; bundling makes it plain ESM with no imports. */
async function bundled(code) {
  const { outputFiles } = await build({
    stdin: { contents: withoutRepetition(withOneErrorList(withoutUnreadParams(code))), resolveDir: join(import.meta.dirname, '..') },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    minify: true,
    logLevel: 'error',
  });
  return outputFiles[0].text;
}
