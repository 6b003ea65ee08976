// Bundles the command line of lint into two files. A start is dominated by reading code, and most of what lint knows is
// words for mistakes: what a spec without any never runs stands in the second file, which the first loads when it calls it.
// Neither holds code of the other: the second takes what it shares from the first.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';
import { lateModules } from './late-modules.mjs';
import { lazyNode, noChildProcess, withoutRarelyUsed } from './bundle-plugins.mjs';

const root = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const first = './lint-entry.cjs';
const second = './lint-findings.cjs';
const entry = join(root, 'src/cli/lint-entry.ts');
const late = lateModules.map((file) => join(root, file));

const common = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  metafile: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'error',
  // The Node build of the parser reads debugging switches from the environment and starts slower.
  alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
};
const plugins = [noChildProcess, withoutRarelyUsed, lazyNode];
/** What marks a question of ours to esbuild. */
const asked = {};
const textOf = ({ outputFiles }) => outputFiles[0].text;

/** The file of an import, as esbuild finds it; undefined for what Node brings, and for what is loaded by `import()`. */
async function fileOf(own, { path, kind, importer, resolveDir, pluginData }) {
  if (pluginData === asked || kind === 'dynamic-import' || kind === 'entry-point') return undefined;
  const found = await own.resolve(path, { kind, importer, resolveDir, pluginData: asked });
  return found.external || found.namespace !== 'file' || found.errors.length > 0 ? undefined : found.path;
}

/** Puts a text of ours in the place of files. */
const instead = (name, files, contentsOf) => ({
  name,
  setup: (own) => {
    own.onResolve({ filter: /.*/ }, async (args) => {
      const file = args.namespace === name || args.path === 'first' ? undefined : await fileOf(own, args);
      return file !== undefined && files(file) ? { path: file, namespace: name, sideEffects: false } : undefined;
    });
    own.onLoad({ filter: /.*/, namespace: name }, ({ path }) => ({ contents: contentsOf(path), loader: 'js', resolveDir: root }));
  },
});

const from = (contents) => ({ stdin: { contents, resolveDir: root } });
const asNamespaces = late.map((file, at) => `export * as l${at} from ${JSON.stringify(file)};`).join('\n');

/** Text of ASCII alone is kept in half the memory; esbuild leaves other characters in regular expressions. */
const ascii = (code) => code.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** What the second file gives: its modules, loaded here with all that they need. */
async function lateExports() {
  const code = textOf(await build({ ...common, ...from(asNamespaces), format: 'cjs', plugins }));
  const module = { exports: {} };
  new Function('require', 'module', 'exports', '__filename', code)(require, module, module.exports, import.meta.filename);
  return new Map(late.map((file, at) => [file, Object.entries(module.exports[`l${at}`])]));
}

/** Whether a value is plain data of a few letters. */
const isSmall = (value) => JSON.stringify(value).length <= 100 && isDeepStrictEqual(value, JSON.parse(JSON.stringify(value)));

/** A module in whose place each call of a function loads the second file; plain data of a few letters is copied. */
function stubOf(file, members) {
  const at = late.indexOf(file);
  const lines = members.map(([name, value]) => {
    if (typeof value === 'function' && !/^class\b/.test(String(value)))
      return `export const ${name} = (...args) => late().l${at}.${name}(...args);`;
    if (typeof value !== 'function' && isSmall(value)) return `export const ${name} = ${JSON.stringify(value)};`;
    throw new Error(`${relative(root, file)} exports ${name}, which is no function: it cannot be loaded late.`);
  });
  return `const late = () => require(${JSON.stringify(second)});\n${lines.join('\n')}`;
}

/** What the second file imports of modules of the first, by module. */
function sharedNames(code) {
  const [, whole] = /^import \* as \w+ from "first:([^"]+)";$/m.exec(code) ?? [];
  if (whole !== undefined) throw new Error(`What is loaded late imports all of ${relative(root, whole)}: import what is used, by name.`);
  const shared = new Map();
  for (const [, whole, names = '', file] of code.matchAll(/^import (?:(\w+)(?:, )?)?(?:\{([^}]*)\})? from "first:([^"]+)";$/gm)) {
    const listed = names.split(',').map((name) => name.trim().split(' as ')[0]);
    const known = [...(shared.get(file) ?? []), ...(whole === undefined ? [] : ['default']), ...listed];
    shared.set(file, new Set(known.filter((name) => name !== '')));
  }
  return shared;
}

/** The files of which there is code in a bundle. */
function codeIn({ metafile }) {
  const [{ inputs }] = Object.values(metafile.outputs);
  return Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0 && /^(?:src|schema|node_modules)\//.test(file));
}

/** Writes the files of lint into a folder. */
export async function bundleLint(folder) {
  const members = await lateExports();
  const stubs = instead(
    'late',
    (file) => members.has(file),
    (file) => stubOf(file, members.get(file)),
  );
  const main = { ...common, format: 'cjs', external: [first, second], plugins: [stubs, ...plugins] };
  const { metafile } = await build({ ...main, entryPoints: [entry] });
  // Of package.json each takes what it names.
  const inFirst = new Set(
    Object.keys(metafile.inputs)
      .filter((file) => !file.endsWith('.json'))
      .map((file) => join(root, file)),
  );
  const outside = {
    name: 'outside',
    setup: (own) => {
      own.onResolve({ filter: /.*/ }, async (args) => {
        const file = await fileOf(own, args);
        return file !== undefined && inFirst.has(file) ? { path: `first:${file}`, external: true } : undefined;
      });
    },
  };
  const drawn = await build({ ...common, ...from(asNamespaces), format: 'esm', plugins: [outside, ...plugins] });
  const shared = [...sharedNames(textOf(drawn))].map(([file, names]) => [file, [...names]]);
  const nameOf = (file, name) => `s${shared.findIndex(([one]) => one === file)}_${name}`;
  const taken = new Map(shared);
  const all = shared.flatMap(([file, names]) => names.map((name) => [file, name, nameOf(file, name)]));
  const contents = [
    ...all.map(([file, name, own]) => `import { ${name} as ${own} } from ${JSON.stringify(file)};`),
    `export { start } from ${JSON.stringify(entry)};`,
    // A function, since most runs share nothing.
    `export const shared = () => ({ ${all.map(([, , own]) => own).join(', ')} });`,
  ].join('\n');
  const gifts = instead(
    'shared',
    (file) => taken.has(file),
    (file) => {
      const one = (name) => `${name === 'default' ? 'export default' : `export const ${name} =`} $first.${nameOf(file, name)};`;
      return ["import $first from 'first';", ...taken.get(file).map(one)].join('\n');
    },
  );
  const whole = {
    name: 'first',
    setup: (own) => {
      own.onResolve({ filter: /^first$/ }, () => ({ path: 'first', namespace: 'first' }));
      own.onLoad({ filter: /.*/, namespace: 'first' }, () => ({ contents: `export default require(${JSON.stringify(first)}).shared();` }));
    },
  };
  const small = { minify: true, banner: { js: '"use strict";' } };
  const one = await build({ ...main, ...small, ...from(contents) });
  const other = await build({
    ...common,
    ...small,
    ...from(asNamespaces),
    format: 'cjs',
    external: [first, second],
    plugins: [whole, gifts, ...plugins],
  });
  for (const [name, built] of [
    [first, one],
    [second, other],
  ])
    writeFileSync(join(folder, name), ascii(textOf(built)));
  // The texts of all rules, for a format that lists them.
  const rules = await build({ ...common, entryPoints: [join(root, 'src/derive/rule-index.ts')], format: 'cjs', ...small, plugins });
  writeFileSync(join(folder, 'rule-index.cjs'), textOf(rules));
  return { first: codeIn(one), second: codeIn(other) };
}
