import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { localKey } from '../src/emulator/index.ts';
import { cloud, folder } from './support/cli.ts';
import { disks, seed } from './support/specs.ts';

const root = join(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
  dependencies?: object;
  engines: { node: string };
  bin: { snapspec: string };
};
const built = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
const environment = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };
const node = (argv: string[], cwd = root): string => execFileSync(process.execPath, argv, { cwd, encoding: 'utf8', env: environment });

describe('the package', () => {
  test('has no dependencies at run time, and what is built imports Node alone', () => {
    expect(manifest.dependencies ?? {}).toEqual({});
    const known = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
    for (const file of built) {
      const text = readFileSync(join(root, 'dist', file), 'utf8');
      const imports = [
        ...text.matchAll(
          /(?:^|[;}])(?:import|export)\b[^'"\n;]*?\bfrom\s*['"]([^'"]+)['"]|(?:^|[;}])import\s*['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm,
        ),
      ].map((found) => (found[1] ?? found[2] ?? found[3]) as string);
      expect(
        imports.filter((name) => !name.startsWith('.') && !known.has(name)),
        file,
      ).toEqual([]);
    }
  });

  test('what is packed is small and whole', () => {
    const [packed] = JSON.parse(
      execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'], { cwd: root, encoding: 'utf8' }),
    ) as [{ size: number; files: { path: string }[] }];
    expect(packed.size).toBeLessThan(1_200_000);
    const paths = packed.files.map((file) => file.path);
    for (const path of [
      'LICENSE',
      'README.md',
      'THIRD-PARTY-NOTICES.md',
      'dist/cli/main.cjs',
      'dist/lib/index.js',
      'dist/lib/index.d.ts',
      'schema/snapspec.schema.json',
      'examples/quickstart/snapspec.yaml',
      'pipelines/run.sh',
      'docs/pipelines.md',
    ])
      expect(paths).toContain(path);
    // `snapspec explain` prints the pages of the rules.
    expect(paths.filter((path) => /^(src|test|scripts|templates|\.github|docs\/rules)\/|\.snapspec\//.test(path))).toEqual([]);
  });

  test('CONTRIBUTING.md names only commands and files that there are; test:with package runs them in a fresh clone', () => {
    const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
    const named = [...page.matchAll(/npm run ([\w:]+)/g)].map((found) => found[1] as string);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    const paths = [...page.matchAll(/`?((?:src|test|templates)\/[\w/.-]+|[A-Z]+\.md|action\.yml)`?/g)].map((found) => found[1] as string);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('the command runs from anywhere, by its name in package.json', () => {
    const cwd = folder({ 'snapspec.yaml': 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n' });
    const command = join(root, manifest.bin.snapspec);
    expect(node([command, '--version'], cwd)).toBe(`${manifest.version}\n`);
    expect(node([command, 'lint'], cwd)).toBe('No findings in 1 file.\n');
    expect(JSON.parse(node([command, 'schema'], cwd))).toEqual(JSON.parse(readFileSync(join(root, 'schema/snapspec.schema.json'), 'utf8')));
  });

  test('what lint loads later is built too', () => {
    const spec =
      'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\nlint: {strict: true}\nsnapshots:\n  # snapspec: ignore[snapshot-without-retention] kept by hand\n  a: {diskId: d-1}\n';
    const cwd = folder({ 'snapspec.yaml': spec });
    const command = join(root, manifest.bin.snapspec);
    for (const flags of [
      [],
      ['--rule', 'schedule-shifts-with-dst=off'],
      ['--format', 'sarif'],
      ['--format', 'junit'],
      ['--fix'],
      ['--no-ignores'],
    ])
      expect(() => node([command, 'lint', ...flags], cwd), flags.join(' ')).not.toThrow();
  });

  test('the library reads, lints and compiles', () => {
    const script = `
      import { compile, lint, read } from ${JSON.stringify(join(root, 'dist/lib/index.js'))};
      const content = 'apiVersion: snapspec/v1\\nstack: s\\nregion: cn-hangzhou\\npolicies: {a: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7, disks: {any: [{tags: {a: b}}]}}}\\n';
      const files = [{ file: 'f', content }];
      console.log(JSON.stringify([read('f', content).value.root.type, lint(files), compile(files).value.map((one) => one.address)]));`;
    expect(node(['--input-type=module', '-e', script])).toBe('["map",[],["policies/a"]]\n');
  });

  test('the library as it is packed plans, saves, checks and applies, narrowed to an entry', async () => {
    const { url } = await cloud(seed);
    const script = `
      import * as lib from ${JSON.stringify(join(root, 'dist/lib/index.js'))};
      const content = 'apiVersion: snapspec/v1\\nstack: s\\nregion: cn-hangzhou\\nsnapshots: {a: {diskId: ${disks[0]}}, b: {diskId: d-gone}}\\n';
      const files = [{ file: 'f', content }];
      const access = { credentials: { accessKeyId: '${localKey.id}', accessKeySecret: '${localKey.secret}' }, endpoints: { ecs: '${url}', ecd: '${url}', sts: '${url}' }, settle: 0 };
      const targets = ['snapshots/a'];
      const found = await lib.preflight(files, access);
      const made = await lib.plan(files, access, { targets });
      const saved = lib.readSaved(lib.savePlan(made, files));
      const done = await lib.apply(files, access, { targets, saved });
      const left = lib.stale(saved, await lib.plan(files, access, { targets }), files);
      console.log(JSON.stringify([found.map((one) => one.code), done.results.map((one) => [one.address, one.outcome]), left]));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env: environment });
    expect(JSON.parse(stdout)).toEqual([['disk-not-found'], [['snapshots/a', 'done']], []]);
    const types = readFileSync(join(root, 'dist/lib/index.d.ts'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('export {'))
      .join();
    for (const name of [
      'SavedPlan',
      'Stale',
      'LibraryOptions',
      'SpecOptions',
      'CloudAccess',
      'preflight',
      'savePlan',
      'readSaved',
      'stale',
    ])
      expect(types).toMatch(new RegExp(`\\b${name}\\b`));
  });

  test('what starts fast is CommonJS that requires Node alone, and lint has none of the SDK in it', () => {
    const known = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
    for (const file of ['cli/main.cjs', 'cli/lint-entry.cjs', 'cli/lint-findings.cjs']) {
      const text = readFileSync(join(root, 'dist', file), 'utf8');
      const required = [...text.matchAll(/(?<!')\brequire\("([^"]+)"\)/g)].map((found) => found[1] as string);
      expect(
        required.filter((name) => !known.has(name) && !/^\.\/lint-(?:entry|findings)\.cjs$/.test(name)),
        file,
      ).toEqual([]);
      // A module that the bundle loads lazily from itself makes all that it shares lazy too: that costs 10 ms of 80.
      expect(text, file).not.toContain('Promise.resolve().then(()=>');
      // The parser of the command line would load it, slowly, for subcommands that are separate programs.
      expect(required, file).not.toContain('node:child_process');
    }
    // The name of the signature stands wherever the client of the cloud does.
    const signs = (file: string): boolean => readFileSync(join(root, 'dist', file), 'utf8').includes('ACS3-HMAC-SHA256');
    expect(built.some(signs)).toBe(true);
    expect(signs('cli/lint-entry.cjs')).toBe(false);
  });

  test('the other verbs start from the same file', () => {
    const command = join(root, manifest.bin.snapspec);
    expect(node([command, '--help'])).toContain('Usage: snapspec');
    expect(node([command, 'explain', 'unknown-key'])).toContain('unknown-key');
  });
});
