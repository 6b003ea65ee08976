import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as Emulator from '../src/emulator/index.ts';
import type * as Findings from '../src/report/findings/index.ts';
import type * as Formats from '../src/report/formats.ts';
import type * as Api from '../src/index.ts';
import type * as Plans from '../src/report/plans/index.ts';

// A recipe is files of its own, which lie below test/recipes, and lines in files that are there. Nothing else may have to
// change: all of them are carried out in a copy of the tree, which is then derived, type-checked, built and used.

const root = join(import.meta.dirname, '..');

/** Where a line goes: behind the last line that begins so. */
type Line = readonly [file: string, behind: string, line: string];

/** Text to put behind another in a file. */
type Insertion = readonly [file: string, behind: string, text: string];

type Recipe = { readonly lines?: readonly Line[]; readonly insertions?: readonly Insertion[] };

const kind = 'src/kinds/policies/index.ts';
const recipes: { readonly [name: string]: Recipe } = {
  rule: { lines: [['src/advice/rules/index.ts', 'export ', "export { groupNamedTest } from './group-named-test.ts';"]] },
  'field-type': { lines: [['src/fields/types.ts', 'export ', "export { percent } from './percent.ts';"]] },
  field: {
    insertions: [
      [
        'src/kinds/policies/fields.ts',
        '\n  crossRegionCopy,',
        "\n  copyTags: { type: 'bool', doc: 'Whether copies get its tags.', absent: 'false', example: true },",
      ],
      [kind, '  readonly retentionDays: number;', '\n  readonly copyTags: boolean;'],
      [kind, '\n      name: props.name ?? `${stack}-${key}`,', '\n      copyTags: props.copyTags ?? false,'],
      [kind, '\n      autoSnapshotPolicyName: props.name,', '\n      CopyTags: props.copyTags,'],
      [kind, "\n    retentionDays: 'modify',", "\n    copyTags: 'modify',"],
    ],
  },
  kind: {
    lines: [
      ['src/kinds/registry.ts', 'import ', "import { toys } from './toys/index.ts';"],
      ['src/emulator/services/registry.ts', 'import ', "import { toys } from './toys/index.ts';"],
    ],
    insertions: [
      ['src/kinds/registry.ts', 'desktopSnapshots', ', toys'],
      ['src/emulator/services/registry.ts', 'desktopSnapshots', ', toys'],
    ],
  },
  'findings-format': { lines: [['src/report/findings/index.ts', 'export ', "export { count } from './count.ts';"]] },
  'plan-format': { lines: [['src/report/plans/index.ts', 'export ', "export { count } from './count.ts';"]] },
};

/** The files that each recipe adds, and those that it changes, with the number of lines that it adds to them. */
const costs: { [name: string]: { added: string[]; changed: { [file: string]: number } } } = {};

let copy: string;
let built: { api: typeof Api; emulator: typeof Emulator; findings: typeof Findings; plans: typeof Plans; formats: typeof Formats };

/** Every file below a folder with its text, by its path in it. */
function filesBelow(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')];
      }),
  );
}

function edit(file: string, change: (text: string) => string): void {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing to add to in ${file}`);
  writeFileSync(path, after);
}

function addLine([file, behind, line]: Line): void {
  edit(file, (text) => {
    const lines = text.split('\n');
    const last = lines.findLastIndex((one) => one.startsWith(behind));
    return last < 0 ? text : lines.toSpliced(last + 1, 0, line).join('\n');
  });
}

function insert([file, behind, more]: Insertion): void {
  edit(file, (text) => {
    const at = text.lastIndexOf(behind);
    return at < 0 ? text : text.slice(0, at + behind.length) + more + text.slice(at + behind.length);
  });
}

function carryOut(name: string, { lines = [], insertions = [] }: Recipe): void {
  const before = filesBelow(join(copy, 'src'));
  const own = join(root, 'test/recipes', name);
  for (const [path, text] of name === 'field' ? [] : filesBelow(own)) {
    const target = join(copy, path.replace(/\.txt$/, ''));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  insertions.forEach(insert);
  lines.forEach(addLine);
  const after = [...filesBelow(join(copy, 'src'))].filter(([path, text]) => before.get(path) !== text);
  const many = (text: string): number => text.split('\n').length;
  costs[name] = {
    added: after.map(([path]) => path).filter((path) => !before.has(path)),
    changed: Object.fromEntries(
      after.filter(([path]) => before.has(path)).map(([path, text]) => [path, many(text) - many(before.get(path) as string)]),
    ),
  };
}

async function load(): Promise<typeof built> {
  const entries = { api: 'index', emulator: 'emulator/index', findings: 'report/findings/index', plans: 'report/plans/index' };
  await build({
    entryPoints: Object.fromEntries(
      Object.entries({ ...entries, formats: 'report/formats' }).map(([name, file]) => [name, join(copy, `src/${file}.ts`)]),
    ),
    outdir: join(copy, 'out'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
    banner: { js: "import { createRequire as __r } from 'node:module'; const require = __r(import.meta.url);" },
  });
  const part = (name: string): Promise<never> => import(join(copy, `out/${name}.mjs`)) as Promise<never>;
  return {
    api: await part('api'),
    emulator: await part('emulator'),
    findings: await part('findings'),
    plans: await part('plans'),
    formats: await part('formats'),
  };
}

beforeAll(async () => {
  // Below node_modules, so that packages are found from there.
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
  copy = mkdtempSync(join(root, 'node_modules/.cache/recipes-'));
  for (const part of ['src', 'schema', 'scripts', 'templates', 'action.yml', 'package.json', 'tsconfig.json'])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
  for (const [name, recipe] of Object.entries(recipes)) carryOut(name, recipe);
  execFileSync(process.execPath, [join(copy, 'scripts/gen.mjs'), copy], { stdio: 'pipe' });
  built = await load();
}, 180_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

const specOf = (body: string) => [{ file: 'spec.yaml', content: `apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n${body}\n` }];
const toy = (inside: string) => specOf(`toys: {car: {${inside}}}`);

describe('what a recipe costs', () => {
  test.each([
    ['rule', ['advice/rules/group-named-test.ts'], { 'advice/rules/index.ts': 1 }],
    ['field-type', ['fields/percent.ts'], { 'fields/types.ts': 1 }],
    ['findings-format', ['report/findings/count.ts'], { 'report/findings/index.ts': 1 }],
    ['plan-format', ['report/plans/count.ts'], { 'report/plans/index.ts': 1 }],
    // Each registry is an array whose order is written down: the import is a line, the place is in a line that is there.
    ['kind', ['emulator/services/toys/index.ts', 'kinds/toys/index.ts'], { 'emulator/services/registry.ts': 1, 'kinds/registry.ts': 1 }],
    // One folder; what the limits of a value are is a constraint of `facts`, which a switch has none of.
    ['field', [], { 'kinds/policies/fields.ts': 1, 'kinds/policies/index.ts': 4 }],
  ])('%s', (name, added, changed) => {
    expect(costs[name]?.added.toSorted()).toEqual(added);
    expect(costs[name]?.changed).toEqual(changed);
  });
});

test('the copy type-checks', () => {
  writeFileSync(join(copy, 'tsconfig.src.json'), JSON.stringify({ extends: './tsconfig.json', include: ['src'] }));
  const { stdout, status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(copy, 'tsconfig.src.json')],
    { encoding: 'utf8' },
  );
  expect([stdout, status]).toEqual(['', 0]);
}, 180_000);

describe('what was added works', () => {
  test('the rule finds what it is for, and the schema knows the kind and the field', () => {
    const found = built.api.lint(specOf('groups: {g: {instanceId: i-1, name: test}}')).map((one) => one.code);
    expect(found).toContain('group-named-test');
    const schema = JSON.parse(readFileSync(join(copy, 'schema/snapspec.schema.json'), 'utf8'));
    expect(schema.properties.toys.additionalProperties.properties).toHaveProperty('wheels');
    expect(schema.properties.policies.additionalProperties.properties.copyTags.type).toEqual(['boolean', 'string']);
    const policy = 'policies: {p: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7, copyTags: soon}}';
    expect(built.api.lint(specOf(policy)).map((one) => one.message)).toContain('copyTags is the text "soon"; it must be true or false.');
  });

  test('a field of the new type, of the new kind: limits, names, sentences', () => {
    const said = (inside: string) => built.api.lint(toy(inside)).map((one) => `${one.code}: ${one.message}`);
    expect(said('colour: red, fill: "100%"')).toEqual([]);
    expect(said('colour: grey, wheels: 9, fill: 101%')).toEqual([
      'toy-colour-bright: colour is "grey"; it must not be grey.',
      'toy-wheels-range: wheels is 9; snapspec accepts 1 to 8.',
      'toy-fill-format: fill is 101%; it must be a percentage from 0% to 100%.',
    ]);
    expect(built.api.lint(toy('color: red')).map((one) => one.help)).toContain('Did you mean colour?');
  });

  test('the formats are choices, and print', () => {
    const { findings, plans, formats } = built;
    expect(formats.formatNames(findings)).toContain('count');
    expect(formats.formatNames(plans)).toContain('count');
    const added = findings as unknown as { readonly count: (typeof findings)['text'] };
    expect(added.count.print([], new Map(), { color: false })).toBe('0 findings\n');
  });

  test('the kind is planned, applied, planned again, changed in place, and refused where its target moves', async () => {
    const { api, emulator: local } = built;
    const emulator = await local.startEmulator({ seed: { region: 'cn-hangzhou' } });
    try {
      const access = {
        credentials: { accessKeyId: local.localKey.id, accessKeySecret: local.localKey.secret },
        endpoints: { ecs: emulator.url, ecd: emulator.url, sts: emulator.url },
        settle: 0,
      };
      expect((await api.plan(toy('colour: red'), access)).operations.map((one) => one.id)).toEqual(['toys/car#create']);
      expect((await api.apply(toy('colour: red'), access)).after?.operations).toEqual([]);
      const change = await api.apply(toy('colour: red, wheels: 6'), access);
      expect(change.results.map((one) => [one.id, one.outcome])).toEqual([['toys/car#modify', 'done']]);
      expect(change.after?.entries.map((one) => one.outcome)).toEqual(['unchanged']);
      expect((await api.plan(toy('colour: blue'), access)).entries.map((one) => one.outcome)).toEqual(['refused']);
    } finally {
      await emulator.close();
    }
  });
});
