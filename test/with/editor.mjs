// What a person sees in an editor: the schema in yaml-language-server, over the protocol that editors speak.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { load } from '../../scripts/bundle.mjs';
import { broken, sound } from './editor-documents.mjs';
import { completions, hovers } from './editor-questions.mjs';
import { LanguageServer } from './language-server.mjs';
import { installPackages, nodeBinary, runProgram } from './tools.mjs';

const root = join(import.meta.dirname, '../..');

/** The servers that are asked, and the Node that each needs: the last one that runs on what snapspec runs on, and a newer one. */
const servers = [
  { version: '1.25.0', node: '20' },
  { version: '2.0.0', node: '22' },
];

const headBelow = (schema) => `# yaml-language-server: $schema=${schema}\napiVersion: snapspec/v1\nstack: payments\nregion: cn-hangzhou\n`;

async function start(place, { version, node }, folder, settings) {
  const own = join(place, version);
  await installPackages(own, [`yaml-language-server@${version}`]);
  const { binary } = await nodeBinary(place, node);
  return LanguageServer.start(
    [binary, join(own, 'node_modules/yaml-language-server/bin/yaml-language-server'), '--stdio'],
    folder,
    settings,
  );
}

const fits = (text, wanted) => (wanted instanceof RegExp ? wanted.test(text) : text === wanted);

/** One message, with these words, that begins at this text. */
async function expectOne(server, text, marked, message) {
  const { diagnostics } = await server.open(text);
  assert.equal(diagnostics.length, 1, JSON.stringify(diagnostics));
  const [{ message: said, range }] = diagnostics;
  assert.ok(fits(said, message), said);
  const line = text.slice(0, text.indexOf(marked)).split('\n').length - 1;
  assert.equal(range.start.line, line, `it is at line ${range.start.line}, not ${line}`);
}

async function expectOffers(server, text, wanted, unwanted) {
  const offered = await server.complete(text);
  const said = `offered: ${offered.map(({ label }) => label).join(', ')}`;
  for (const [label, inserted] of Object.entries(wanted)) {
    const found = offered.filter((one) => one.label === label);
    assert.ok(found.length > 0, `not ${label}; ${said}`);
    assert.ok(
      found.some((one) => fits(one.inserted, inserted)),
      `${label} inserts ${JSON.stringify(found.map((one) => one.inserted))}`,
    );
  }
  for (const label of unwanted) assert.ok(!offered.some((one) => one.label === label), `${label}; ${said}`);
  // A place without a title is offered by its type.
  assert.ok(!offered.some(({ label }) => /^object\(|^\(array item\)|undefined/.test(label)), said);
}

/** Every file of the corpus that lint has no error in, bundled below this folder. */
async function corpus(place) {
  const names = ['sound', 'dangers', 'names', 'addresses'];
  const cases = await Promise.all(names.map(async (name) => (await load(`test/corpus/${name}.ts`, join(place, `${name}.mjs`)))[name]));
  return cases
    .flat()
    .filter(({ exit, content }) => exit === 0 && typeof content === 'string' && content.length < 20_000)
    .map(({ name, content }) => [name, content]);
}

/** All checks of the schema of this tree, by one server. */
async function checkSchema(server, head, tally, label) {
  const check = (name, run) => tally.check(`${label}: ${name}`, run);
  for (const [name, text, marked, message] of broken)
    await check(`one message for ${name}`, () => expectOne(server, head + text, marked, message));
  for (const [name, text] of sound)
    await check(`no message for ${name}`, async () => assert.deepEqual((await server.open(head + text)).diagnostics, []));
  for (const [name, text, wanted, unwanted] of completions)
    await check(`offers of ${name}`, () => expectOffers(server, head + text, wanted, unwanted));
  for (const [name, text, parts] of hovers)
    await check(`words on ${name}`, async () => {
      const shown = await server.hover(head + text);
      for (const part of parts) assert.ok(shown.includes(part), shown);
      assert.ok((shown.match(/^Example:$/gm) ?? []).length <= 1, shown);
    });
  const [first] = head.split('\n');
  const files = await corpus(server.folder);
  await check(`no message for ${files.length} files of the corpus that have no error`, async () => {
    assert.ok(files.length > 200, `${files.length}`);
    for (const [name, content] of files) assert.deepEqual([name, (await server.open(`${first}\n${content}`)).diagnostics], [name, []]);
  });
}

/** The package as it is installed from its tarball, in a folder with nothing else. */
async function installed(place) {
  const folder = mkdtempSync(join(place, 'installed-'));
  const packed = await runProgram(['npm', ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder]], {
    cwd: root,
  });
  await installPackages(folder, [join(folder, JSON.parse(packed.out)[0].filename)]);
  return folder;
}

/** What docs/editors.md promises of each of the ways in which an editor gets at the schema. */
async function checkInstalled(server, folder, tally, label) {
  const check = (name, run) => tally.check(`${label}: ${name}`, run);
  const wrong = (head) => `${head}snapshots: {a: {}}\n`;
  const { code, out } = await runProgram([join(folder, 'node_modules/.bin/snapspec'), ['schema']]);
  writeFileSync(join(folder, 'snapspec.schema.json'), out);
  const ways = {
    'the path below node_modules': './node_modules/snapspec/schema/snapspec.schema.json',
    'snapspec schema': './snapspec.schema.json',
  };
  for (const [name, path] of Object.entries(ways))
    await check(`an installed package, by ${name}`, async () => {
      assert.equal(code, 0);
      assert.deepEqual((await server.open(headBelow(path))).diagnostics, []);
      await expectOne(server, wrong(headBelow(path)), 'a: {', 'Missing property "diskId".');
      assert.match(await server.hover(headBelow(path).replace('region', 'reg|ion')), /#### region of the spec/);
    });
  await check('the example of an installed package, where it lies', async () => {
    const example = join(folder, 'node_modules/snapspec/examples/quickstart');
    const opened = await server.open(readFileSync(join(example, 'snapspec.yaml'), 'utf8'), example);
    assert.deepEqual(opened.diagnostics, []);
  });
  await check('a path where nothing lies is told from all of this', async () => {
    const [first] = (await server.open(headBelow('./gone.schema.json'))).diagnostics;
    assert.match(first?.message ?? '', /gone\.schema\.json/);
  });
}

/** The settings of VS Code that docs/editors.md shows, as the extension hands them on: paths of the folder as addresses. */
function settingsFrom(folder) {
  const page = readFileSync(join(root, 'docs/editors.md'), 'utf8');
  const { 'yaml.schemas': schemas } = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)[1]);
  return { schemas: Object.fromEntries(Object.entries(schemas).map(([path, files]) => [pathToFileURL(join(folder, path)).href, files])) };
}

/** A spec that names no schema, in an editor whose settings do. */
async function checkSettings(server, tally, label) {
  const spec = headBelow('').split('\n').slice(1).join('\n');
  await tally.check(`${label}: an installed package, by the settings of the editor`, async () => {
    assert.deepEqual((await server.open(spec)).diagnostics, []);
    await expectOne(server, `${spec}snapshots: {a: {}}\n`, 'a: {', 'Missing property "diskId".');
  });
}

export async function run({ folder, tally }) {
  mkdirSync(folder, { recursive: true });
  const package_ = await installed(folder);
  try {
    for (const one of servers) {
      const label = `yaml-language-server ${one.version}`;
      const work = mkdtempSync(join(package_, 'work-'));
      const server = await start(folder, one, work);
      try {
        await checkSchema(server, headBelow(relative(work, join(root, 'schema/snapspec.schema.json'))), tally, label);
        server.folder = package_;
        await checkInstalled(server, package_, tally, label);
      } finally {
        server.stop();
      }
      const withSettings = await start(folder, one, package_, settingsFrom(package_));
      try {
        await checkSettings(withSettings, tally, label);
      } finally {
        withSettings.stop();
      }
    }
  } finally {
    rmSync(package_, { recursive: true, force: true });
  }
}
