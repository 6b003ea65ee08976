import type { Settings } from '../kinds/emulation-settings.ts';
import type { World } from '../kinds/emulation.ts';
import { checkClock } from './clock.ts';
import type { Clock, ClockChange } from './clock.ts';
import { commitLate } from './commit.ts';
import { checkFaults, faultsOf } from './faults.ts';
import type { FaultList, FaultRule } from './faults.ts';
import type { Running } from './running.ts';
import { checkSettings, setSettings } from './settings.ts';
import { changeThing } from './things.ts';
import type { Members } from './things.ts';

/** What can be set on a local cloud while it runs. */
export type Controls = {
  readonly faults?: FaultList | readonly FaultRule[];
  readonly settings?: Partial<Settings>;
  readonly clock?: ClockChange;
};

/** A rule of faults, with how many calls it matched and how often it struck. */
export type FaultCount = FaultRule & { readonly seen: number; readonly struck: number };

/** Sets faults, settings and clock, in this order; faults replace those before. @throws Failure `usage` for what is wrong */
export function control(running: Running, clock: Clock, { faults, settings, clock: change }: Controls): void {
  if (faults !== undefined) running.faults = faultsOf(checkFaults(faults, 'the faults'));
  if (settings !== undefined) changeSettings(running, settings);
  if (change !== undefined) clock.set(checkClock(change));
  commitLate(running);
}

function changeSettings({ model, world, onChange }: Running, given: Partial<Settings>): void {
  const settings = checkSettings(given, model);
  if (Object.keys(settings).length === 0) return;
  setSettings(world, settings);
  onChange?.(world, { type: 'settings', settings });
}

/** Changes a thing of the world as somebody else would. @throws Failure `usage` for a thing or member that is not there */
export function changeOf({ model, world, now, onChange }: Running, id: string, set: Members): void {
  const at = now();
  model.tick(world, at);
  changeThing(world, id, set, at);
  onChange?.(world, { type: 'thing', at, id, set });
}

/** The world as it is at this moment. */
export function worldNow(running: Running): World {
  commitLate(running);
  running.model.tick(running.world, running.now());
  return running.world;
}

/** The faults at work. */
export const faultCounts = ({ faults }: Running): readonly FaultCount[] =>
  faults.rules.map((rule, at) => ({ ...rule, seen: faults.seen[at] ?? 0, struck: faults.struck[at] ?? 0 }));
