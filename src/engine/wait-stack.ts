import { look } from '../apply/look.ts';
import type { Clock } from '../base/clock.ts';
import type { Reader } from '../cloud/client.ts';
import type { Plan } from '../plan/plan.ts';
import { planStack } from './plan-stack.ts';
import type { StackProgram } from './plan-stack.ts';
import { dueLooks, looked, nextAt, watchedIn } from './watch.ts';
import type { Watched } from './watch.ts';

export type WaitOptions = {
  /** Milliseconds by which a listing may lag. */
  readonly settle: number;
  /** Called at the beginning and after every look. */
  readonly onLook?: (watched: readonly Watched[]) => void;
  /** Ends the waiting, with its reason as the failure. */
  readonly signal?: AbortSignal;
};

/** What became of the backups that were being taken, and why it could not be waited for all of them. */
export type Waited = { readonly plan: Plan; readonly watched: readonly Watched[]; readonly failure?: unknown };

/**
 * Plans a spec, and looks at the backups that are being taken until each is finished or failed. It has no means to write.
 * What was seen is never lost: where the waiting cannot go on, its failure stands beside it.
 * @throws Failure as `planStack`
 */
export async function waitStack(program: StackProgram, reader: Reader, clock: Clock, options: WaitOptions): Promise<Waited> {
  const { settle, onLook, signal } = options;
  const plan = await planStack(program, reader, clock);
  const since = clock.now();
  let watched = watchedIn(plan.entries, since);
  try {
    for (let at = nextAt(watched); at !== undefined; at = nextAt(watched)) {
      onLook?.(watched);
      signal?.throwIfAborted();
      await clock.sleep(Math.max(0, at - clock.now()), signal);
      for (const due of dueLooks(watched, clock.now())) {
        const { live } = await look(reader, clock, { of: 'ids', ...due }, plan.region);
        watched = looked(watched, due, live, { now: clock.now(), since, settle });
      }
    }
    onLook?.(watched);
    return { plan, watched };
  } catch (failure) {
    return { plan, watched, failure };
  }
}
