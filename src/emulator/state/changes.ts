import { editResource } from '../model/edit-resource.ts';
import type { ResourceEdit } from '../model/edit-resource.ts';
import type { ApiReply, ApiRequest, Model } from '../model/model.ts';
import type { ReplyBody } from '../model/wire-value.ts';
import { setSettings } from '../model/parse-settings.ts';
import type { Settings } from '../model/settings.ts';
import type { World } from '../model/world.ts';

/** What changed a world, so that it can be replayed. */
export type StateChange =
  /** A call that took effect, with its reply. */
  | {
      readonly type: 'call';
      readonly at: number;
      readonly call: Omit<ApiRequest, 'requestId'>;
      readonly fails?: true;
      readonly reply: ReplyBody;
    }
  | { readonly type: 'settings'; readonly settings: Partial<Settings> }
  | { readonly type: 'edit'; readonly at: number; readonly id: string; readonly set: ResourceEdit };

/**
 * Lets the model answer a call, and returns what it changed.
 * @param fails whether what the call begins ends as failed
 */
export function runCall(
  model: Model,
  world: World,
  request: ApiRequest,
  at: number,
  fails: boolean,
): { reply: ApiReply; change?: StateChange } {
  const reply = answer(model, world, request, at, fails);
  // A refused call leaves its token behind where tokens are spent by refusals.
  const changes = !reply.reads && (reply.code === '' || world.settings.tokenPoisoned);
  if (!changes) return { reply };
  const { requestId: _, ...call } = request;
  return { reply, change: { type: 'call', at, call, ...(fails && { fails: true }), reply: withoutRequestId(reply) } };
}

function answer(model: Model, world: World, request: ApiRequest, at: number, fails: boolean): ApiReply {
  const { settings } = world;
  if (fails) world.settings = { ...settings, snapshotsFail: true };
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
    case 'edit':
      model.tick(world, change.at);
      return editResource(world, change.id, change.set, change.at);
    case 'call':
      return replayCall(model, world, change);
    default:
      return change satisfies never;
  }
}

function replayCall(model: Model, world: World, { call, at, fails, reply }: Extract<StateChange, { readonly type: 'call' }>): void {
  const now = JSON.stringify(withoutRequestId(answer(model, world, { ...call, requestId: '' }, at, fails === true)));
  if (now !== JSON.stringify(reply)) throw new RangeError(`${call.action} was answered with ${JSON.stringify(reply)}, and now with ${now}`);
}
