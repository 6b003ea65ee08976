import type { Chance } from '../base/chance.ts';
import type { Clock } from '../base/clock.ts';
import { Lanes } from '../base/parallel.ts';
import type { Reader, Writer } from '../cloud/client.ts';
import { concurrency } from '../cloud/observe.ts';
import type { WriteCall } from '../kinds/calls.ts';
import type { Plan } from '../plan/plan.ts';
import type { ApplyEvent, OperationResult } from '../plan/receipt.ts';
import { answerOfError, answerOfReply } from './answer.ts';
import type { Answer } from './answer.ts';
import { look } from './look.ts';
import type { Effect, MachineEvent } from './machine-state.ts';
import { initialState, resultsOf, step } from './machine.ts';
import type { Wait } from './protocol.ts';

export type ApplyOptions = {
  readonly reader: Reader;
  readonly writer: Writer;
  readonly clock: Clock;
  /** From 0 up to 1: spreads the calls of several runs. */
  readonly chance?: Chance;
  /** Milliseconds within which a write takes effect and is listed, or never is. */
  readonly settle: number;
  /** What created resources are waited for: nothing, that they are listed, or that they are finished. */
  readonly wait: Wait;
  /** Also what takes a token is created only after two looks a settle time apart. */
  readonly careful?: boolean;
  readonly onEvent: (event: ApplyEvent) => void;
  /** When aborted, nothing new is started, and what is in flight is awaited for some seconds. */
  readonly signal?: AbortSignal;
};

/** What is known of every operation, and why the run could not go on, where it could not. */
export type Applied = { readonly results: readonly OperationResult[]; readonly failure?: unknown };

async function answerTo(writer: Writer, call: WriteCall): Promise<Answer> {
  try {
    return answerOfReply(await writer.write(call));
  } catch (error) {
    return answerOfError(error, call.action);
  }
}

type Without<E> = E extends MachineEvent ? Omit<E, 'now' | 'chance'> : never;
type Happening = Without<MachineEvent>;

/** Carries effects out until a run is over. */
class Driver {
  private readonly plan: Plan;
  private readonly options: ApplyOptions;
  private state: ReturnType<typeof initialState>;
  private readonly queue: Happening[] = [];
  private readonly looks = new Lanes(concurrency);
  private timer: { readonly at: number; readonly controller: AbortController } | undefined;
  private readonly onEnd: () => void;

  constructor(plan: Plan, options: ApplyOptions, plannedAt: number, onEnd: () => void) {
    const { settle, wait, careful = false } = options;
    this.plan = plan;
    this.options = options;
    this.onEnd = onEnd;
    this.state = initialState({ plan, settle, wait, careful, plannedAt });
  }

  get applied(): Applied {
    const { failure } = this.state;
    return { results: resultsOf(this.state), ...(failure !== undefined && { failure: failure.reason }) };
  }

  /** What happens while effects are carried out comes after them. */
  happened(event: Happening): void {
    this.queue.push(event);
    if (this.queue.length > 1) return;
    for (let next = this.queue[0]; next !== undefined; next = this.queue[0]) {
      this.take(next);
      this.queue.shift();
    }
  }

  private take(event: Happening): void {
    const { clock, chance = () => 0 } = this.options;
    const [state, effects] = step(this.state, { ...event, now: clock.now(), chance: chance() } as MachineEvent);
    this.state = state;
    for (const effect of effects) this.carryOut(effect);
  }

  private carryOut(effect: Effect): void {
    const { reader, writer, clock } = this.options;
    switch (effect.type) {
      case 'write': {
        const { operation, call } = effect;
        answerTo(writer, call).then(
          (answer) => this.happened({ type: 'answered', operation, answer }),
          (reason: unknown) => this.happened({ type: 'failed', reason, operation }),
        );
        return;
      }
      case 'look': {
        const { look: number, ask } = effect;
        this.looks
          .run(() => look(reader, clock, ask, this.plan.region))
          .then(
            (found) => this.happened({ type: 'looked', look: number, found }),
            (reason: unknown) => this.happened({ type: 'failed', reason, look: number }),
          );
        return;
      }
      case 'wake':
        this.wakeAt(effect.at);
        return;
      case 'tell':
        this.tell(effect.event);
        return;
      case 'end':
        this.timer?.controller.abort();
        this.onEnd();
        return;
      default:
        effect satisfies never;
    }
  }

  /** Whoever listens and fails ends the run as anything else does that keeps it from going on. */
  private tell(event: ApplyEvent): void {
    try {
      this.options.onEvent(event);
    } catch (reason) {
      this.happened({ type: 'failed', reason });
    }
  }

  private wakeAt(at: number): void {
    const { clock } = this.options;
    if (this.timer?.at === at) return;
    this.timer?.controller.abort();
    const controller = new AbortController();
    this.timer = { at, controller };
    clock.sleep(Math.max(0, at - clock.now()), controller.signal).then(
      () => {
        if (controller.signal.aborted) return;
        this.timer = undefined;
        this.happened({ type: 'woke' });
      },
      () => {},
    );
  }
}

/**
 * Carries out a plan, each operation once. What was done is never lost: where the run cannot go on, its failure stands beside
 * the results.
 * @param plannedAt when the reading began that the plan was made from, in milliseconds since 1970
 * @returns one result for every operation, in the plan's order
 */
export async function apply(plan: Plan, options: ApplyOptions, plannedAt: number): Promise<Applied> {
  const { signal } = options;
  let interrupt = (): void => {};
  try {
    return await new Promise<Applied>((resolve) => {
      const driver = new Driver(plan, options, plannedAt, () => resolve(driver.applied));
      interrupt = () => driver.happened({ type: 'interrupted' });
      signal?.addEventListener('abort', interrupt, { once: true });
      driver.happened(signal?.aborted ? { type: 'interrupted' } : { type: 'woke' });
    });
  } finally {
    signal?.removeEventListener('abort', interrupt);
  }
}
