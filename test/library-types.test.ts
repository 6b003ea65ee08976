import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder } from './support/cli.ts';

const root = join(import.meta.dirname, '..');

/** A program that passes on every value that the library gives, by its type. */
const program = `
import { accessFromEnvironment, apply, compile, Failure, formatFindings, formatPlan, formatReceipt, formatWaited, lint, locate, plan, preflight, ramPolicy, read, readSaved, savePlan, stale, wait } from 'snapspec';
import type * as types from 'snapspec';
import { startLocalCloud } from 'snapspec/emulator';
import type { Call, CloudAccess, FaultRule, LocalCloud, Seed, Settings, WorldChange } from 'snapspec/emulator';

const files: readonly types.SourceFile[] = [{ file: 'a.yaml', content: 'stack: s' }];
const checked: types.Checked<types.Document> = read('a.yaml', 'stack: s');
const node: types.Node | undefined = checked.value?.root;
const found: readonly types.Diagnostic[] = lint(files, { variables: { a: 'b' }, year: 2026 });
const place: types.Place | undefined = found[0]?.place;
const path: types.Path | undefined = place !== undefined && 'path' in place ? place.path : undefined;
const fix: types.Fix | undefined = found[0]?.fix;
const sources: readonly types.Source[] = found[0]?.sources ?? [];
const span: types.Span | undefined = place && locate(place, files);
const line: number | undefined = span?.line;
const desired: readonly types.Desired[] | undefined = compile(files).value;
const json: types.Json | undefined = desired?.[0]?.props['name'];
const name: types.FindingsFormatName = 'sarif';
const text: Promise<string> = formatFindings(found, files, name, { color: true, width: 80 });
const credentials: types.Credentials = { accessKeyId: 'a', accessKeySecret: 'b' };
const keys: types.CloudAccess = { credentials };
const provided: types.CloudAccess = { credentials: async () => credentials };
const chain: types.CloudAccess = {};
const policy: types.RamPolicy = ramPolicy(files, 'plan');

export async function main(signal: AbortSignal): Promise<unknown> {
  const cloud: LocalCloud = await startLocalCloud({ seed: { disks: [{ id: 'd-1' }] } satisfies Seed, settings: {} satisfies Partial<Settings> });
  const access: CloudAccess = cloud.access;
  const calls: readonly Call[] = cloud.calls();
  const rule: FaultRule = { type: 'error-after', action: 'CreateSnapshot' };
  const change: WorldChange = { id: 'd-1', delete: true };
  cloud.set({ faults: [rule] });
  cloud.happen(change);
  const environment: types.CloudAccess = await accessFromEnvironment(process.env);
  const made: types.Plan = await plan(files, access, { signal, targets: ['snapshots/a'], onWait: ({ seconds }: types.ReadWait) => void seconds });
  const entry: types.PlanEntry | undefined = made.entries[0];
  const fields: readonly types.FieldChange[] = entry?.fields ?? [];
  const outcome: types.EntryOutcome | undefined = entry?.outcome;
  const gate: types.Gate = made.gate;
  const operation: types.Operation | undefined = made.operations[0];
  const call: types.WriteCall | undefined = operation?.call;
  const applied: types.Applied = await apply(files, access, { onEvent: (event: types.ApplyEvent) => void event.type, wait: 'finished' });
  const results: readonly types.OperationResult[] = applied.results;
  const waited: types.Waited = await wait(files, access, { onLook: (looked: readonly types.WaitResult[]) => void looked });
  const saved: types.SavedPlan = readSaved(savePlan(made, files));
  const old: readonly types.Stale[] = stale(saved, made, files);
  await cloud.close();
  return [await formatPlan(made, files, 'markdown'), formatReceipt(applied, 'json'), formatWaited(waited, 'text'), await preflight(files, access), fields, outcome, gate, call, results, old, calls, environment, new Failure('usage', '')];
}
export default [node, path, fix, sources, line, json, text, keys, provided, chain, policy];
// A mistake that the types find.
// @ts-expect-error there is no such format
void formatFindings(found, files, 'xml');
// @ts-expect-error a plan is not applied, specs are
void apply(1, keys);
`;

/** Names that are declared in a bundle of types, those that it exports, and which of them each exported one mentions. */
function namesIn(file: string): { readonly exported: ReadonlySet<string>; readonly mentioned: readonly string[] } {
  const text = readFileSync(join(root, 'dist/lib', file), 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\//g, '');
  const exported = new Set(
    [...text.matchAll(/^export \{([^}]*)\}/gm)].flatMap((one) =>
      (one[1] as string).split(',').map((name) => name.trim().split(' ').at(-1) as string),
    ),
  );
  const declarations = new Map(
    [
      ...text.matchAll(
        /^(?:declare )?(?:type|interface|class|function) (\w+)[\s\S]*?(?=^(?:declare |type |interface |export |import )|$(?![\s\S]))/gm,
      ),
    ].map((one) => [one[1] as string, one[0]]),
  );
  const mentioned = [...declarations]
    .filter(([name]) => exported.has(name))
    .flatMap(([, source]) =>
      [...declarations.keys()].filter((name) =>
        new RegExp(`(?<![.\\w'"])${name}(?!\\w|'|"|\\??:)`).test(source.replaceAll(/typeof \w+/g, '')),
      ),
    );
  return { exported, mentioned: [...new Set(mentioned)] };
}

describe('the types of the package', () => {
  test.each([
    ['node16', 'node16'],
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])('hold in a strict program (module %s, resolution %s)', (module, resolution) => {
    const cwd = folder({
      'program.mts': program,
      'package.json': '{"type": "module"}',
      'tsconfig.json': JSON.stringify({
        compilerOptions: {
          strict: true,
          noUncheckedIndexedAccess: true,
          exactOptionalPropertyTypes: true,
          skipLibCheck: false,
          noEmit: true,
          module,
          moduleResolution: resolution,
          target: 'es2023',
          lib: ['es2023'],
          types: ['node'],
        },
        files: ['program.mts'],
      }),
    });
    mkdirSync(join(cwd, 'node_modules/@types'), { recursive: true });
    symlinkSync(root, join(cwd, 'node_modules/snapspec'));
    for (const name of ['@types/node', 'undici-types']) symlinkSync(join(root, 'node_modules', name), join(cwd, 'node_modules', name));
    const run = (): string =>
      execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', cwd], { cwd, encoding: 'utf8' });
    expect(() => {
      try {
        return run();
      } catch (error) {
        throw new Error((error as { stdout: string }).stdout);
      }
    }).not.toThrow();
  });

  test.each(['index.d.ts', 'emulator.d.ts'])('every type that an exported one mentions is exported (%s)', (file) => {
    const { exported, mentioned } = namesIn(file);
    expect(exported.size).toBeGreaterThan(20);
    expect(mentioned.length).toBeGreaterThan(10);
    expect(mentioned.filter((name) => !exported.has(name))).toEqual([]);
  });
});
