import { checkFaults } from '../faults/parse.ts';
import { startFaults } from '../faults/rules.ts';
import type { FaultList, FaultRule } from '../faults/rules.ts';
import { executeDueCalls } from '../instance.ts';
import type { Instance } from '../instance.ts';
import type { ClockChange, WorldClock } from '../model/clock.ts';
import { checkSettings, setSettings } from '../model/parse-settings.ts';
import { rememberState } from '../model/replicas.ts';
import type { Settings } from '../model/settings.ts';
import type { World } from '../model/world.ts';
import { applyEdit } from '../state/edits.ts';
import type { WorldEdit } from '../state/edits.ts';
import { checkClock, checkThing } from './check-requests.ts';
import type { WorldChange } from './check-requests.ts';

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

export type { WorldChange } from './check-requests.ts';

function editOf(change: WorldChange, at: number): WorldEdit {
  if ('add' in change) return { type: 'add', at, seed: change.add, ...(change.account !== undefined && { account: change.account }) };
  if ('set' in change) return { type: 'edit', at, id: change.id, set: change.set };
  return { type: 'delete' in change ? 'remove' : 'rebuild', at, id: change.id };
}

/** Changes the world as somebody else would. @throws Failure `usage` for what does not exist, or does not fit */
export function changeWorld(instance: Instance, change: WorldChange): void {
  const { model, world, now, onChange } = instance;
  const edit = editOf(checkThing(change), now());
  instance.past = rememberState(instance, edit.at);
  applyEdit(model, world, edit);
  onChange?.(world, edit);
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
