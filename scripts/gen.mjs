// Writes what is derived from the kinds and the rules: schema/, the validator compiled ahead of time, and reference pages under docs/.
// `node scripts/gen.mjs [ROOT] [--check]`; with --check nothing is written, and a stale file ends with 1.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { markedBy } from './editor-marks.mjs';
import { standaloneValidator, standaloneValidators } from './standalone-validator.mjs';

/** The build of the parser that runs anywhere; it is found from wherever this script stands. */
const browserYaml = join(fileURLToPath(import.meta.resolve('yaml/package.json')), '../browser/index.js');

const root = resolve(process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? join(import.meta.dirname, '..'));

/** Puts what was derived a moment ago in the place of the file on disk, which may be of yesterday. */
const overDisk = (fresh) => ({
  name: 'fresh',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]schema[\\/]\w+\.js$/ }, ({ path }) => {
      const contents = fresh[`schema/${path.split(/[\\/]/).at(-1)}`];
      return contents === undefined ? undefined : { contents, loader: 'js' };
    }),
});

/** Bundles a TypeScript file and imports it. What is loaded lazily is left out: it is not needed to derive anything. */
async function load(path, fresh = {}) {
  const { outputFiles } = await build({
    entryPoints: [join(root, path)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    external: ['./requests.ts'],
    // The Node build of the parser wants require.
    alias: { yaml: browserYaml },
    plugins: [overDisk(fresh)],
    logLevel: 'error',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

const { jsonSchema } = await load('src/derive/json-schema.ts');
const { specReference } = await load('src/derive/reference.ts');
/** The codes of all rules: what lint needs of them, without the examples that take long to make. */
function codeNames(entries) {
  // As one text, which every start of lint reads faster than a name at a time; one a line, so that a change is seen.
  const listed = (some) => `\`\n${[...new Set(some.map(({ code }) => code))].sort().join('\n')}\n\`.trim().split('\\n');\n`;
  const live = entries.filter(({ from }) => from === 'plan');
  return `// Derived by \`npm run gen\` from the rules; not to be edited.\nexport default ${listed(entries)}\n/** Those that only a look at the cloud can find. */\nexport const liveCodes = ${listed(live)}`;
}

const { ruleEntries } = await load('src/derive/rule-index.ts');
const files = {
  'schema/snapspec.schema.json': `${JSON.stringify(jsonSchema('editor'), null, 1)}\n`,
  'docs/spec.md': `${specReference()}\n`,
  'schema/validator.js': `// Derived by \`npm run gen\` from the kinds; not to be edited.\n${await standaloneValidator(jsonSchema('validator'))}`,
  'schema/codes.js': codeNames(ruleEntries()),
};

// What `init --ci` writes is what this repository offers to pipelines.
const quoted = (path) => JSON.stringify(readFileSync(join(root, path), 'utf8'));
files['schema/pipelines.js'] = `// Derived by \`npm run gen\` from action.yml and templates/; not to be edited.
export const githubAction =
  ${quoted('action.yml')};
export const gitlabComponent =
  ${quoted('templates/snapspec/template.yml')};
`;

const { inputSchemas, publishedSchemas } = await load('src/emulator/schemas.ts');
const { byReference } = await load('src/derive/schema-references.ts');
/** What a validator does not read. */
const annotations = ['description', 'examples', 'default', 'errorMessage'];
const bare = (value) =>
  JSON.parse(JSON.stringify(value), (_, one) =>
    // A member of this name has a schema, an annotation has not.
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).filter(([name, inner]) => !annotations.includes(name) || isSchema(inner)))
      : one,
  );
const isSchema = (value) => value !== null && typeof value === 'object' && !Array.isArray(value) && ('type' in value || 'enum' in value);
/** The code of the checks of these schemas, each exported by its name. */
async function checksOf(schemas, of) {
  const names = Object.keys(schemas);
  const { definitions } = byReference({ properties: bare(schemas) }, names);
  return `// Derived by \`npm run gen\` from the schemas of ${of}; not to be edited.\n${await standaloneValidators(definitions, names)}`;
}
files['schema/local-cloud.js'] = await checksOf(inputSchemas, 'the local cloud');
const saved = await load('src/saved/schema.ts');
files['schema/saved-plan.js'] = await checksOf(saved.inputSchemas, 'saved plans');
const { varFileSchema } = await load('src/derive/var-file-schema.ts');
const published = { ...publishedSchemas, ...saved.publishedSchemas, 'var-file': varFileSchema() };
for (const [name, { $schema, ...schema }] of Object.entries(published))
  files[`schema/${name}.schema.json`] = `${JSON.stringify({ $schema, $id: `urn:snapspec:schema:${name}:1`, ...schema }, null, 2)}\n`;

const { assumptions } = await load('src/emulator/model/assumptions.ts');
const settingText = ([name, value]) => `\`${name}: ${JSON.stringify(value)}\``;
const assumptionRow = ({ name, question, assumed, other = {} }) =>
  `| ${name} | ${question} | ${assumed} | ${Object.entries(other).map(settingText).join(', ')} |`;
const assumptionSection = ([about, rows]) =>
  `## ${about}\n\n| name | question | assumed | the other answer |\n|---|---|---|---|\n${rows.map(assumptionRow).join('\n')}\n`;
files['docs/assumptions.md'] = `<!-- Derived by \`npm run gen\`; not to be edited. -->

# What is assumed, and how to try the other answer

No page states these things about the service. The [local cloud](emulator.md) assumes one answer; where a setting gives the
other one, try a tool with both: \`emulator.set({settings: {…}})\` in a test, or

\`\`\`
curl -X POST http://127.0.0.1:8787/_snapspec/settings -d '{"plainCopyListed": true}'
\`\`\`

${Object.entries(assumptions).map(assumptionSection).join('\n')}`;

const { onlyLintPage } = await load('src/docs/only-lint.ts', files);
files['docs/only-lint.md'] = onlyLintPage(markedBy(jsonSchema('editor')));

const { pages } = await load('src/docs/pages.ts', files);
Object.assign(files, pages());

for (const folder of ['schema', 'docs/rules']) mkdirSync(join(root, folder), { recursive: true });
const read = (path) => {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
};
/** Pages of findings that there are no more. */
const left = existsSync(join(root, 'docs/rules'))
  ? readdirSync(join(root, 'docs/rules'))
      .map((name) => `docs/rules/${name}`)
      .filter((path) => !(path in files))
  : [];
const stale = Object.entries(files).filter(([path, text]) => read(path) !== text);
if (process.argv.includes('--check')) {
  for (const path of [...stale.map(([name]) => name), ...left]) console.error(`${path} is not current: run npm run gen`);
  process.exitCode = stale.length + left.length > 0 ? 1 : 0;
} else {
  for (const [path, text] of stale) {
    writeFileSync(join(root, path), text);
    console.error(`wrote ${path}`);
  }
  for (const path of left) {
    rmSync(join(root, path));
    console.error(`removed ${path}`);
  }
}
