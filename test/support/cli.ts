import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import type { Host } from '../../src/cli/host.ts';
import { run } from '../../src/cli/program.ts';
import { Redactor } from '../../src/cli/redactor.ts';
import { systemClock } from '../../src/engine/system-clock.ts';
import { localKey, startEmulator } from '../../src/emulator/index.ts';
import type { Emulator, Seed } from '../../src/emulator/index.ts';

/** What one command line did. */
export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

const open: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** A folder with these files in it, removed after the test. */
export function folder(files: { readonly [name: string]: string | Uint8Array } = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'snapspec-test-'));
  open.push(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}

/** The local clouds that command lines were sent to, by their URL. */
const journals = new Map<string, Pick<Emulator, 'calls'>>();

/** The verbs that change nothing, wherever they are sent. */
const readingVerbs: ReadonlySet<string | undefined> = new Set(['plan', 'drift', 'lint', 'show', 'seed']);

/** The writing calls that the cloud of a command line has answered so far. */
export function writesSeenBy(argv: readonly string[]): readonly string[] {
  const calls = journals.get(argv[argv.indexOf('--endpoint-ecs') + 1] ?? '')?.calls() ?? [];
  return calls.filter(({ reads }) => !reads).map(({ action }) => action);
}

/**
 * Runs a command line in this process, in a folder, with nothing of the machine's own environment. Whatever else a test
 * asks for: a verb that only reads has sent no writing call.
 */
export async function snapspec(cwd: string, argv: readonly string[], given: Partial<Host> = {}): Promise<Ran> {
  const before = writesSeenBy(argv);
  const out = { stdout: '', stderr: '' };
  const redactor = new Redactor();
  const io: Host = {
    cwd,
    environment: {},
    stdout: (text) => void (out.stdout += redactor.redact(text)),
    stderr: (text) => void (out.stderr += redactor.redact(text)),
    stdin: async () => new Uint8Array(),
    color: { stdout: false, stderr: false },
    interactive: false,
    ask: async () => '',
    clock: systemClock,
    hide: (...secrets) => redactor.hide(...secrets),
    signal: new AbortController().signal,
    ...given,
  };
  const code = await run(argv, io);
  if (readingVerbs.has(argv[0])) expect(writesSeenBy(argv), `${argv.join(' ')} has written`).toEqual(before);
  return { code, ...out };
}

/** A local cloud that is closed after the test; its snapshots are finished at once. */
export async function cloud(seed: Seed): Promise<Emulator> {
  const emulator = await startEmulator({ seed, snapshotSeconds: 0 });
  open.push(() => emulator.close());
  return emulator;
}

/** Flags that send a command line to a local cloud, as a person would send it to a private endpoint. */
export function towards(emulator: { readonly url: string } & Partial<Pick<Emulator, 'calls'>>): string[] {
  const { url, calls } = emulator;
  if (calls !== undefined) journals.set(url, { calls });
  return ['--endpoint-ecs', url, '--endpoint-ecd', url, '--endpoint-sts', url, '--settle', '0'];
}

/** Puts keys where the credentials chain looks first, until the test ends. */
export function withKeys(key: { readonly id: string; readonly secret: string } = localKey): void {
  const names = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: key.id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.secret,
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
  };
  const before = Object.fromEntries(Object.keys(names).map((name) => [name, process.env[name]]));
  Object.assign(process.env, names);
  open.push(() => {
    for (const [name, value] of Object.entries(before))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  });
}

/** The resources of a section of a local cloud, as its world holds them. */
export const rowsOf = <Row>(emulator: Emulator, section: string): readonly Row[] =>
  (emulator.world().resources[section]?.rows ?? []) as unknown as readonly Row[];

/** Asks the admin interface of a local cloud for something that it takes. */
export async function admin(emulator: { readonly url: string }, path: string, body: object): Promise<void> {
  const reply = await fetch(`${emulator.url}/_snapspec/${path}`, { method: 'POST', body: JSON.stringify(body) });
  expect(reply.status, await reply.text()).toBe(200);
}
