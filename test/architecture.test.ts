import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kinds } from '../src/kinds/registry.ts';

/** A folder imports from itself and from what stands to its left. */
const order = [
  'base',
  'escape',
  'facts',
  'aliases',
  'read',
  'input',
  'fields',
  'schedule',
  'kinds',
  'spec',
  'suppressions',
  'validate',
  'compile',
  'advice',
  'frontend',
  'rewrite',
  'diff',
  'observe',
  'preflight',
  'plan',
  'permissions',
  'derive',
  'report',
  'saved',
  'docs',
  'pipelines',
  'files',
  'cloud',
  'apply',
  'engine',
  'emulator',
  'capture',
  'init',
  'mcp',
  'completion',
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
/** The files of the folders that may not reach outside the process. */
const stages = inFolders.filter((file) => !worldly.has(folderOf(file)));
/** A file without what its texts and comments say. */
const codeOf = (file: string): string =>
  textOf(file)
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''");

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

const importsPath = (file: string): string[] =>
  importsOf(file)
    .filter(({ from }) => from.startsWith('.') && from.endsWith('.ts'))
    .map(({ from }) => resolve(file, from));

/** Files that import one another in a circle, each circle once; type-only and lazy imports count. */
function circles(): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push([...path.slice(start), file]);
    if (start >= 0 || done.has(file)) return;
    for (const target of importsPath(file)) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}

describe('direction of imports', () => {
  test('every folder has a place in the order, and the order names no folder that is gone', () => {
    // The language server has its place before it has its folder.
    expect([...new Set(inFolders.map(folderOf))].sort()).toEqual(order.filter((folder) => folder !== 'lsp').sort());
  });

  test('ARCHITECTURE.md draws the folders in this order, on a page', () => {
    const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
    const map = page.slice(page.indexOf('## The map'), page.indexOf('## Walls'));
    expect([...map.matchAll(/^\| `(\w+)` \|/gm)].map((found) => found[1])).toEqual(order.filter((folder) => folder !== 'lsp'));
    expect(page.split('\n').length).toBeLessThanOrEqual(150);
    for (const [, path] of page.matchAll(/`((?:src|test)\/[\w/.-]+\.(?:ts|txt))`/g))
      expect(existsSync(join(root, path as string)), path).toBe(true);
  });

  test('a folder imports from itself and from its left', () => {
    const breaches = inFolders.flatMap((file) =>
      importsPath(file)
        .filter((target) => order.indexOf(folderOf(target)) > order.indexOf(folderOf(file)))
        .map((target) => `${file} imports ${target}`),
    );
    expect(breaches).toEqual([]);
  });

  test('Node modules that touch the world are imported by few folders', () => {
    const breaches = inFolders
      .filter((file) => !worldly.has(folderOf(file)))
      .flatMap((file) => importsOf(file).map(({ from }) => [file, from] as const))
      .filter(([, from]) => from.startsWith('node:') && !pure.has(from))
      .map(([file, from]) => `${file} imports ${from}`);
    expect(breaches).toEqual([]);
  });

  test('files are reached in one room only', () => {
    const reaches = (file: string): boolean => importsOf(file).some(({ from }) => /^(?:node:)?fs(?:\/|$)/.test(from));
    expect(inFolders.filter((file) => reaches(file) && folderOf(file) !== 'files')).toEqual([]);
  });

  test('other programs are started by one file only, which plan loads where it is told to, and lint for a folder', () => {
    const starts = inFolders.filter((file) => importsOf(file).some(({ from }) => /^(?:node:)?child_process$/.test(from)));
    expect(starts).toEqual(['files/git.ts']);
    const [git] = starts as [string];
    expect(inFolders.filter((file) => importsPath(file).includes(git)).sort()).toEqual(['files/commit.ts', 'files/tree.ts']);
    expect(textOf('files/index.ts')).not.toMatch(/(?:commit|tree)\.ts/);
    expect(textOf(git)).not.toMatch(/\bshell\b\s*:|\bexec\(/);
  });

  test('what a run prints leaves by one file only, and whatever others chose in it by one guard', () => {
    const prints = /\bprocess\.std(?:out|err)\.write\(|\bwriteSync\(|\bconsole\.(?:log|error|warn|info)\(/;
    expect(inFolders.filter((file) => prints.test(codeOf(file)))).toEqual(['files/descriptor.ts']);
    const outputs = inFolders.filter(
      (file) => importsOf(file).some(({ from }) => from.includes('files/')) && codeOf(file).includes('standardOutputs('),
    );
    expect(outputs.sort()).toEqual(['cli/main.ts', 'cli/process.ts']);
    for (const runs of ['cli/command-line.ts', 'cli/lint-entry.ts']) expect(textOf(runs)).toContain('const io = guardOutput(host);');
    const verbatim = inFolders.filter((file) => textOf(file).includes("'verbatim'"));
    expect(verbatim.sort()).toEqual(['cli/host.ts', 'cli/lint-fix.ts', 'cli/process.ts', 'cli/verbs/fmt.ts']);
  });

  test('no files import one another in a circle, not even for types', () => expect(circles()).toEqual([]));

  test('every import names a file that is there', () => {
    const breaches = files.flatMap((file) =>
      importsOf(file)
        .filter(({ from }) => from.startsWith('.') && !existsSync(join(root, 'src', resolve(file, from))))
        .map(({ from }) => `${file} imports ${from}`),
    );
    // What the built package finds beside itself.
    expect(breaches.filter((one) => !one.endsWith('.cjs'))).toEqual([]);
  });
});

/** Folders that a folder may import from beside itself, where the direction alone allows too much. */
const walls: { readonly [folder: string]: { readonly from: readonly string[]; readonly why: string } } = {
  facts: { from: ['base'], why: 'what the pages say depends on nothing that uses it' },
  emulator: {
    from: ['base', 'escape', 'facts', 'files', 'read', 'input'],
    why: 'the local cloud is written from the pages, not from what it is used to test; how text is read and checked is neither',
  },
};

describe('walls', () => {
  test.each(Object.entries(walls))('%s imports from few folders', (folder, { from: allowed, why }) => {
    const breaches = inFolders
      .filter((file) => folderOf(file) === folder)
      .flatMap((file) => importsPath(file).map((target) => ({ file, target })))
      .filter(({ target }) => ![folder, ...allowed].includes(folderOf(target)))
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(breaches, `src/${folder} may import from ${allowed.join(' and ')} only: ${why}`).toEqual([]);
  });

  test('kinds import nothing of the local cloud', () => {
    const breaches = inFolders.filter(
      (file) => folderOf(file) === 'kinds' && importsOf(file).some(({ from }) => from.includes('emulator')),
    );
    expect(breaches).toEqual([]);
  });
});

/** The rooms of the local cloud: each imports from itself and from what stands to its left; files of no room are entries. */
const rooms = ['model', 'faults', 'services', 'seed', 'state', 'http'];
const entries = ['index.ts', 'instance.ts', 'local.ts', 'schemas.ts', 'serve.ts', 'system.ts'];

describe('the rooms of the local cloud', () => {
  const inside = inFolders.filter((file) => folderOf(file) === 'emulator');
  const roomOf = (file: string): string => file.split('/')[1] as string;

  test('a file of no room is an entry', () => {
    const roomless = inside.map(roomOf).filter((room) => !rooms.includes(room));
    expect(roomless.sort()).toEqual(entries);
  });

  test('a room imports from itself and from its left', () => {
    const indexOf = (file: string): number => (folderOf(file) === 'emulator' ? rooms.indexOf(roomOf(file)) : -1);
    const breaches = inside
      .filter((file) => indexOf(file) >= 0)
      .flatMap((file) => importsPath(file).map((target) => ({ file, target })))
      .filter(({ file, target }) => indexOf(target) > indexOf(file))
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(breaches).toEqual([]);
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

/** The whole of the lint command, from the file that a process starts. */
const lintEntry = 'cli/lint-entry.ts';

describe('what is loaded when', () => {
  test('the lint path loads no cloud SDK and opens no way to the network', () => {
    const loaded = closure(lintEntry);
    expect([...loaded.keys()]).toContain('kinds/snapshots/index.ts');
    const packages = [...loaded].flatMap(([file, names]) => names.map((name) => `${file} imports ${name}`));
    expect(packages.filter((one) => / (@alicloud\/|@darabonba\/|node:(http|http2|https|net|tls|dns|dgram)$)/.test(one))).toEqual([]);
    const foreign = [...loaded.keys()].filter((file) => ['cloud', 'engine', 'apply', 'emulator'].includes(folderOf(file)));
    expect(foreign).toEqual(['engine/system-clock.ts']);
    expect(loaded.get('engine/system-clock.ts')).toEqual(['node:timers/promises']);
  });

  test('show loads nothing that could reach a cloud', () => {
    const loaded = closure('cli/verbs/show.ts');
    expect([...loaded.keys()]).toContain('saved/read.ts');
    expect([...loaded.keys()].filter((file) => ['cloud', 'engine', 'apply', 'emulator'].includes(folderOf(file)))).toEqual([]);
    const packages = [...loaded.values()].flat();
    expect(packages.filter((name) => /^(@alicloud\/|@darabonba\/|node:(http|http2|https|net|tls|dns|dgram)$)/.test(name))).toEqual([]);
  });

  test('nor what checks the files of the local cloud, but for the class of what it throws', () => {
    expect([...closure(lintEntry).keys()].filter((file) => folderOf(file) === 'input')).toEqual(['input/invalid-input.ts']);
    expect([...closure('emulator/local.ts').keys()]).toContain('input/check.ts');
  });

  test('what explains (the error codes of the API, the catalogue, the registry of codes) is loaded by no check', () => {
    const explains = /^facts\/(api-errors|catalogue)|^derive\/(rule-index|field-rules|api-errors|catalogue)\.ts$|\/rule-docs\.ts$/;
    expect([...closure(lintEntry).keys()].filter((file) => explains.test(file))).toEqual([]);
    expect([...closure('cli/verbs/explain.ts').keys()]).toContain('facts/api-errors/index.ts');
  });

  test('the stages up to the plan reach neither clock nor chance', () => {
    const impure =
      /\bDate\.now\(|\bnew Date\(\)|\bDate\(\)|\bperformance\.|\bMath\.random\(|\brandom(UUID|Bytes|Int)\(|\bset(Timeout|Interval|Immediate)\(|\bprocess\.|\bfetch\(|\bconsole\./;
    expect(stages.filter((file) => impure.test(codeOf(file)))).toEqual([]);
  });

  test('nor does a library read the clock for them, because it was given a time limit', () => {
    expect(stages.filter((file) => /\btimeout\b/.test(codeOf(file).replace(/`[^`]*`/g, '``')))).toEqual([]);
  });

  test('what plans cannot write: the planning path never names the writer', () => {
    const planning = [
      'cli/verbs/plan.ts',
      'cli/against.ts',
      'engine/against-base.ts',
      'cli/verbs/drift.ts',
      'cli/verbs/show.ts',
      'cli/saved-plan.ts',
      'saved/stale.ts',
      'saved/read.ts',
      'cli/verbs/lint-live.ts',
      'engine/plan-stack.ts',
      'engine/preflight-stack.ts',
      'cloud/observe.ts',
      'cloud/listing.ts',
      'cloud/patient-reader.ts',
      'observe/observation.ts',
      'diff/diff.ts',
      'preflight/preflight.ts',
      'plan/plan.ts',
    ];
    expect(planning.filter((file) => /connectWriter|\bWriter\b|\.write\(/.test(textOf(file)))).toEqual([]);
  });
});

/** Names that kinds use, of their fields, of their operations, of what they send and read; with the kinds that use them. */
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
  // Wire names are the PascalCase words of these files, in strings or as keys; types of our own are recognized by their position.
  for (const { name: folder } of folders)
    for (const file of files.filter((one) => one.startsWith(`kinds/${folder}/`)))
      for (const found of textOf(file).matchAll(
        /'([A-Z][a-z]+(?:[A-Z][A-Za-z]+)+)'|\b([A-Z][a-z]+(?:[A-Z][A-Za-z]+)+):\s|readCall\(\w+, '\w+', '(\w+)'|writeCall\(\w+, '\w+', '(\w+)'/g,
      ))
        add((found[1] ?? found[2] ?? found[3] ?? found[4]) as string, folder);
  return new Map([...names].map(([name, owners]) => [name, [...owners].join(', ')]));
}

/** Words of everyday English or of TypeScript that happen to be a field's name too. */
const everyday = new Set(['any', 'not', 'at', 'days', 'region', 'disks', 'category', 'name', 'description']);
/** Fields that an entry has whatever its kind: the stages know them by name. */
const common = new Set(['tags', 'unlistedTags', 'adopt', 'takeUntil', 'occurrence']);

describe('kinds are data', () => {
  const own = ownNames();
  const outside = inFolders.filter(
    (file) =>
      // A table of what others call the fields of kinds has to name them.
      !['facts', 'aliases', 'kinds', 'schedule', 'spec', 'advice', 'suppressions', 'validate', 'emulator', 'capture', 'init'].includes(
        folderOf(file),
      ) &&
      // A table of codes, whose words are not fields.
      file !== 'base/renamed-codes.ts',
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

  const named = outside.flatMap((file) => {
    const code = textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$|^import .*$/gm, '');
    return [...new Set(code.match(/\b[A-Za-z]\w+\b/g) ?? [])].filter((word) => own.has(word)).map((word) => ({ file, word }));
  });

  test('no other folder names what belongs to a kind', () => {
    const breaches = named.filter(({ word }) => !everyday.has(word) && !common.has(word));
    expect(breaches.map(({ file, word }) => `${file} names ${word} (of ${own.get(word)})`)).toEqual([]);
  });

  test('no exception is needless', () => {
    const used = new Set(named.map(({ word }) => word));
    expect([...everyday, ...common].filter((word) => !used.has(word))).toEqual([]);
  });
});

describe('house rules', () => {
  test.each([
    ['no enum', /^\s*(export )?(const )?enum /m],
    ['no type check is skipped', /@ts-(ignore|expect-error|nocheck)|\bas any\b/],
    ['no work is left over', /\b(TODO|FIXME|XXX|HACK)\b/],
  ])('%s', (_, pattern) => expect(files.filter((file) => pattern.test(textOf(file)))).toEqual([]));
});

/** Folders of `test/` that hold what is not of one folder of `src/`. */
const shared = [
  'corpus',
  'e2e',
  'fixtures',
  'fuzz',
  'mutants',
  'peers',
  'recipes',
  'sandbox',
  'simulator',
  'bench',
  'messages',
  'processes',
  'support',
  'verdicts',
  'with',
];

describe('the layout of test/', () => {
  test('follows src/', () => {
    const folders = readdirSync(join(root, 'test'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const known = new Set([...shared, ...inFolders.map(folderOf)]);
    expect(folders.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  });

  test('no test is skipped, left to be written, run alone, or there on some machines only', () => {
    const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(?:test|sandbox)\.ts$/.test(file),
    );
    const hiding =
      /\b(?:test|it|describe)\.(?:skip|skipIf|runIf|todo|only)\b|\bif \(.*(?:\b(?:can|has)[A-Z]|platform|spawn).*\)\s*\{?\s*(?:test|it|describe)[.(]/;
    expect(tests.filter((file) => hiding.test(readFileSync(join(root, 'test', file), 'utf8')))).toEqual([]);
  });
});
