import { markerHash, tokenOf, createApiOf } from '../compile/identity.ts';
import { elect } from '../diff/ownership-election.ts';
import { marksOf, nameTaking, valuesOf } from '../diff/ownership-marks.ts';
import { generationOf, isCopy, liveTargets, proofIn } from '../diff/ownership-proof.ts';
import { digestIn } from '../compile/identity.ts';
import type { Owner } from '../kinds/ownership-tags.ts';
import { isRecord } from '../base/json.ts';
import type { Param, WriteCall } from '../kinds/calls.ts';
import type { Live } from '../kinds/live.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Operation, Plan, Taking } from '../plan/plan.ts';

/** A create operation, which knows what its token says. */
export type Create = Operation & { readonly taking: Taking; readonly token: string };

/** What a look shows of the backup that an operation creates. */
export type Ours = {
  /** The one that counts. */
  readonly live?: Live;
  /** Proven ones that did not fail. */
  readonly living: readonly Live[];
  /** Proven ones that failed. */
  readonly failed: readonly Live[];
  /** What may be the entry's and is not proven. */
  readonly doubtful: readonly Live[];
  /** The largest attempt that anything proven carries; -1 where nothing is. */
  readonly generation: number;
};

type Marks = Omit<Owner, 'op'>;

/** What the marks of the entry say, and what they said under its former names. */
const takingsOf = ({ stack }: Plan, { address, taking: { occurrence, formerly = [] } }: Create): readonly Marks[] =>
  [{ stack, address }, ...formerly].map((name) => ({ ...name, occurrence }));

const isNamed = (one: Marks, takings: readonly Marks[]): boolean =>
  takings.some(({ stack, address, occurrence }) => one.stack === stack && one.address === address && one.occurrence === occurrence);

/** The attempt of which a resource is: by its marker, or by its op where all four marks are there. */
function generationIn(one: Live, operation: Create, plan: Plan): number | undefined {
  const takings = takingsOf(plan, operation);
  if (kindOf(operation.section).ownership === 'marker')
    return takings.some(({ stack, address, occurrence }) => one.marker === markerHash(stack, address, occurrence)) ? 0 : undefined;
  const { owner } = one;
  if (owner === undefined || !isNamed(owner, takings)) return undefined;
  const targets = [operation.taking.target, ...liveTargets(one)];
  const digest = digestIn(owner.op);
  if (digest === undefined) return undefined;
  // While names change, op may still be of the former ones.
  return takings.map((taking) => generationOf(digest, one.section, taking, targets, plan)).find((generation) => generation !== undefined);
}

/** The former name whose marks a resource of the entry carries; undefined where it carries the present ones. */
export function formerNameIn({ owner }: Live, { address, taking: { formerly = [] } }: Create): string | undefined {
  const found = formerly.find((one) => one.address === owner?.address && one.stack === owner.stack);
  return found && (found.address === address ? `the stack ${found.stack}` : found.address);
}

/** Whether the spec lets go of a resource: its token is spent, and it is in nobody's way. */
export const isLetGo = ({ id }: Live, { taking: { letGo = [] } }: Create): boolean => letGo.includes(id);

/** Whether what a resource says makes it doubtful: nothing is created beside it. */
function isDoubtful(one: Live, operation: Create, plan: Plan): boolean {
  const marks = isLetGo(one, operation) ? [] : marksOf(one);
  if (marks.length === 0 || proofIn(one, undefined, plan) !== undefined) return false;
  return takingsOf(plan, operation).some((taking) => nameTaking(marks, taking)) || valuesOf(marks, 'op').includes(operation.token);
}

/** What is ours among live resources; copies are nobody's. */
export function oursIn(live: readonly Live[], operation: Create, plan: Plan): Ours {
  const own = live.filter((one) => one.section === operation.section);
  const originals = own.filter((one) => !isCopy(one, plan.region));
  const proven = own.flatMap((one) => {
    const generation = generationIn(one, operation, plan);
    return generation === undefined ? [] : [{ one, generation }];
  });
  const counted = proven.map(({ one }) => one).filter((one) => originals.includes(one));
  const living = counted.filter(({ status }) => status !== 'failed');
  const { live: elected } = elect(kindOf(operation.section), living);
  return {
    ...(elected && { live: elected }),
    living,
    failed: counted.filter(({ status }) => status === 'failed'),
    doubtful: originals.filter((one) => !counted.includes(one) && isDoubtful(one, operation, plan)),
    generation: Math.max(-1, ...proven.map(({ generation }) => generation)),
  };
}

/** Whether a resource is proven for another entry, or another stack. */
export const isOfAnother = (one: Live, operation: Create, plan: Plan): boolean =>
  generationIn(one, operation, plan) === undefined && proofIn(one, undefined, plan) !== undefined;

function replaced(value: Param, from: string, to: string): Param {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((one: Param) => replaced(one, from, to));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value as { [name: string]: Param }).map(([name, one]) => [name, replaced(one, from, to)]));
}

/** The same create as another attempt: its token stands in the call as ClientToken and as the mark of the operation. */
export function atGeneration(operation: Create, generation: number, plan: Plan): Create {
  const { stack, account, region } = plan;
  const { address, section, taking, call } = operation;
  const { occurrence, target } = taking;
  const token = tokenOf({ account, region, api: createApiOf(section), stack, address, occurrence, target, generation });
  const params = replaced(call.params as Param, operation.token, token) as WriteCall['params'];
  return { ...operation, token, taking: { ...taking, generation }, call: { ...call, params } };
}
