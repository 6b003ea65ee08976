import type { Clock } from '../base/clock.ts';
import { count } from '../base/text.ts';
import type { Reader } from '../cloud/client.ts';
import type { Progress } from '../report/progress/progress.ts';

/** Milliseconds after the last answer for which a reading may still go on. */
const between = 1_000;

/** How far the reading of a cloud is, as seen by its calls. */
export class Reading {
  private readonly clock: Clock;
  private since: number | undefined;
  private lastAt = 0;
  private open = 0;
  private made = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** The same reader, whose calls are seen here. */
  watched(reader: Reader): Reader {
    return {
      calls: () => reader.calls(),
      read: async (call) => {
        this.begin();
        try {
          return await reader.read(call);
        } finally {
          this.open -= 1;
          this.lastAt = this.clock.now();
        }
      },
    };
  }

  /** Undefined where nothing is being read. */
  progress(): Progress | undefined {
    if (this.since === undefined || !this.isGoingOn()) return undefined;
    return { since: this.since, doing: [], summary: `Reading the cloud: ${count(this.made, 'call')}` };
  }

  private isGoingOn(): boolean {
    return this.open > 0 || this.clock.now() - this.lastAt < between;
  }

  private begin(): void {
    if (this.since === undefined || !this.isGoingOn()) this.since = this.clock.now();
    this.open += 1;
    this.made += 1;
  }
}
