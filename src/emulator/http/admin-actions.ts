import { checkFaults } from '../faults/parse.ts';
import { startFaults } from '../faults/rules.ts';
import type { FaultList, FaultRule } from '../faults/rules.ts';
import { executeDueCalls } from '../instance.ts';
import type { Instance } from '../instance.ts';
import { checkClock } from '../model/clock.ts';
import type { ClockChange, WorldClock } from '../model/clock.ts';
import { editResource } from '../model/edit-resource.ts';
import type { ResourceEdit } from '../model/edit-resource.ts';
import { checkSettings, setSettings } from '../model/parse-settings.ts';
import type { Settings } from '../model/settings.ts';
import type { World } from '../model/world.ts';

/** What can be set on a local cloud while it runs. */
export type Controls = {
  readonly faults?: FaultList | readonly FaultRule[];
  readonly settings?: Partial<Settings>;
  readonly clock?: ClockChange;
};

/** A fault rule, with how many calls it matched and how often it was injected. */
export type FaultCount = FaultRule & { readonly matched: number; readonly injected: number };

/** Sets faults, settings and clock, in this order; faults replace those before. @throws Failure `usage` for invalid values */
export function setControls(instance: Instance, clock: WorldClock, { faults, settings, clock: change }: Controls): void {
  if (faults !== undefined) instance.faults = startFaults(checkFaults(faults, 'faults'));
  if (settings !== undefined) changeSettings(instance, settings);
  if (change !== undefined) clock.set(checkClock(change));
  executeDueCalls(instance);
}

function changeSettings({ model, world, onChange }: Instance, given: Partial<Settings>): void {
  const settings = checkSettings(given, model);
  if (Object.keys(settings).length === 0) return;
  setSettings(world, settings);
  onChange?.(world, { type: 'settings', settings });
}

/** Changes a resource as somebody else would. @throws Failure `usage` for a resource or member that does not exist */
export function changeResource({ model, world, now, onChange }: Instance, id: string, set: ResourceEdit): void {
  const at = now();
  model.tick(world, at);
  editResource(world, id, set, at);
  onChange?.(world, { type: 'edit', at, id, set });
}

/** The world as it is at this moment. */
export function currentWorld(instance: Instance): World {
  executeDueCalls(instance);
  instance.model.tick(instance.world, instance.now());
  return instance.world;
}

/** The active faults. */
export const faultCounts = ({ faults }: Instance): readonly FaultCount[] =>
  faults.rules.map((rule, at) => ({ ...rule, matched: faults.matched[at] ?? 0, injected: faults.injected[at] ?? 0 }));
