import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { bash } from './shell.ts';
import type { Ended, Environment } from './shell.ts';

/** A step of a composite action. */
type Step = {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: { readonly [name: string]: unknown };
  readonly env?: { readonly [name: string]: string };
};
type Action = {
  readonly inputs: { readonly [name: string]: { readonly default?: string } };
  readonly outputs: { readonly [name: string]: { readonly value: string } };
  readonly runs: { readonly steps: readonly Step[] };
};
export type Contexts = { readonly github?: object };

/** What came of a job: the first code that was not 0, what each step printed, and the outputs. */
export type Job = {
  readonly code: number;
  readonly log: string;
  readonly used: readonly string[];
  readonly outputs: { readonly [name: string]: string };
  readonly summary: string;
};

/** The value of an expression: its operators mean the same in JavaScript, a missing member is empty. */
function evaluated(expression: string, contexts: { readonly [name: string]: unknown }): unknown {
  const code = expression.replace(/'[^']*'|\b(inputs|runner|github|steps)((?:\.[\w-]+)+)|(==|!=)/g, (text, root, path, equality) => {
    if (root) return `(${root}${path.replace(/\.([\w-]+)/g, '?.["$1"]')} ?? '')`;
    return equality ? `${equality}=` : text;
  });
  const names = Object.keys(contexts);
  return new Function(...names, `return (${code});`)(...names.map((name) => contexts[name]));
}

const filled = (text: string, contexts: { readonly [name: string]: unknown }): string =>
  text.replace(/\$\{\{(.*?)\}\}/g, (_, inner: string) => String(evaluated(inner, contexts) ?? ''));

export type JobOptions = {
  readonly inputs: { readonly [name: string]: string };
  /** The checked-out repository. */
  readonly workspace: string;
  /** The folder of the runner, which a job does not share with another one. */
  readonly temp: string;
  /** Where artifacts are kept, which jobs share. */
  readonly artifacts: string;
  readonly env: Environment;
  readonly github: object;
  /** Ids of steps that are left out. */
  readonly skip?: readonly string[];
  readonly onOutput?: Parameters<typeof bash>[3];
};

/** The actions of others that ours uses: artifacts do what theirs do, the rest is noted. */
function use(step: Step, { artifacts }: JobOptions, contexts: { readonly [name: string]: unknown }): Ended {
  const given = Object.fromEntries(Object.entries(step.with ?? {}).map(([name, value]) => [name, filled(String(value), contexts)]));
  const place = join(artifacts, given['name'] ?? '');
  if (step.uses?.startsWith('actions/upload-artifact@')) {
    mkdirSync(place, { recursive: true });
    cpSync(given['path'] as string, join(place, basename(given['path'] as string)));
  }
  if (step.uses?.startsWith('actions/download-artifact@')) {
    if (!existsSync(place)) return { code: 1, out: 'Artifact not found' };
    mkdirSync(given['path'] as string, { recursive: true });
    cpSync(place, given['path'] as string, { recursive: true });
  }
  return { code: 0, out: '' };
}

function outputsIn(file: string): { [name: string]: string } {
  return Object.fromEntries(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

/** Runs a composite action, step by step, as GitHub's runner does. */
export async function runAction(path: string, options: JobOptions): Promise<Job> {
  const action = parse(readFileSync(path, 'utf8')) as Action;
  const { workspace, temp, env, github } = options;
  const defaults = Object.entries(action.inputs).map(([name, input]) => [name, filled(input.default ?? '', { github })]);
  const steps: { [id: string]: { outputs: { [name: string]: string } } } = {};
  const state = { code: 0, log: '', used: [] as string[] };
  const summary = join(temp, 'summary.md');
  writeFileSync(summary, '');
  const contexts = {
    inputs: { ...Object.fromEntries(defaults), ...options.inputs },
    runner: { temp },
    github,
    steps,
    always: () => true,
    success: () => state.code === 0,
  };
  for (const step of action.runs.steps) {
    const condition = step.if ?? 'success()';
    const wanted = evaluated(
      /\b(always|success|failure|cancelled)\(/.test(condition) ? condition : `success() && (${condition})`,
      contexts,
    );
    if (!wanted || options.skip?.includes(step.id ?? '')) continue;
    const output = join(temp, 'output');
    writeFileSync(output, '');
    const own = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value, contexts)]));
    const given = { ...env, GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, RUNNER_TEMP: temp, ...own };
    const { code, out } = step.uses
      ? use(step, options, contexts)
      : await bash(filled(step.run as string, contexts), workspace, given, options.onOutput);
    if (step.uses) state.used.push(step.uses);
    if (step.id) steps[step.id] = { outputs: outputsIn(output) };
    state.log += out;
    if (state.code === 0) state.code = code ?? -1;
  }
  const outputs = Object.fromEntries(Object.entries(action.outputs).map(([name, { value }]) => [name, filled(value, contexts)]));
  return { ...state, outputs, summary: readFileSync(summary, 'utf8') };
}
