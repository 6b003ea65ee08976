import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kinds } from '../src/kinds/registry.ts';

/** A folder imports from itself and from what stands to its left. */
const order = [
  'base',
  'escape',
  'facts',
  'fields',
  'schedule',
  'kinds',
  'read',
  'spec',
  'suppressions',
  'validate',
  'compile',
  'advice',
  'frontend',
  'rewrite',
  'diff',
  'plan',
  'derive',
  'report',
  'docs',
  'files',
  'cloud',
  'apply',
  'engine',
  'emulator',
  'lsp',
  'cli',
];
/** The only folders that may reach outside the process. */
const worldly = new Set(['files', 'cloud', 'engine', 'apply', 'emulator', 'lsp', 'cli']);
/** Node modules that compute and touch nothing. */
const pure = new Set(['node:crypto', 'node:util']);

const root = join(import.meta.dirname, '..');
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));
const inFolders = files.filter((file) => file.includes('/'));
const textOf = (file: string): string => readFileSync(join(root, 'src', file), 'utf8');
const folderOf = (file: string): string => file.split('/')[0] as string;

type Import = { readonly from: string; readonly lazy: boolean; readonly typeOnly: boolean };

function importsOf(file: string): Import[] {
  const text = textOf(file);
  const fixed = [...text.matchAll(/^(import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'/gm)].map((found) => ({
    from: found[3] as string,
    lazy: false,
    typeOnly: found[2] !== undefined,
  }));
  const lazy = [...text.matchAll(/\bimport\('([^']+)'\)/g)].map((found) => ({ from: found[1] as string, lazy: true, typeOnly: false }));
  return [...fixed, ...lazy];
}

const resolve = (file: string, from: string): string => normalize(join(dirname(file), from)).replaceAll('\\', '/');

describe('direction of imports', () => {
  test.each(inFolders)('%s', (file) => {
    const here = order.indexOf(folderOf(file));
    expect(here, `${folderOf(file)} has no place in the order`).toBeGreaterThanOrEqual(0);
    for (const { from } of importsOf(file)) {
      if (from.startsWith('node:') && !pure.has(from)) expect(worldly.has(folderOf(file)), `${file} may not reach ${from}`).toBe(true);
      if (!from.startsWith('.')) continue;
      const target = resolve(file, from);
      if (target.startsWith('../schema/') || target === '../package.json') continue;
      expect(order.indexOf(folderOf(target)), `${file} may not import ${target}: it stands to its right`).toBeLessThanOrEqual(here);
    }
  });

  test('every import names a file that is there', () => {
    for (const file of files)
      for (const { from } of importsOf(file))
        if (from.startsWith('.')) expect(() => statSync(join(root, 'src', resolve(file, from))), `${file} imports ${from}`).not.toThrow();
  });
});

/** Folders that a folder may import from beside itself, where the direction alone allows too much. */
const walls: { readonly [folder: string]: { readonly from: readonly string[]; readonly why: string } } = {
  facts: { from: ['base'], why: 'what the pages say depends on nothing that uses it' },
  emulator: { from: ['base', 'facts'], why: 'the local cloud is written from the pages, not from what it is used to test' },
};

describe('walls', () => {
  const walled = inFolders.filter((file) => Object.hasOwn(walls, folderOf(file)));
  test.each(walled)('%s', (file) => {
    const here = folderOf(file);
    const { from: allowed, why } = walls[here] as (typeof walls)[string];
    const others = importsOf(file)
      .filter(({ from }) => from.startsWith('.'))
      .map(({ from }) => folderOf(resolve(file, from)));
    const forbidden = others.filter((folder) => folder !== here && !allowed.includes(folder));
    expect(forbidden, `src/${here} may import from ${allowed.join(' and ')} only: ${why}`).toEqual([]);
  });

  test('kinds import nothing of the local cloud', () => {
    for (const file of inFolders.filter((one) => folderOf(one) === 'kinds'))
      for (const { from } of importsOf(file)) expect(from, file).not.toMatch(/emulator/);
  });
});

/** The rooms of the local cloud: each imports from itself and from what stands to its left; files of no room are entries. */
const rooms = ['model', 'faults', 'seed', 'services', 'state', 'http'];
const entries = ['index.ts', 'instance.ts', 'local.ts', 'serve.ts', 'system.ts'];

describe('the rooms of the local cloud', () => {
  const inside = inFolders.filter((file) => folderOf(file) === 'emulator');
  const roomOf = (file: string): string => file.split('/')[1] as string;

  test.each(inside)('%s', (file) => {
    const here = rooms.indexOf(roomOf(file));
    if (here < 0) return expect(entries, `${file} is in no room, and is no entry`).toContain(roomOf(file));
    for (const { from } of importsOf(file).filter((one) => one.from.startsWith('.'))) {
      const target = resolve(file, from);
      const there = folderOf(target) === 'emulator' ? rooms.indexOf(roomOf(target)) : -1;
      expect(there, `${file} may not import ${target}: it stands to its right`).toBeLessThanOrEqual(here);
    }
  });

  test('no files import one another in a circle', () => {
    const open = new Set<string>();
    const done = new Set<string>();
    const visit = (file: string): void => {
      expect(open.has(file), `${[...open, file].join(' -> ')}`).toBe(false);
      if (done.has(file)) return;
      open.add(file);
      for (const { from } of importsOf(file)) if (from.startsWith('.')) visit(resolve(file, from));
      open.delete(file);
      done.add(file);
    };
    for (const file of inside) visit(file);
  });
});

/** Every file that is loaded when a file is, without what is loaded lazily. */
function closure(start: string): Map<string, string[]> {
  const seen = new Map<string, string[]>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    const packages: string[] = [];
    seen.set(file, packages);
    for (const { from, lazy, typeOnly } of importsOf(file)) {
      if (lazy || typeOnly) continue;
      if (!from.startsWith('.')) packages.push(from);
      else if (from.endsWith('.ts')) visit(resolve(file, from));
    }
  };
  visit(start);
  return seen;
}

describe('what is loaded when', () => {
  test('the lint path loads no cloud SDK and opens no way to the network', () => {
    const loaded = closure('cli/verbs/lint.ts');
    expect([...loaded.keys()]).toContain('kinds/snapshots/index.ts');
    for (const [file, packages] of loaded) {
      expect(
        packages.filter(
          (name) => name.startsWith('@alicloud/') || name.startsWith('@darabonba/') || /^node:(http|https|net|tls|dns)$/.test(name),
        ),
        file,
      ).toEqual([]);
      expect(['cloud', 'apply', 'emulator'].includes(folderOf(file)), `lint loads ${file}`).toBe(false);
    }
  });

  test('what explains (the error codes of the API, the catalogue, the registry of codes) is loaded by no check', () => {
    for (const file of closure('cli/verbs/lint.ts').keys())
      expect(file).not.toMatch(
        /^facts\/(api-errors|catalogue)|^derive\/(rule-index|field-rules|api-errors|catalogue)\.ts$|\/rule-docs\.ts$/,
      );
    expect([...closure('cli/verbs/explain.ts').keys()]).toContain('facts/api-errors/index.ts');
  });

  test('the stages up to the plan reach neither clock nor chance', () => {
    for (const file of inFolders.filter((one) => !worldly.has(folderOf(one))))
      expect(textOf(file).replace(/'(?:[^'\\\n]|\\.)*'/g, "''"), file).not.toMatch(
        /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bsetTimeout\(|\bprocess\.|\bfetch\(|\bconsole\./,
      );
  });

  test('what plans cannot write: the planning path never names the writer', () => {
    for (const file of [
      'cli/verbs/plan.ts',
      'engine/plan-stack.ts',
      'cloud/observe.ts',
      'cloud/live.ts',
      'cloud/targets.ts',
      'cloud/listing.ts',
      'diff/diff.ts',
      'plan/plan.ts',
    ])
      expect(textOf(file), file).not.toMatch(/connectWriter|\bWriter\b|\.write\(/);
  });
});

/** Names that one kind alone uses: of its fields, of its operations, of what it sends and reads. */
function ownNames(): Map<string, string> {
  const names = new Map<string, Set<string>>();
  const add = (name: string, owner: string): void => void names.set(name, (names.get(name) ?? new Set()).add(owner));
  const fieldNames = (fields: (typeof kinds)[number]['fields'], owner: string): void => {
    for (const [name, field] of Object.entries(fields)) {
      add(name, owner);
      if (field.type === 'object') fieldNames(field.fields, owner);
    }
  };
  const folders = readdirSync(join(root, 'src/kinds'), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && files.includes(`kinds/${entry.name}/fields.ts`),
  );
  for (const kind of kinds) fieldNames(kind.fields, kind.section);
  // Wire names are the PascalCase words of these files, in strings or as keys; types of ours are told apart by where they stand.
  for (const { name: folder } of folders)
    for (const file of files.filter((one) => one.startsWith(`kinds/${folder}/`)))
      for (const found of textOf(file).matchAll(
        /'([A-Z][a-z]+(?:[A-Z][A-Za-z]+)+)'|\b([A-Z][a-z]+(?:[A-Z][A-Za-z]+)+):\s|readCall\('\w+', '(\w+)'|writeCall\('\w+', '(\w+)'/g,
      ))
        add((found[1] ?? found[2] ?? found[3] ?? found[4]) as string, folder);
  return new Map([...names].filter(([, owners]) => owners.size === 1).map(([name, owners]) => [name, [...owners][0] as string]));
}

/** Words of everyday English or of TypeScript that happen to be a field's name too. */
const everyday = new Set([
  'any',
  'not',
  'at',
  'id',
  'days',
  'region',
  'encrypted',
  'schedule',
  'disks',
  'category',
  'timezone',
  'description',
  'name',
]);
/** Wire names that every resource of the API has, also those of no kind. */
const common = new Set([
  'ResourceId',
  'ResourceType',
  'InstanceId',
  'RegionId',
  'RequestId',
  'DiskId',
  'DiskIds',
  'ZoneId',
  'AttachedTime',
  'MultiAttach',
  'DesktopId',
  'DesktopName',
  'DesktopStatus',
  'DiskType',
  'TagKey',
  'TagValue',
  'InstanceIds',
  'AccountId',
  'OperationLocks',
  'ClientToken',
  'MaxResults',
  'NextToken',
  'PageNumber',
  'PageSize',
  'TotalCount',
  'ExpiredTime',
  'OsType',
  'ProtocolType',
  'MissingParameter',
  'DiskName',
  'DryRun',
  'StartTime',
  'EndTime',
  'KMSKeyId',
  'kmsKeyId',
]);

describe('kinds are data', () => {
  const own = ownNames();
  const outside = inFolders.filter(
    (file) => !['facts', 'kinds', 'schedule', 'spec', 'advice', 'suppressions', 'validate', 'emulator'].includes(folderOf(file)),
  );

  test('the list of own names is worth something', () => {
    for (const name of [
      'timePoints',
      'excludeDiskIds',
      'desktopId',
      'CreateSnapshotGroup',
      'AutoSnapshotPolicyId',
      'ModifySnapshotAttribute',
    ])
      expect([...own.keys()]).toContain(name);
  });

  test.each(outside)('%s names nothing that belongs to one kind alone', (file) => {
    const words = new Set(
      textOf(file)
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
        .match(/\b[A-Za-z]\w+\b/g) ?? [],
    );
    const named = [...words]
      .filter((word) => own.has(word) && !everyday.has(word) && !common.has(word))
      .map((word) => `${word} (of ${own.get(word)})`);
    expect(named).toEqual([]);
  });
});

describe('house rules', () => {
  test.each(files)('%s', (file) => {
    const text = textOf(file);
    expect(text, 'an enum').not.toMatch(/^\s*(export )?(const )?enum /m);
    expect(text, 'a skipped type check').not.toMatch(/@ts-(ignore|expect-error|nocheck)|\bas any\b/);
    expect(text, 'work left over').not.toMatch(/\b(TODO|FIXME|XXX|HACK)\b/);
  });
});
