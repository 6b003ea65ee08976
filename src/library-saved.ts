import { Failure } from './base/failure.ts';
import { count } from './base/text.ts';
import { systemClock } from './engine/system-clock.ts';
import type { SourceFile } from './frontend/analyze.ts';
import { sound } from './library.ts';
import type { Sound, SpecOptions } from './library.ts';
import type { Plan } from './plan/plan.ts';
import { readSavedPlan, refuseElsewhere, refuseExpired } from './saved/read.ts';
import { savedPlanOf, savedPlanText, savedSpec, savedVariables } from './saved/saved-plan.ts';
import type { SavedPlan } from './saved/saved-plan.ts';
import { staleIn } from './saved/stale.ts';
import type { Stale } from './saved/stale.ts';

/** How a saved plan is named where it has no file name. */
const unnamed = 'saved plan';

const day = 24 * 3_600_000;

/**
 * A plan as the text of a file, as `plan --out` writes it: canonical JSON with a digest.
 * @param files the spec that it was made of
 * @param options those that it was made with, and for how many milliseconds it counts: a day by default
 * @throws Failure for a spec with errors
 */
export function savePlan(plan: Plan, files: readonly SourceFile[], options: SpecOptions & { readonly lifetime?: number } = {}): string {
  const { program, documents, values = new Map() } = sound(files, options);
  const { lifetime = day } = options;
  return savedPlanText(savedPlanOf(plan, { program, documents, variables: values, now: systemClock.now(), lifetime }));
}

/**
 * Reads the text of a saved plan, whether it has expired or not.
 * @throws Failure `refused` for what is none, is of another version, or was changed since it was written
 */
export const readSaved = (text: string, file = unnamed): SavedPlan => readSavedPlan(text, file);

const present = ({ program, values = new Map() }: Sound) => ({ spec: savedSpec(program), variables: savedVariables(values) });

/**
 * What has changed since a plan was saved: empty where everything that would be done now was planned so, from the same
 * values. What was planned and is done already is no difference.
 * @param now the plan that is made now
 * @throws Failure for a spec with errors
 */
export function stale(saved: SavedPlan, now: Plan, files: readonly SourceFile[], options: SpecOptions = {}): readonly Stale[] {
  return staleIn(saved, now, present(sound(files, options)));
}

/** @throws Failure `refused` for a saved plan that has expired, or is of another stack or region than the spec */
export function refuseBefore(saved: SavedPlan, { program }: Sound): void {
  refuseExpired(saved, unnamed, systemClock.now());
  refuseElsewhere(saved, unnamed, program.spec);
}

/** @throws Failure `refused` where the plan that is made now is not the saved one, or that has expired meanwhile */
export function assertStands(saved: SavedPlan, now: Plan, found: Sound): void {
  refuseExpired(saved, unnamed, systemClock.now());
  refuseElsewhere(saved, unnamed, now);
  const changed = staleIn(saved, now, present(found));
  if (changed.length === 0) return;
  const fields = changed.map(({ address, field }) => (address === undefined ? field : `${address} ${field}`));
  throw new Failure('refused', `The saved plan is stale: ${count(changed.length, 'thing')} changed since it was made. Nothing was sent.`, {
    help: `Call stale for the values then and now. The first: ${fields[0]}.`,
  });
}
