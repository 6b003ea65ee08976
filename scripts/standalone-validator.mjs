// The validator of a JSON Schema, compiled by Ajv ahead of time into one file without imports.
// Ajv's code is changed in two places; each change fails by name where it finds nothing to change.
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
    stdin: { contents: withOneErrorList(withoutUnreadParams(code)), resolveDir: join(import.meta.dirname, '..') },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    minify: true,
    logLevel: 'error',
  });
  return outputFiles[0].text;
}
