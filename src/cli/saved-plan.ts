import { Failure } from '../base/failure.ts';
import { count, quote } from '../base/text.ts';
import { terminal } from '../escape/terminal.ts';
import { descriptorOf, readText, readTextToReplace, typed, writeFile } from '../files/index.ts';
import { planDigest } from '../plan/digest.ts';
import { withApprovalOf } from '../plan/gate.ts';
import type { GateOptions } from '../plan/gate.ts';
import type { Plan } from '../plan/plan.ts';
import { showValue } from '../report/terminal/format-value.ts';
import { readSavedPlan, refuseElsewhere, refuseExpired } from '../saved/read.ts';
import { savedPlanOf, savedPlanText, savedSpec, savedVariables } from '../saved/saved-plan.ts';
import type { SavedPlan } from '../saved/saved-plan.ts';
import { staleIn } from '../saved/stale.ts';
import type { Stale } from '../saved/stale.ts';
import { accessOf } from './host.ts';
import type { FileOptions, Host } from './host.ts';
import type { LoadedProgram } from './load-program.ts';
import type { Redactor } from './redactor.ts';

/** A saved plan that was read. */
export type ReadPlan = { readonly file: string; readonly plan: SavedPlan };

const units: { readonly [unit: string]: number } = { s: 1000, m: 60_000, h: 3_600_000, d: 24 * 3_600_000 };
const defaultLifetime = 24 * 3_600_000;
const longestLifetime = 365 * 24 * 3_600_000;

/**
 * Milliseconds of `--expires`.
 * @throws Failure `usage` for what is no time, or without `--out`
 */
function lifetimeOf({ out, expires }: OutOptions): number {
  if (expires === undefined) return defaultLifetime;
  if (out === undefined) throw new Failure('usage', '--expires does not go without --out.', { help: 'Only a saved plan expires.' });
  const [, number, unit = ''] = /^(\d{1,9})([smhd])$/.exec(expires) ?? [];
  const milliseconds = Number(number) * (units[unit] ?? 0);
  if (!(milliseconds > 0 && milliseconds <= longestLifetime))
    throw new Failure('usage', `--expires ${quote(expires)} is not a time of at most 365d.`, { help: 'For example: --expires 90m' });
  return milliseconds;
}

export type OutOptions = FileOptions & { readonly out?: string; readonly expires?: string };

/** Where a plan is to be saved, and for how long it counts. */
export type Target = { readonly path: string; readonly lifetime: number };

/**
 * Checks where a plan is to be saved, before anything is read for it.
 * @throws Failure `usage` for a stream or a bad `--expires`, `refused` for a file that is no saved plan
 */
export function targetOf(options: OutOptions, io: Host): Target | undefined {
  const lifetime = lifetimeOf(options);
  if (options.out === undefined) return undefined;
  if (descriptorOf(typed(options.out)) !== undefined)
    throw new Failure('usage', 'A saved plan is a file, and --out names a stream.', { help: 'For example: --out plan.json' });
  const before = readTextToReplace(typed(options.out), accessOf(io, options));
  if (before !== undefined && before !== '' && !before.includes('"kind":"snapspec.saved-plan"'))
    throw new Failure('refused', `${quote(options.out)} is there and is not a saved plan; nothing was written.`, {
      help: 'Remove it, or name another file with --out.',
    });
  return { path: options.out, lifetime };
}

/**
 * Saves a plan where only its owner can read it.
 * @param secrets what must not be in it
 * @throws Failure `refused` where it holds a secret of this run
 */
export function savePlan(
  plan: Plan,
  loaded: LoadedProgram,
  { path, lifetime }: Target,
  secrets: Redactor,
  options: FileOptions,
  io: Host,
): void {
  const { program, documents, values = new Map() } = loaded;
  const saved = savedPlanOf(plan, { program, documents, variables: values, now: io.clock.now(), lifetime });
  const text = savedPlanText(saved);
  if (secrets.redact(text) !== text)
    throw new Failure('refused', 'The plan holds a secret of this run, in a variable, a name or a tag; it was not saved.', {
      help: 'A secret has no place in a spec: what it becomes can be read in the cloud.',
    });
  writeFile(typed(path), text, accessOf(io, options), { isPrivate: true });
  io.stderr(`Saved in ${terminal(path)}; it expires at ${saved.expires}.\n`);
}

/**
 * Reads a saved plan that can be applied.
 * @throws Failure `refused` for one that is none, was changed or has expired
 */
export async function readSaved(file: string, options: FileOptions & { readonly file?: readonly string[] }, io: Host): Promise<ReadPlan> {
  const isStdin = (path: string): boolean => descriptorOf(typed(path)) === 0;
  if (isStdin(file) && options.file?.some(isStdin))
    throw new Failure('usage', 'Standard input is named more than once.', { help: 'It can be read once only.' });
  const plan = readSavedPlan(await readText(typed(file), accessOf(io, options)), file);
  refuseExpired(plan, file, io.clock.now());
  return { file, plan };
}

/** What is approved, with the approval that a saved plan was made with. */
export function withSavedApproval(gate: GateOptions, saved: ReadPlan | undefined): GateOptions {
  return withApprovalOf(saved?.plan.approval, gate);
}

const staleLine = ({ address, field, planned, now }: Stale): string => {
  const what = address === undefined ? field : `${address} ${field}`;
  return `  ${terminal(what)}: ${showValue(planned)} when it was planned, ${showValue(now)} now\n`;
};

/**
 * @throws Failure `refused` where the plan that is made now is not the saved one, or that has expired meanwhile
 */
export function assertSaved({ file, plan: saved }: ReadPlan, plan: Plan, { program, values = new Map() }: LoadedProgram, io: Host): void {
  refuseExpired(saved, file, io.clock.now());
  refuseElsewhere(saved, file, plan);
  const stale = staleIn(saved, plan, { spec: savedSpec(program), variables: savedVariables(values) });
  if (stale.length === 0) return;
  io.stderr(`Changed since ${saved.created}:\n${stale.map(staleLine).join('')}`);
  throw new Failure('refused', `${quote(file)} is stale: ${count(stale.length, 'thing')} changed since it was made. Nothing was sent.`, {
    help: 'Look at what changed, then make the plan again with snapspec plan --out FILE.',
  });
}

/**
 * @throws Failure `usage` for what is no digest
 */
export function checkDigest(digest: string | undefined): void {
  if (digest !== undefined && !/^[0-9a-f]{64}$/.test(digest))
    throw new Failure('usage', `--plan-digest ${quote(digest)} is not a digest of a plan: 64 of the characters 0-9 and a-f.`, {
      help: 'snapspec plan prints it.',
    });
}

/**
 * @throws Failure `refused` where a plan has another digest than the one that was given
 */
export function assertDigest(plan: Plan, digest: string | undefined): void {
  const made = planDigest(plan);
  if (digest !== undefined && made !== digest)
    throw new Failure('refused', `The plan that is made now has the digest ${made}, not the one of --plan-digest. Nothing was sent.`, {
      help: 'The spec or the cloud changed since. Read the plan again with snapspec plan.',
    });
}
