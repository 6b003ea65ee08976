/** Something that happens at a moment of virtual time. */
type Timer = { readonly at: number; readonly order: number; run: (() => void) | undefined };

const isBefore = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/**
 * Virtual time. What is due happens one after the other, ordered by time and then by when it was asked for; time moves only
 * when every promise that can settle has settled.
 */
export class Scheduler {
  /** Milliseconds since 1970. */
  now: number;
  #made = 0;
  readonly #heap: Timer[] = [];

  constructor(start: number) {
    this.now = start;
  }

  /** Lets something happen after so many milliseconds. @returns takes it back */
  after(milliseconds: number, run: () => void): () => void {
    const timer: Timer = { at: this.now + Math.max(0, Math.ceil(milliseconds)), order: this.#made++, run };
    this.#push(timer);
    return () => {
      timer.run = undefined;
    };
  }

  /**
   * Lets things happen until `isOver`, or until there is nothing left that could.
   * @returns whether it was over
   */
  run(isOver: () => boolean): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const step = (): void => {
        try {
          if (isOver()) return resolve(true);
          const next = this.#pop();
          if (next === undefined) return resolve(false);
          this.now = next.at;
          next.run?.();
        } catch (error) {
          return reject(error);
        }
        // A tick that is asked for by a microtask comes after all microtasks, and far sooner than setImmediate.
        queueMicrotask(later);
      };
      const later = (): void => process.nextTick(step);
      queueMicrotask(later);
    });
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(timer, heap[parent] as Timer)) break;
      heap[at] = heap[parent] as Timer;
      at = parent;
    }
    heap[at] = timer;
  }

  /** The next timer that was not taken back. */
  #pop(): Timer | undefined {
    for (;;) {
      const top = this.#popTop();
      if (top === undefined || top.run !== undefined) return top;
    }
  }

  #popTop(): Timer | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined || heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Timer, heap[child] as Timer)) child++;
      if (!isBefore(heap[child] as Timer, last)) break;
      heap[at] = heap[child] as Timer;
      at = child;
    }
    heap[at] = last;
    return top;
  }
}
