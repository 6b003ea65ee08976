import { hasFailed, succeeded } from '../plan/receipt.ts';
import type { ApplyEvent, OperationResult } from '../plan/receipt.ts';
import type { Activity, Effect, MachineEvent, MachineState, Settings, Slot } from './machine-state.ts';
import type { Context } from './protocol.ts';

function activityOf({ want, busy, result }: Slot): Activity | undefined {
  if (result !== undefined) return undefined;
  if (busy !== undefined) return busy === 'write' ? 'writing' : 'looking';
  if (want === undefined) return 'unstarted';
  return want.type === 'send' ? 'sending' : 'waiting';
}

/** A copy of a state that one step works on. */
export class Draft {
  readonly settings: Settings;
  readonly slots: Map<string, Slot>;
  readonly ids: Map<string, string>;
  private readonly doing: Record<Activity, ReadonlySet<string>>;
  /** The sets of `doing` that are copies. */
  private readonly copied = new Map<Activity, Set<string>>();
  private readonly held: Set<string>;
  private readonly openIn: number[];
  failed: string | undefined;
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
  /** Grows with whatever is done. */
  changes = 0;
  /** When there is something to do next. */
  wakeAt = Number.POSITIVE_INFINITY;

  constructor(state: MachineState, { now, chance }: MachineEvent) {
    this.settings = state.settings;
    this.slots = new Map(state.slots);
    this.ids = new Map(state.ids);
    this.doing = { ...state.doing };
    this.held = new Set(state.held);
    this.openIn = [...state.openIn];
    this.failed = state.failed;
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
    const { settings, slots, ids, doing, held, openIn, failed, limits, lookCount, lookedAt, careful, ending, failure, isOver } = this;
    return {
      settings,
      slots,
      ids,
      doing,
      held,
      openIn,
      ...(failed !== undefined && { failed }),
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

  /** The operations of an activity, as they are now. */
  all(activity: Activity): readonly string[] {
    return [...this.doing[activity]];
  }

  count(activity: Activity): number {
    return this.doing[activity].size;
  }

  /** The stage that has begun; undefined where everything has ended. */
  get stage(): number | undefined {
    const stage = this.openIn.findIndex((open) => open > 0);
    return stage < 0 ? undefined : stage;
  }

  holds(lane: string): boolean {
    return this.held.has(lane);
  }

  /** Sets a slot, and keeps what is counted of it in step. */
  put(id: string, slot: Slot): void {
    const before = this.slot(id);
    this.slots.set(id, slot);
    this.changes += 1;
    const [from, to] = [activityOf(before), activityOf(slot)];
    if (from === to) return;
    if (from !== undefined) this.own(from).delete(id);
    if (to !== undefined) this.own(to).add(id);
    if (from === 'unstarted' && to !== undefined) for (const lane of slot.lanes) this.held.add(lane);
    if (to !== undefined) return;
    if (from !== 'unstarted') for (const lane of slot.lanes) this.held.delete(lane);
    this.openIn[slot.stage] = (this.openIn[slot.stage] as number) - 1;
  }

  private own(activity: Activity): Set<string> {
    const copy = this.copied.get(activity) ?? new Set(this.doing[activity]);
    this.copied.set(activity, copy);
    this.doing[activity] = copy;
    return copy;
  }

  set(id: string, change: Partial<Slot>): void {
    this.put(id, { ...this.slot(id), ...change });
  }

  context(): Context {
    const { plan, settle, wait } = this.settings;
    return { plan, now: this.now, settle, wait, careful: this.careful, ids: this.ids, resultOf: (id) => this.slots.get(id)?.result };
  }

  end(id: string, result: OperationResult): void {
    const { operation, state } = this.slot(id);
    const { want: _, busy: __, ...rest } = this.slot(id);
    this.put(id, { ...rest, result });
    if (hasFailed(result)) this.failed ??= id;
    if (operation.action === 'create' && succeeded(result) && result.resourceId !== undefined)
      this.ids.set(operation.address, result.resourceId);
    if (state !== undefined || result.outcome !== 'skipped') this.tell({ type: 'ended', operation, result });
  }
}
