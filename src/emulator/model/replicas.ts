import type { ApiReply, ApiRequest, Model } from './model.ts';
import { copyWorld } from './world.ts';
import type { World } from './world.ts';

/** The state of a world until a moment. */
export type PastState = { readonly until: number; readonly world: World };

type Replicated = { readonly model: Model; readonly world: World; readonly past: readonly PastState[] };

const maxLag = ({ settings }: World): number => Math.max(0, ...settings.replicaLagMs);

/** The past states, with that of now before it changes, as far back as the oldest replica. */
export function rememberState({ world, past }: Replicated, now: number): readonly PastState[] {
  const lag = maxLag(world);
  return lag === 0 ? [] : [...past.filter(({ until }) => until > now - lag), { until: now, world: copyWorld(world) }];
}

/** Lets one of the replicas answer a read: with what the world was as long ago as it lags. Writes go to the world itself. */
export function answerFromReplica(replicated: Replicated, request: ApiRequest, now: number, random: () => number): ApiReply {
  const { model, world, past } = replicated;
  const lags = world.settings.replicaLagMs;
  const lag = lags.length === 0 ? 0 : (lags[Math.floor(random() * lags.length)] ?? 0);
  const then = past.find(({ until }) => until > now - lag);
  if (lag === 0 || then === undefined) return model.answer(world, request, now);
  return model.answer({ ...copyWorld(then.world), settings: world.settings }, request, now - lag);
}
