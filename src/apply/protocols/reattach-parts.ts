import type { Operation, TakenOff } from '../../plan/plan.ts';
import type { OperationResult } from '../../plan/receipt.ts';
import type { AttachmentState } from './attachments-state.ts';

/** An operation that attaches what it takes off elsewhere first. */
export type Reattach = Operation & { readonly from: TakenOff };

/** What it is at, one after the other; it is put back only where it could not be attached. */
export type Phase = 'electing' | 'detaching' | 'attaching' | 'putting-back';

export type ReattachState = {
  readonly phase: Phase;
  /** Of what it is at. */
  readonly inner: AttachmentState;
  /** When a call was last sent that takes it off and may have taken effect. */
  readonly takenOffAt?: number;
  /** Why it could not be attached. */
  readonly failed?: OperationResult;
};

/** The attaching or taking off that a phase comes to. */
export function partOf({ from, createdAt, ...rest }: Reattach, phase: Phase): Operation {
  const there = { resourceId: from.id, address: from.address };
  switch (phase) {
    case 'electing':
      return { ...rest, action: 'attach', ...(createdAt !== undefined && { createdAt }) };
    case 'attaching':
      return { ...rest, action: 'attach' };
    case 'detaching':
      return { ...rest, ...there, action: 'detach' };
    case 'putting-back':
      return { ...rest, ...there, action: 'attach' };
    default:
      return phase satisfies never;
  }
}
