import { count } from '../base/text.ts';
import { ServiceError } from '../cloud/errors.ts';
import { speaksOfDisks } from '../facts/api-errors/index.ts';
import type { WriteCall } from '../kinds/calls.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Operation } from '../plan/plan.ts';
import type { CallOutcome } from './call.ts';

/** Sends one call of an operation. */
export type Send = (call: WriteCall) => Promise<CallOutcome>;

/** What came of attaching, disk by disk. */
export type Attached = {
  /** The answer for what was attached; absent where nothing was. */
  readonly done?: CallOutcome;
  /** Disks that were refused, each with its own answer. */
  readonly refused: readonly { readonly id: string; readonly error: ServiceError }[];
  /** An answer that says nothing of single disks: the rest was not tried. */
  readonly other?: CallOutcome;
};

const halves = (ids: readonly string[]): readonly (readonly string[])[] => {
  const middle = Math.ceil(ids.length / 2);
  return [ids.slice(0, middle), ids.slice(middle)];
};

/** Whether a refusal may be that of one disk among several. */
const isOfDisks = (outcome: CallOutcome): outcome is CallOutcome & { error: ServiceError } =>
  outcome.type === 'refused' && outcome.error instanceof ServiceError && speaksOfDisks(outcome.error.code);

/**
 * Attaches disks in one call, and in halves where the service refuses the call for one of them, until that one is found:
 * the others are protected all the same.
 * @param id the resource that they are attached to
 */
export async function sendAttach(operation: Operation, id: string, send: Send): Promise<Attached> {
  const how = kindOf(operation.section).attachments;
  const { ids = [] } = operation;
  if (how === undefined) return { refused: [], other: await send(operation.call) };
  const refused: { id: string; error: ServiceError }[] = [];
  let done: CallOutcome | undefined;
  const pending: (readonly string[])[] = [ids];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    const outcome = await send(how.attach(operation.call.region, id, part));
    if (outcome.type === 'done' || outcome.type === 'already') done = outcome;
    else if (!isOfDisks(outcome)) return { ...(done && { done }), refused, other: outcome };
    else if (part.length > 1) pending.push(...[...halves(part)].reverse());
    else refused.push({ id: part[0] as string, error: outcome.error });
  }
  return { ...(done && { done }), refused };
}

/**
 * What is said of an attach of which some disks were refused.
 * @param complete every disk was tried
 */
export function refusalText({ ids = [] }: Operation, refused: Attached['refused'], complete: boolean): string {
  const rest = ids.length - refused.length;
  const named = refused.map(({ id, error }) => `Disk ${id}: ${error.summary}`).join(' ');
  if (!complete) return `${named} Not all of the others were tried.`;
  const others = rest === 0 ? 'None was attached.' : `${count(rest, 'other disk')} ${rest === 1 ? 'was' : 'were'} attached.`;
  return `${named} ${others}`;
}
