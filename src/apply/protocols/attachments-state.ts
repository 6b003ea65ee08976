import type { Refusal } from '../answer.ts';

/** What was refused, and why. */
export type Refused = { readonly id: string; readonly refusal: Refusal };

/** When it was first looked at; since when its marks are not seen; and whether what is attached is looked at as well, since time has passed. */
export type Electing = { readonly firstAt?: number; readonly unmarkedAt?: number; readonly again?: true };

export type AttachmentState = {
  /** The resource that they are attached to, or taken off from. */
  readonly id: string;
  /** When the look began that says what is still to be sent. */
  readonly basedOn: number;
  /** When the look began that says whose the resource is. */
  readonly ownedAt: number;
  /** What is still to be sent, a call each. */
  readonly parts: readonly (readonly string[])[];
  /** What was sent and is not seen yet. */
  readonly unseen: readonly string[];
  readonly refused: readonly Refused[];
  readonly requestId?: string;
  /** It has to be seen which of several counts, and that it is still ours. */
  readonly electing?: Electing;
  /** Why a call was not answered. */
  readonly reason?: string;
  readonly sentAt?: number;
  /** How often something was sent again that was not seen. */
  readonly tries: number;
  readonly refusedAt?: number;
  readonly rechecks?: number;
  /** Something was sent by this run that may have taken effect. */
  readonly changed?: true;
};
