import type { ApiReply, ApiRequest, Model } from '../model/model.ts';
import type { ReplyBody } from '../model/wire-value.ts';
import { setSettings } from '../model/parse-settings.ts';
import type { Settings } from '../model/settings.ts';
import type { World } from '../model/world.ts';
import { applyEdit } from './edits.ts';
import type { WorldEdit } from './edits.ts';

/** What changed a world, so that it can be replayed. */
export type StateChange =
  /** A call that took effect, with its reply. */
  | {
      readonly type: 'call';
      readonly at: number;
      readonly call: Omit<ApiRequest, 'requestId'>;
      readonly fails?: true;
      readonly spends?: true;
      readonly reply: ReplyBody;
    }
  | { readonly type: 'settings'; readonly settings: Partial<Settings> }
  | WorldEdit;

/** What else a call does: what it begins `fails` in the end, or it `spends` its ClientToken. */
export type SideEffects = { readonly fails?: true; readonly spends?: true };

/** Lets the model answer a call, and returns what it changed. */
export function runCall(
  model: Model,
  world: World,
  request: ApiRequest,
  at: number,
  effects: SideEffects,
): { reply: ApiReply; change?: StateChange } {
  const reply = answer(model, world, request, at, effects);
  // A refused call leaves its token behind where tokens are spent by refusals.
  const changes = !reply.reads && (reply.code === '' || world.settings.tokenPoisoned);
  if (!changes) return { reply };
  const { requestId: _, ...call } = request;
  return { reply, change: { type: 'call', at, call, ...effects, reply: withoutRequestId(reply) } };
}

function answer(model: Model, world: World, request: ApiRequest, at: number, { fails, spends }: SideEffects): ApiReply {
  const { settings } = world;
  if (fails || spends) world.settings = { ...settings, ...(fails && { snapshotsFail: true }), ...(spends && { tokenSpentByEffect: true }) };
  try {
    return model.answer(world, request, at);
  } finally {
    world.settings = settings;
  }
}

function withoutRequestId({ body: { RequestId: _, ...rest } }: ApiReply): ReplyBody {
  return rest;
}

/**
 * Repeats a change in the world as it was before.
 * @throws RangeError where the result differs, as when another version made the change
 */
export function replay(model: Model, world: World, change: StateChange): void {
  switch (change.type) {
    case 'settings':
      return setSettings(world, change.settings);
    case 'call':
      return replayCall(model, world, change);
    default:
      return applyEdit(model, world, change);
  }
}

function replayCall(model: Model, world: World, { call, at, reply, ...effects }: Extract<StateChange, { readonly type: 'call' }>): void {
  const now = JSON.stringify(withoutRequestId(answer(model, world, { ...call, requestId: '' }, at, effects)));
  if (now !== JSON.stringify(reply)) throw new RangeError(`${call.action} was answered with ${JSON.stringify(reply)}, and now with ${now}`);
}
