import { kindOf } from '../../kinds/registry.ts';
import type { OperationResult } from '../../plan/receipt.ts';
import type { Operation } from '../../plan/plan.ts';
import type { Create } from '../ours.ts';
import { lookAt } from '../protocol.ts';
import type { Next } from '../protocol.ts';
import type { Ask } from '../sighting.ts';

/** What the look is for that is under way. */
export type Phase =
  /** Whether it is there already: what the plan saw is too old, or a temporary refusal is over. Two looks in a row have to lack it. */
  | { readonly name: 'fresh'; readonly isLacking?: true }
  /** Whether it is absent in two looks alike that lie a settle time apart. */
  | { readonly name: 'survey'; readonly first?: { readonly at: number; readonly ids: string }; readonly isAlike?: true }
  /** What a call that was not answered has made. */
  | { readonly name: 'unclear'; readonly reason: string }
  /** Whether the service shows what it says that it made. */
  | { readonly name: 'listed'; readonly id: string; readonly requestId: string; readonly since: number; readonly isMissed?: true }
  /** Whether a token is spent that the service says is: two looks after its answer. */
  | { readonly name: 'spent'; readonly looked?: number }
  /** Until it is finished; since when it is not listed, where it was before; and what is still not known of a call of this run. */
  | {
      readonly name: 'unfinished';
      readonly result: OperationResult;
      readonly since: number;
      readonly missingSince?: number;
      readonly unclear?: string;
    };

export type CreateState = {
  /** The attempt that is being made. */
  readonly create: Create;
  readonly phase: Phase;
  /** When the first and the last call of this attempt were sent. */
  readonly firstSentAt?: number;
  readonly sentAt?: number;
  /** A time of the service at which the call of this attempt had not been sent yet. */
  readonly calledAfter?: number;
  /** What calls of this run were answered with and was not listed in time, so that the next token was taken: it may show up yet. */
  readonly missed?: readonly { readonly id: string; readonly calledAfter?: number }[];
  /** What was there before anything was sent. */
  readonly known?: readonly string[];
  /** It was sent once more after it was not found. */
  readonly resent?: true;
  /** When a temporary refusal came first. */
  readonly refusedAt?: number;
  /** When the service first said that the token is in use. */
  readonly busyAt?: number;
};

export type Step = Next<CreateState>;

export const takesToken = ({ section }: Operation): boolean => kindOf(section).ownership === 'tags';

/** Whether what it creates may be on its way under a former name: its token does not keep a second one from being made then. */
export const hadOtherNames = ({ taking: { formerly = [] } }: Create): boolean => formerly.length > 0;

export const nearAsk = ({ section, taking: { target } }: Create): Ask =>
  kindOf(section).targetListing === undefined ? { of: 'kind', section } : { of: 'target', section, target };

export const idAsk = ({ section }: Create, id: string): Ask => ({ of: 'ids', section, ids: [id] });

export const look = (state: CreateState, at: number, why?: string): Step => lookAt(state, [nearAsk(state.create)], at, why);

export const lookFor = (state: CreateState, id: string, at: number, why?: string): Step =>
  lookAt(state, [idAsk(state.create, id)], at, why);
