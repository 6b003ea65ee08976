import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { bash } from './shell.ts';
import type { Ended, Environment } from './shell.ts';

/** A job of GitLab, as far as it says what is run. */
type Job = {
  readonly variables: { readonly [name: string]: string };
  readonly id_tokens?: { readonly [name: string]: { readonly aud: string } };
  readonly before_script: readonly string[];
  readonly script: readonly string[];
  readonly after_script?: readonly string[];
  readonly needs?: readonly string[];
  readonly artifacts: { readonly paths?: readonly string[]; readonly reports?: { readonly [name: string]: string } };
};

/** The jobs of a component: its inputs are put into its text, as GitLab does before it reads it. */
export function jobsOf(path: string, inputs: { readonly [name: string]: string }): { readonly [name: string]: Job } {
  const text = readFileSync(path, 'utf8');
  const documents = (part: string, options = {}) => parseAllDocuments(part, options).map((one) => one.toJS() as unknown);
  const declared = (documents(text)[0] as { spec: { inputs: { [name: string]: { default?: string } } } }).spec.inputs;
  const filled = text.slice(text.indexOf('\n---\n') + 5).replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name: string) => {
    const value = inputs[name] ?? declared[name]?.default;
    if (value === undefined) throw new Error(`The component declares no input ${name}.`);
    return value;
  });
  return documents(filled, { merge: true })[0] as { readonly [name: string]: Job };
}

export type JobRun = {
  readonly jobs: ReturnType<typeof jobsOf>;
  readonly name: string;
  /** The checked-out repository. */
  readonly cwd: string;
  /** Where artifacts are kept, by the name of their job. */
  readonly artifacts: string;
  readonly env: Environment;
  /** The token that GitLab makes for an audience. */
  readonly tokenFor?: (audience: string) => string;
  readonly onOutput?: Parameters<typeof bash>[3];
};

/** Runs a job as the runner does: the artifacts of its needs, the variables, both scripts in one shell, then the last one in another. */
export async function runJob({ jobs, name, cwd, artifacts, env, tokenFor = () => '', onOutput }: JobRun): Promise<Ended> {
  const job = jobs[name] as Job;
  for (const need of job.needs ?? []) if (existsSync(join(artifacts, need))) cpSync(join(artifacts, need), cwd, { recursive: true });
  const tokens = Object.fromEntries(Object.entries(job.id_tokens ?? {}).map(([variable, { aud }]) => [variable, tokenFor(aud)]));
  const known = { ...env, GITLAB_CI: 'true' };
  const variables = Object.entries(job.variables).map(([variable, value]) => [
    variable,
    value.replace(/\$(\w+)/g, (_, other: string) => (known as Environment)[other] ?? ''),
  ]);
  const given = { ...known, ...Object.fromEntries(variables), ...tokens };
  const { code, out } = await bash([...job.before_script, ...job.script].join('\n'), cwd, given, onOutput);
  const after = await bash((job.after_script ?? []).join('\n'), cwd, given);
  for (const path of [...(job.artifacts.paths ?? []), ...Object.values(job.artifacts.reports ?? {})]) {
    if (!existsSync(join(cwd, path))) continue;
    mkdirSync(dirname(join(artifacts, name, path)), { recursive: true });
    cpSync(join(cwd, path), join(artifacts, name, path));
  }
  return { code, out: out + after.out };
}
