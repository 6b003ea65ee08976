import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as Api from '../src/library.ts';
import type * as Local from '../src/emulator/index.ts';

const root = join(import.meta.dirname, '..');

/** A kind that no file of the project has ever heard of. It goes to ECD, for which there are no request models. */
const toy = `
import { readCall, writeCall } from '../call-builder.ts';
import { ownRule } from '../../facts/fact.ts';
import { kind } from '../kind.ts';
import { splitMarker } from '../ownership-marker.ts';
import { textAt } from '../reply-reader.ts';

const fields = {
  colour: { type: 'text', doc: 'Its colour.', example: 'red', required: ownRule('TOY-1'), rules: [{ ...ownRule('TOY-2'), code: 'bright', pattern: '^(?!grey)', highlight: '^grey', requirement: 'must not be grey', bad: 'grey' }] },
  wheels: { type: 'int', doc: 'How many wheels.', absent: '4', example: 4, range: { min: 1, max: 8, ...ownRule('TOY-3') } },
} as const;

type Canonical = { readonly colour: string; readonly wheels: number };

export const toys = kind<typeof fields, Canonical>({
  section: 'toys', code: 'toy', title: 'toy', plural: 'toys', doc: 'Toys.', example: { colour: 'red' }, fields, relations: [],
  lifecycle: 'taken', service: 'ecd', ownership: 'marker',
  compile: (props) => ({ value: { colour: props.colour, wheels: props.wheels ?? 4 }, issues: [] }),
  target: ({ colour }) => colour,
  needs: () => [],
  roles: { colour: 'target', wheels: 'modify' },
  listing: (region) => ({ call: readCall('ecd', 'DescribeToys', { RegionId: region }), paging: { type: 'token', size: 100 }, items: ['Toys'] }),
  parse: (item) => ({
    section: 'toys', id: textAt(item, 'ToyId') ?? '', marker: splitMarker(textAt(item, 'Description') ?? '').marker ?? '', status: 'ready', statusText: 'Shiny', createdAt: '2026-01-01T00:00:00Z',
    props: { colour: textAt(item, 'Colour') ?? '', wheels: Number(textAt(item, 'Wheels')) },
  }),
  createAction: 'CreateToy', createdId: 'ToyId',
  create: (props, { region, marker }) => writeCall('ecd', 'CreateToy', { RegionId: region, Colour: props.colour, Wheels: String(props.wheels), Description: marker }),
  modify: (props, _changed, id, region) => writeCall('ecd', 'ModifyToy', { RegionId: region, ToyId: id, Wheels: String(props.wheels) }),
  requests: async () => ({ requests: {} }),
});
`;

const service = `
import { missingParameter } from '../../model/common-errors.ts';
import { newId } from '../../model/ids.ts';
import { defineOperation } from '../../model/operation.ts';
import type { ResourceService } from '../../model/operation.ts';
import { resourcesOf } from '../../model/world.ts';
import type { Resource, World } from '../../model/world.ts';

type Toy = Resource & { readonly colour: string; readonly wheels: string; readonly description: string };
const toysOf = (world: World) => resourcesOf<Toy>(world, 'toys');
const text = (name: string) => ({ type: 'text', required: missingParameter(name) }) as const;

const create = defineOperation({
  service: 'ecd', action: 'CreateToy', reads: false,
  params: { RegionId: text('RegionId'), Colour: text('Colour'), Wheels: text('Wheels'), Description: text('Description') },
  run: ({ world, now, args }) => {
    const ids = newId(world, 'toy', args.RegionId);
    toysOf(world).insert({ ...ids, regionId: args.RegionId, createdAt: now, tags: {}, resourceGroupId: '', colour: args.Colour, wheels: args.Wheels, description: args.Description });
    return { ToyId: ids.id };
  },
});
const modify = defineOperation({
  service: 'ecd', action: 'ModifyToy', reads: false,
  params: { RegionId: text('RegionId'), ToyId: text('ToyId'), Wheels: text('Wheels') },
  run: ({ world, args }) => {
    toysOf(world).update(args.ToyId, { wheels: args.Wheels });
    return {};
  },
});
const describe = defineOperation({
  service: 'ecd', action: 'DescribeToys', reads: true,
  params: { RegionId: text('RegionId') },
  run: ({ world }) => ({ Toys: toysOf(world).rows.map((toy) => ({ ToyId: toy.id, Colour: toy.colour, Wheels: toy.wheels, Description: toy.description })) }),
});
export const toys: ResourceService = { section: 'toys', operations: [create, modify, describe], errors: {} };
`;

let copy: string;
let api: typeof Api;
let local: typeof Local;

/** Every file of the copy, with its text. */
const filesBelow = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(join(folder, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [join(entry.parentPath, entry.name).slice(folder.length), readFileSync(join(entry.parentPath, entry.name), 'utf8')]),
  );

/** Puts the kind at the end of a registry: an import, and its place in the order. */
function register(path: string): void {
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, `import { toys } from './toys/index.ts';\n${text.replace(/(= \[[^\]]*)\];/, '$1, toys];')}`);
}

beforeAll(async () => {
  // Below node_modules, so that packages are found from there.
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
  copy = mkdtempSync(join(root, 'node_modules/.cache/toy-kind-'));
  for (const part of ['src', 'schema', 'package.json', 'scripts']) cpSync(join(root, part), join(copy, part), { recursive: true });
  mkdirSync(join(copy, 'src/kinds/toys'));
  writeFileSync(join(copy, 'src/kinds/toys/index.ts'), toy);
  mkdirSync(join(copy, 'src/emulator/services/toys'));
  writeFileSync(join(copy, 'src/emulator/services/toys/index.ts'), service);
  for (const registry of ['src/kinds/registry.ts', 'src/emulator/services/registry.ts']) register(join(copy, registry));
  execFileSync(process.execPath, [join(copy, 'scripts/gen.mjs'), copy], { stdio: 'pipe' });
  await build({
    entryPoints: { library: join(copy, 'src/library.ts'), emulator: join(copy, 'src/emulator/index.ts') },
    outdir: join(copy, 'out'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
    banner: { js: "import { createRequire as __r } from 'node:module'; const require = __r(import.meta.url);" },
  });
  api = (await import(join(copy, 'out/library.mjs'))) as typeof Api;
  local = (await import(join(copy, 'out/emulator.mjs'))) as typeof Local;
}, 120_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

const spec = (inside: string) => [
  { file: 'spec.yaml', content: `apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\ntoys: {car: {${inside}}}\n` },
];

describe('a kind more is one folder and one line', () => {
  test('nothing else was changed', () => {
    const before = filesBelow(root);
    const changed = [...filesBelow(copy)].filter(([name, text]) => before.get(name) !== text).map(([name]) => name.replaceAll('\\', '/'));
    expect(changed.sort()).toEqual([
      '/src/emulator/services/registry.ts',
      '/src/emulator/services/toys/index.ts',
      '/src/kinds/registry.ts',
      '/src/kinds/toys/index.ts',
    ]);
  });

  test('the schema and the validator know it', () => {
    expect(
      JSON.parse(readFileSync(join(copy, 'schema/snapspec.schema.json'), 'utf8')).properties.toys.additionalProperties.properties,
    ).toHaveProperty('wheels');
  });

  test('lint knows its limits, its names and its sentences', () => {
    expect(api.lint(spec('colour: red'))).toEqual([]);
    expect(api.lint(spec('colour: grey, wheels: 9')).map((found) => `${found.code}: ${found.message}`)).toEqual([
      'toy-colour-bright: colour is "grey"; it must not be grey.',
      'toy-wheels-range: wheels is 9; snapspec accepts 1 to 8.',
    ]);
    expect(api.lint(spec('color: red')).map((found) => found.help)).toContain('Did you mean colour?');
  });

  test('it is planned, applied, planned again, changed in place, and refused where its target moves', async () => {
    const emulator = await local.startEmulator({ seed: { region: 'cn-hangzhou' } });
    try {
      const access = {
        credentials: { accessKeyId: local.localKey.id, accessKeySecret: local.localKey.secret },
        endpoints: { ecs: emulator.url, ecd: emulator.url, sts: emulator.url },
        settle: 0,
      };
      expect((await api.plan(spec('colour: red'), access)).operations.map((one) => one.id)).toEqual(['toys/car#create']);
      expect((await api.apply(spec('colour: red'), access)).after?.operations).toEqual([]);
      const change = await api.apply(spec('colour: red, wheels: 6'), access);
      expect(change.results.map((one) => [one.id, one.outcome])).toEqual([['toys/car#modify', 'done']]);
      expect(change.after?.entries.map((one) => one.outcome)).toEqual(['unchanged']);
      expect((await api.plan(spec('colour: blue'), access)).entries.map((one) => one.outcome)).toEqual(['refused']);
    } finally {
      await emulator.close();
    }
  });
});
