import type { ApplyEvent, OperationResult } from '../plan/receipt.ts';
import type { Effect, MachineEvent, MachineState, Settings, Slot } from './machine-state.ts';
import type { Context } from './protocol.ts';

/** Whether an operation has succeeded, so that others may follow it. */
export const succeeded = (result: OperationResult | undefined): boolean => result?.outcome === 'done' || result?.outcome === 'already';

/** A copy of a state that one step works on. */
export class Draft {
  readonly settings: Settings;
  readonly slots: Map<string, Slot>;
  readonly ids: Map<string, string>;
  limits: MachineState['limits'];
  lookCount: number;
  lookedAt: number;
  careful: boolean;
  ending: MachineState['ending'];
  failure: MachineState['failure'];
  isOver: boolean;
  readonly effects: Effect[] = [];
  readonly now: number;
  readonly chance: number;
  /** When there is something to do next. */
  wakeAt = Number.POSITIVE_INFINITY;

  constructor(state: MachineState, { now, chance }: MachineEvent) {
    this.settings = state.settings;
    this.slots = new Map(state.slots);
    this.ids = new Map(state.ids);
    this.limits = state.limits;
    this.lookCount = state.lookCount;
    this.lookedAt = state.lookedAt;
    this.careful = state.careful;
    this.ending = state.ending;
    this.failure = state.failure;
    this.isOver = state.isOver;
    this.now = now;
    this.chance = chance;
  }

  state(): MachineState {
    const { settings, slots, ids, limits, lookCount, lookedAt, careful, ending, failure, isOver } = this;
    return {
      settings,
      slots,
      ids,
      limits,
      lookCount,
      lookedAt,
      careful,
      ...(ending && { ending }),
      ...(failure && { failure }),
      isOver,
    };
  }

  get isEnding(): boolean {
    return this.ending !== undefined || this.failure !== undefined;
  }

  tell(event: ApplyEvent): void {
    this.effects.push({ type: 'tell', event });
  }

  wake(at: number): void {
    this.wakeAt = Math.min(this.wakeAt, at);
  }

  slot(id: string): Slot {
    return this.slots.get(id) as Slot;
  }

  set(id: string, change: Partial<Slot>): Slot {
    const slot = { ...this.slot(id), ...change };
    this.slots.set(id, slot);
    return slot;
  }

  context(): Context {
    const { plan, settle, wait } = this.settings;
    return { plan, now: this.now, settle, wait, careful: this.careful, ids: this.ids, resultOf: (id) => this.slots.get(id)?.result };
  }

  end(id: string, result: OperationResult): void {
    const { operation, state } = this.slot(id);
    const { want: _, busy: __, ...rest } = this.slot(id);
    this.slots.set(id, { ...rest, result });
    if (operation.action === 'create' && succeeded(result) && result.resourceId !== undefined)
      this.ids.set(operation.address, result.resourceId);
    if (state !== undefined || result.outcome !== 'skipped') this.tell({ type: 'ended', operation, result });
  }
}
