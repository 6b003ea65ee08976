import { count } from '../base/text.ts';
import type { Reduction } from './reductions.ts';

/** Who approved how many reductions. */
export type Approval = {
  readonly by: 'flag' | 'spec' | 'saved plan' | 'prompt';
  readonly reductions: number;
  readonly reason?: string;
};

/** What a spec and a command line say about reductions. */
export type GateOptions = {
  readonly approvals: readonly Approval[];
  /** `limits.reductions`: so many need no approval. */
  readonly limit: number;
};

/** Whether what a plan takes away may be taken away. */
export type Gate = {
  readonly reductions: readonly Reduction[];
  /** What the numbers of approvals and limits are compared with. */
  readonly count: number;
  readonly passed: boolean;
  /** The approval by which it passed. */
  readonly approval?: Approval;
  /** Why it did not pass, or what to know although it did. */
  readonly notes: readonly string[];
};

const sources: { readonly [B in Approval['by']]: string } = {
  flag: '--approve-reductions',
  spec: 'approve.reductions',
  'saved plan': 'the saved plan',
  prompt: 'the prompt',
};

const inWords = ({ by, reductions }: Approval): string => `${sources[by]} (${reductions})`;

function unused(approvals: readonly Approval[], pending: number): string[] {
  return approvals
    .filter(({ reductions }) => reductions > pending)
    .map((one) => `${inWords(one)} approves more than the ${pending} that ${pending === 1 ? 'is' : 'are'} pending.`);
}

function refusal(pending: number, { approvals, limit }: GateOptions, emptied: readonly string[]): string[] {
  const least = `${count(pending, 'reduction')} of protection ${pending === 1 ? 'is' : 'are'} not approved.`;
  if (approvals.length > 0) return [least, `${approvals.map(inWords).join(' and ')} approves fewer.`];
  if (pending <= limit && emptied.length > 0)
    return [least, `limits.reductions (${limit}) does not cover ${emptied.join(', ')}: what is protected goes from some to none.`];
  return [least, ...(limit > 0 ? [`limits.reductions lets ${limit} pass.`] : [])];
}

/**
 * Judges reductions: an approved number must not be exceeded, and small ones pass by the spec's own limit, except where
 * an entry goes from some to none.
 */
export function gateOf(reductions: readonly Reduction[], emptied: readonly string[], options: GateOptions): Gate {
  const pending = reductions.reduce((sum, one) => sum + one.count, 0);
  const base = { reductions, count: pending };
  const approval = options.approvals.find((one) => one.reductions >= pending);
  if (pending === 0) return { ...base, passed: true, notes: unused(options.approvals, 0) };
  if (approval !== undefined) return { ...base, passed: true, approval, notes: unused([approval], pending) };
  if (pending <= options.limit && emptied.length === 0) return { ...base, passed: true, notes: [] };
  return { ...base, passed: false, notes: refusal(pending, options, emptied) };
}

/** Nothing is approved and nothing passes by itself. */
export const closedGate: GateOptions = { approvals: [], limit: 0 };

/** So many reductions are approved by whoever starts the run; none where it is absent. */
export const approvedByFlag = (reductions: number | undefined): GateOptions =>
  reductions === undefined ? closedGate : { ...closedGate, approvals: [{ by: 'flag', reductions }] };

/** What is approved, with the approval that a saved plan was made with. */
export const withApprovalOf = (saved: Omit<Approval, 'by'> | undefined, gate: GateOptions): GateOptions =>
  saved === undefined ? gate : { ...gate, approvals: [...gate.approvals, { by: 'saved plan', ...saved }] };
