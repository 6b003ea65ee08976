import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localKey, startEmulator } from '../../src/emulator/index.ts';
import type { Call, Emulator } from '../../src/emulator/index.ts';
import type { OperationResult } from '../../src/plan/receipt.ts';
import type { Conditions } from './conditions.ts';
import { seed as worldSeed, specText } from './world.ts';

/** How one process ended. */
export type Run = {
  /** The name of a signal where one ended it. */
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
  /** What its receipt says; absent where this run wrote none. */
  readonly results?: readonly OperationResult[];
  /** What the local cloud was asked while it ran. */
  readonly calls: readonly Call[];
  /** The ids that were there before it began. */
  readonly before: ReadonlySet<string>;
  /** Milliseconds since 1970. */
  readonly endedAt: number;
};

/** A process that runs. */
export type Running = { readonly child: ChildProcess; readonly ended: Promise<Run> };

/** Seconds after which a process counts as one that never ends. */
const patience = 180;

const sections = ['policies', 'snapshots', 'groups', 'desktopSnapshots'];

/** A local cloud of its own, the folder of a spec, and the built command line beside it. */
export class Trial {
  readonly emulator: Emulator;
  readonly conditions: Conditions;
  readonly lines: string[] = [];
  readonly #command: string;
  readonly #folder: string;
  readonly #listeners: Set<(call: Call) => void>;
  readonly #startedAt = Date.now();

  private constructor(emulator: Emulator, command: string, conditions: Conditions, listeners: Set<(call: Call) => void>) {
    this.emulator = emulator;
    this.conditions = conditions;
    this.#command = command;
    this.#listeners = listeners;
    this.#folder = mkdtempSync(join(tmpdir(), 'snapspec-process-'));
    writeFileSync(join(this.#folder, 'snapspec.yaml'), specText);
    this.tell(`conditions ${JSON.stringify(conditions)}`);
  }

  /** @param command the built command line */
  static async open(command: string, conditions: Conditions): Promise<Trial> {
    const { settings, faults } = conditions;
    const listeners = new Set<(call: Call) => void>();
    const log = (call: Call): void => {
      for (const listener of listeners) listener(call);
    };
    const emulator = await startEmulator({ seed: worldSeed, snapshotSeconds: 0, settings, faults, log });
    const trial = new Trial(emulator, command, conditions, listeners);
    listeners.add(({ service, action, status, code, fault }) =>
      trial.tell(`    ${service} ${action} ${status} ${code}${fault === undefined ? '' : ` (${fault})`}`),
    );
    return trial;
  }

  tell(line: string): void {
    this.lines.push(`${String(Date.now() - this.#startedAt).padStart(6)} ${line}`);
  }

  /** Hears of every call to the local cloud. @returns ends it */
  onCall(listener: (call: Call) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(name: string, ...flags: readonly string[]): Running {
    const { url } = this.emulator;
    const towards = ['--endpoint-ecs', url, '--endpoint-ecd', url, '--endpoint-sts', url, '--settle', String(this.conditions.settle)];
    const receipt = join(this.#folder, `${name}.receipt.json`);
    const argv = [this.#command, 'apply', '--auto-approve', '--json-into', receipt, ...flags, ...towards];
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: this.#folder,
      ALIBABA_CLOUD_ACCESS_KEY_ID: localKey.id,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: localKey.secret,
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
    };
    const before = new Set(this.ids());
    const firstCall = this.emulator.calls().length;
    this.tell(`${name} starts${flags.map((flag) => ` ${flag}`).join('')}`);
    const child = spawn(process.execPath, argv, { cwd: this.#folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const out = { stdout: '', stderr: '' };
    child.stdout.on('data', (data) => (out.stdout += String(data)));
    child.stderr.on('data', (data) => (out.stderr += String(data)));
    const timer = setTimeout(() => child.kill('SIGKILL'), patience * 1_000);
    const ended = new Promise<Run>((resolve) => {
      child.on('close', (status, signal) => {
        clearTimeout(timer);
        const code = status ?? signal ?? 'unknown';
        this.tell(`${name} ends: ${code}\n${out.stdout}${out.stderr}`);
        const results = resultsIn(receipt);
        const calls = this.emulator.calls().slice(firstCall);
        resolve({ code, ...out, calls, before, endedAt: Date.now(), ...(results && { results }) });
      });
    });
    return { child, ended };
  }

  /** The ids of all backups and policies. */
  ids(): string[] {
    const { resources } = this.emulator.world();
    return sections.flatMap((section) => (resources[section]?.rows ?? []).map(({ id }) => id));
  }

  async close(): Promise<void> {
    await this.emulator.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function resultsIn(file: string): readonly OperationResult[] | undefined {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly results: readonly OperationResult[] }).results;
}
