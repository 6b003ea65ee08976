import type { Settings } from '../model/settings.ts';
import type { World } from '../model/world.ts';
import { checkClock } from '../model/clock.ts';
import type { WorldClock, ClockChange } from '../model/clock.ts';
import { executeLate } from '../model/execute.ts';
import { checkFaults, faultsOf } from '../faults/rules.ts';
import type { FaultList, FaultRule } from '../faults/rules.ts';
import type { Instance } from '../instance.ts';
import { checkSettings, setSettings } from '../model/parse-settings.ts';
import { editResource } from '../model/edit-resource.ts';
import type { Attributes } from '../model/edit-resource.ts';

/** What can be set on a local cloud while it runs. */
export type Controls = {
  readonly faults?: FaultList | readonly FaultRule[];
  readonly settings?: Partial<Settings>;
  readonly clock?: ClockChange;
};

/** A rule of faults, with how many calls it matched and how often it struck. */
export type FaultCount = FaultRule & { readonly seen: number; readonly struck: number };

/** Sets faults, settings and clock, in this order; faults replace those before. @throws Failure `usage` for what is wrong */
export function control(running: Instance, clock: WorldClock, { faults, settings, clock: change }: Controls): void {
  if (faults !== undefined) running.faults = faultsOf(checkFaults(faults, 'the faults'));
  if (settings !== undefined) changeSettings(running, settings);
  if (change !== undefined) clock.set(checkClock(change));
  executeLate(running);
}

function changeSettings({ model, world, onChange }: Instance, given: Partial<Settings>): void {
  const settings = checkSettings(given, model);
  if (Object.keys(settings).length === 0) return;
  setSettings(world, settings);
  onChange?.(world, { type: 'settings', settings });
}

/** Changes a thing of the world as somebody else would. @throws Failure `usage` for a thing or member that is not there */
export function changeOf({ model, world, now, onChange }: Instance, id: string, set: Attributes): void {
  const at = now();
  model.tick(world, at);
  editResource(world, id, set, at);
  onChange?.(world, { type: 'thing', at, id, set });
}

/** The world as it is at this moment. */
export function worldNow(running: Instance): World {
  executeLate(running);
  running.model.tick(running.world, running.now());
  return running.world;
}

/** The faults at work. */
export const faultCounts = ({ faults }: Instance): readonly FaultCount[] =>
  faults.rules.map((rule, at) => ({ ...rule, seen: faults.seen[at] ?? 0, struck: faults.struck[at] ?? 0 }));
