import type { ReplyBody, World } from './world.ts';
import type { StateChange, Instance } from '../instance.ts';
import type { ApiReply, ApiRequest, Model } from './model.ts';
import { setSettings } from './parse-settings.ts';
import { editResource } from './edit-resource.ts';

type Site = Pick<Instance, 'model' | 'world' | 'onChange'>;

/** Has the model answer a call, and tells whoever keeps the world what it changed. */
export function execute(site: Site, request: ApiRequest, at: number, fails = false): ApiReply {
  const reply = answered(site, request, at, fails);
  // A refused call leaves its token behind where tokens are spent by refusals.
  const changes = !reply.reads && (reply.code === '' || site.world.settings.tokenPoisoned);
  if (changes) site.onChange?.(site.world, written(request, at, fails, reply));
  return reply;
}

function written({ requestId: _, ...call }: ApiRequest, at: number, fails: boolean, reply: ApiReply): StateChange {
  return { type: 'call', at, call, ...(fails && { fails: true }), reply: withoutId(reply) };
}

/** What an answer says, apart from the number that every answer has. */
function withoutId({ body: { RequestId: _, ...rest } }: ApiReply): ReplyBody {
  return rest;
}

function answered({ model, world }: Pick<Site, 'model' | 'world'>, request: ApiRequest, at: number, fails: boolean): ApiReply {
  const { snapshotsFail } = world.settings;
  if (fails) world.settings.snapshotsFail = true;
  try {
    return model.answer(world, request, at);
  } finally {
    world.settings.snapshotsFail = snapshotsFail;
  }
}

function again(model: Model, world: World, { call, at, fails, reply }: Extract<StateChange, { readonly type: 'call' }>): void {
  const now = JSON.stringify(withoutId(answered({ model, world }, { ...call, requestId: '' }, at, fails === true)));
  if (now !== JSON.stringify(reply)) throw new RangeError(`${call.action} was answered with ${JSON.stringify(reply)}, and now with ${now}`);
}

/** Lets the calls take effect whose time has come. */
export function executeLate(running: Instance): void {
  const now = running.now();
  const due = running.late.filter((one) => one.at <= now);
  if (due.length === 0) return;
  running.late = running.late.filter((one) => one.at > now);
  for (const { at, call } of [...due].sort((a, b) => a.at - b.at)) execute(running, call, at);
}

/**
 * Does a change again, as it was done the first time.
 * @throws RangeError where it comes out differently, as when another version did it
 */
export function replay(model: Model, world: World, change: StateChange): void {
  switch (change.type) {
    case 'settings':
      return setSettings(world, change.settings);
    case 'thing':
      model.tick(world, change.at);
      return editResource(world, change.id, change.set, change.at);
    case 'call':
      return again(model, world, change);
    default:
      return change satisfies never;
  }
}
