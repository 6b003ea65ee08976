import { describe, expect, test } from 'vitest';
import { answerOfError, answerOfReply } from '../../src/apply/answer.ts';
import type { Answer } from '../../src/apply/answer.ts';
import type { Effect, MachineEvent, MachineState } from '../../src/apply/machine-state.ts';
import { initialState, resultsOf, step } from '../../src/apply/machine.ts';
import type { Operation } from '../../src/plan/plan.ts';
import { lost, refusal } from '../support/fakes.ts';
import { createOf, planOf } from '../support/operations.ts';
import { desired } from '../support/resources.ts';

const start = Date.UTC(2026, 10, 26, 3, 0, 0);
const settle = 30_000;

const snapshotOf = (name: string, disk: string) => createOf(desired('snapshots', { key: name, props: { diskId: disk } }));

/** A run of which only the events are made up. */
class Run {
  state: MachineState;
  now = start;

  constructor(operations: readonly Operation[]) {
    this.state = initialState({ plan: planOf(...operations), settle, wait: 'accepted', careful: false, plannedAt: start });
  }

  /** What is to be done after an event. */
  happen(event: object): readonly Effect[] {
    const [state, effects] = step(this.state, { now: this.now, chance: 0, ...event } as MachineEvent);
    this.state = state;
    return effects;
  }

  answer(operation: string, answer: Answer): readonly Effect[] {
    return this.happen({ type: 'answered', operation, answer });
  }
}

const written = (effects: readonly Effect[]): string[] => effects.flatMap((one) => (one.type === 'write' ? [one.operation] : []));
const lookedAt = (effects: readonly Effect[]) => effects.filter((one) => one.type === 'look');
const busy = answerOfError(refusal('IncorrectDiskStatus.CreatingSnapshot'), 'CreateSnapshot');
const throttling = answerOfError(refusal('Throttling', 400), 'CreateSnapshot');
const made = (id: string): Answer => answerOfReply({ body: { SnapshotId: id }, requestId: `R-${id}` });

const disks = Array.from({ length: 9 }, (_, at) => `d-${at}`);
const each = disks.map((disk, at) => snapshotOf(`s${at}`, disk));
const ids = each.map(({ id }) => id);
const [free] = ids.slice(8) as [string];

describe('what is sent when', () => {
  test('eight calls are in flight at most, and the next one goes out with the first answer', () => {
    const run = new Run(each);
    expect(written(run.happen({ type: 'woke' }))).toEqual(ids.slice(0, 8));
    expect(written(run.happen({ type: 'woke' }))).toEqual([]);
    expect(written(run.answer(ids[0]!, made('s-0')))).toEqual([free]);
  });

  test.each([4, 8])('%i busy disks do not hold up one that is free', (many) => {
    const run = new Run(each.slice(8 - many));
    const first = written(run.happen({ type: 'woke' }));
    const sent = [...first, ...first.slice(0, many).flatMap((id) => written(run.answer(id, busy)))];
    expect(sent).toContain(free);
    expect(run.now).toBe(start);
    // While they wait, nothing of them is under way, and none has ended.
    const slots = first.slice(0, many).map((id) => run.state.slots.get(id));
    expect(slots.map((slot) => [slot?.busy, slot?.result, slot?.want?.type])).toEqual(Array(many).fill([undefined, undefined, 'look']));
    run.answer(free, made('s-free'));
    expect(run.state.slots.get(free)?.busy).toBe('look');
  });

  test('what got no answer and is looked for holds nothing up either', () => {
    const run = new Run(each);
    const first = written(run.happen({ type: 'woke' }));
    const unclear = answerOfError(lost(), 'CreateSnapshot');
    expect(written(run.answer(first[0]!, unclear))).toEqual([free]);
  });

  test('a limit that is met holds up its own operation alone, and what waits for it is looked at again before it is sent', () => {
    const desktop = createOf(desired('desktopSnapshots'));
    const run = new Run([...each, desktop]);
    const first = written(run.happen({ type: 'woke' }));
    for (const id of first) expect(written(run.answer(id, throttling))).toEqual([]);
    run.now = start + 59_000;
    expect(written(run.happen({ type: 'woke' }))).toEqual([]);
    run.now = start + 60_000;
    const effects = run.happen({ type: 'woke' });
    expect(written(effects)).toEqual([]);
    expect(lookedAt(effects).length).toBeGreaterThan(0);
    expect(resultsOf(run.state).filter((one) => one !== undefined)).toEqual([]);
  });

  test('two snapshots of one disk are taken one after the other, whatever else goes on', () => {
    const run = new Run([snapshotOf('one', 'd-1'), snapshotOf('two', 'd-1'), snapshotOf('three', 'd-2')]);
    expect(written(run.happen({ type: 'woke' }))).toEqual(['snapshots/one#create', 'snapshots/three#create']);
  });

  test('what takes something away waits for all else, and does not begin where something failed', () => {
    const other = snapshotOf('other', 'd-2');
    const removal = {
      ...other,
      id: 'removal',
      address: 'snapshots/old',
      action: 'delete' as const,
      risk: 'irreversible' as const,
      after: [],
    };
    const run = new Run([removal, each[0]!]);
    expect(written(run.happen({ type: 'woke' }))).toEqual([each[0]!.id]);
    run.answer(each[0]!.id, answerOfError(refusal('QuotaExceed.Snapshot'), 'CreateSnapshot'));
    expect(resultsOf(run.state).map(({ outcome }) => outcome)).toEqual(['skipped', 'failed']);
  });
});
