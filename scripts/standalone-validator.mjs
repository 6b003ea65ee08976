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
  const gather = 'function gather(all, more) { if (all === null) return more; for (const one of more) all.push(one); return all; }';
  return `${replaceAll(source, copied, 'vErrors = gather(vErrors, $1.errors)', 'the errors of a reference are gathered in another way')}\n${gather}`;
}

/**
 * Says what repeats once: how an error is added, and how a key stands in a path. A validator is handed a path and nothing else, since
 * no keyword of ours asks what is around a value. Ajv's own code is twice as long, and every start of lint parses it.
 */
export function withoutRepetition(source) {
  const plain = (pattern, replacement, what) => {
    source = replaceAll(source, pattern, replacement, what);
  };
  plain(/(\w+)\.replace\(\/~\/g, "~0"\)\.replace\(\/\\\/\/g, "~1"\)/g, 'escaped($1)', 'a key is escaped in another way');
  plain(
    /\(data, \{instancePath="", parentData, parentDataProperty, rootData=data\}=\{\}\)/g,
    '(data, instancePath = "")',
    'a validator takes something else',
  );
  plain(
    /\{instancePath(?::([^{};]*?))?,parentData:[\w.]+,parentDataProperty(?::(?:\w+|"(?:[^"\\]|\\.)*"))?,rootData\}/g,
    (_, path) => path ?? 'instancePath',
    'a validator is given something else',
  );
  plain(
    /const (err\d+) = \{instancePath(?::([^{};]*?))?,keyword:("\w+"),params:(\{[^{}]*\})(?:,propertyName:(\w+))?\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}/g,
    (_, _name, path, keyword, params, property) => {
      const rest = property === undefined ? (params === '{}' ? '' : `, ${params}`) : `, ${params}, ${property}`;
      return `vErrors = add(vErrors, ${path ?? 'instancePath'}, ${keyword}${rest});`;
    },
    'an error is added in another way',
  );
  // What `not` and `if` try out is taken back.
  source = source.replace(
    /const (err\d+) = \{\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}/g,
    'vErrors = add(vErrors);',
  );
  const left = /\b(?:rootData|err\d+)\b/.exec(source);
  if (left !== null) throw new Error(`Ajv's code has changed: it still has ${left[0]}`);
  return `${source}
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
