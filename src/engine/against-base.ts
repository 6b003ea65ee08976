import { sameJson } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { meaningOf } from '../compile/meaning.ts';
import { changesOfBase } from '../diff/base.ts';
import type { LiveState } from '../diff/live-state.ts';
import type { Ways } from '../diff/ways.ts';
import type { Program } from '../frontend/analyze.ts';
import type { Desired } from '../kinds/desired.ts';
import { compareWith } from '../plan/against.ts';
import type { Against } from '../plan/compared.ts';
import { planEntryOf } from '../plan/plan-entry.ts';
import type { PlanEntry } from '../plan/plan.ts';

/** The spec as a commit has it, which a plan is compared with. */
export type Base = {
  readonly ref: string;
  readonly commit: string;
  readonly notes: readonly string[];
  /** Absent where that commit has no spec. */
  readonly program?: Program;
};

/** The entries of the base that are about the same stack; none of a stack of another name or region. */
export const comparable = (base: Base | undefined, { spec: { stack, region } }: Program): readonly Desired[] => {
  const program = base?.program;
  return program !== undefined && program.spec.stack === stack && program.spec.region === region ? program.desired : [];
};

function notesOf({ notes, program, ref }: Base, { spec: { stack, region } }: Program): readonly string[] {
  if (program === undefined || (program.spec.stack === stack && program.spec.region === region)) return notes;
  const { spec } = program;
  return [...notes, `The spec at ${ref} is of the stack ${spec.stack} in ${spec.region}, so everything counts as edited.`];
}

/** Tells the differences of a plan by where they come from. */
export function againstBase(
  base: Base,
  entries: readonly PlanEntry[],
  program: Program,
  { live, ways, now }: { readonly live: LiveState; readonly ways: Ways; readonly now: number },
): Against {
  const desired = comparable(base, program);
  const spec = desired.length > 0 ? base.program?.spec : undefined;
  const baseWays: Ways = { moved: spec?.moved ?? [], removed: spec?.removed ?? [], prune: ways.prune };
  const changes = changesOfBase({ desired, ways: baseWays }, live, program.spec.stack, now, ways);
  const meanings = (all: readonly Desired[]): ReadonlyMap<string, Json> =>
    new Map(all.map((one) => [one.address, meaningOf(one) as unknown as Json]));
  const [here, there] = [meanings(program.desired), meanings(desired)];
  const sameMeaning = (address: string): boolean => sameJson(here.get(address) ?? null, there.get(address) ?? null);
  return {
    ref: base.ref,
    commit: base.commit,
    notes: notesOf(base, program),
    differences: compareWith(
      entries,
      changes.map((change) => planEntryOf(change)),
      sameMeaning,
    ),
  };
}
