import { expect } from 'vitest';
import { initialState, resultsOf, step } from '../../src/apply/machine.ts';
import type { Answer } from '../../src/apply/answer.ts';
import type { Effect, MachineEvent, MachineState, Settings } from '../../src/apply/machine-state.ts';
import type { Live } from '../../src/kinds/live.ts';
import type { Operation } from '../../src/plan/plan.ts';
import type { Change } from '../../src/diff/change.ts';
import { planOf } from './operations.ts';
import { desired, live } from './resources.ts';

/** The settle time of these runs, in milliseconds. */
export const settle = 30_000;
/** When they begin. */
export const start = Date.UTC(2026, 10, 25);
/** A moment as the service writes it. */
export const at = (moment: number): string => new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');

/** The change of a policy that attaches and takes off these; it was made so many milliseconds before the run. */
export const attachmentChange = (
  key: string,
  id: string,
  attach: readonly string[],
  detach: readonly string[],
  age = 30 * 24 * 3_600_000,
): Change => ({
  type: 'update',
  address: `policies/${key}`,
  desired: desired('policies', { key }),
  live: live(desired('policies', { key }), id, { createdAt: at(start - age) }),
  fields: [],
  losses: [],
  attach,
  detach,
  notes: [],
});

/** A run that is told what happens, event by event, and remembers what is to be done. */
export class Run {
  now = start;
  state: MachineState;
  effects: readonly Effect[] = [];
  readonly written: string[] = [];

  constructor(operations: readonly Operation[], settings: Partial<Settings> = {}) {
    this.state = initialState({ plan: planOf(...operations), settle, wait: 'accepted', careful: false, plannedAt: start, ...settings });
    this.take({ type: 'woke' });
  }

  take(event: MachineEvent extends infer E ? (E extends MachineEvent ? Omit<E, 'now' | 'chance'> : never) : never): void {
    const before = JSON.stringify([...this.state.slots]);
    const again = step(this.state, { ...event, now: this.now, chance: 0 } as MachineEvent);
    const [state, effects] = step(this.state, { ...event, now: this.now, chance: 0 } as MachineEvent);
    // It is pure: the same state and event give the same, and the state is left as it was.
    expect(JSON.stringify([...this.state.slots])).toBe(before);
    expect(again[1]).toEqual(effects);
    this.state = state;
    this.effects = effects;
    for (const effect of effects)
      if (effect.type === 'write')
        this.written.push(`${effect.call.action} ${effect.call.params['ClientToken'] ?? effect.call.params['diskIds'] ?? ''}`.trim());
  }

  wait(milliseconds: number): void {
    this.now += milliseconds;
    this.take({ type: 'woke' });
  }

  answer(operation: Operation, answer: Answer): void {
    this.take({ type: 'answered', operation: operation.id, answer });
  }

  /** Answers every look that was asked for with these resources. */
  see(...resources: readonly Live[]): void {
    this.show({ live: resources });
  }

  /** The same, with what is attached to which. */
  show({
    live = [],
    attached = {},
  }: {
    readonly live?: readonly Live[];
    readonly attached?: { readonly [id: string]: readonly string[] };
  }): void {
    const looks = this.effects.filter((effect) => effect.type === 'look');
    expect(looks.length).toBeGreaterThan(0);
    for (const { look, ask } of looks)
      this.take({
        type: 'looked',
        look,
        found: {
          ask,
          startedAt: this.now,
          date: this.now,
          live: live.filter((one) => one.section === ask.section),
          attached: ask.of === 'attached' ? (attached[ask.id] ?? []) : [],
        },
      });
  }

  /** Waits and looks, with nothing to be seen, until nothing is looked for any more or so much time is over. */
  seeNothingFor(milliseconds: number): void {
    const end = this.now + milliseconds;
    while (this.now < end && !this.state.isOver) {
      if (this.effects.some(({ type }) => type === 'look')) {
        this.see();
        continue;
      }
      const wake = this.effects.find((effect) => effect.type === 'wake');
      if (wake === undefined) return;
      this.wait(Math.max(1, wake.at - this.now));
    }
  }

  get results() {
    return resultsOf(this.state);
  }
}
