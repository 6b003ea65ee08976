import type { Clock } from '../base/clock.ts';
import type { Reader } from '../cloud/client.ts';

/**
 * The time of the service, as the `Date` of its replies tells it, against which its own ends are held: a machine whose clock is
 * wrong closes no entry too early or too late. Until a reply has one it is the time of this machine.
 */
export function serviceClock(reader: Reader, clock: Pick<Clock, 'now'>): { readonly reader: Reader; readonly now: () => number } {
  let ahead = 0;
  return {
    now: () => clock.now() + ahead,
    reader: {
      calls: () => reader.calls(),
      read: async (call) => {
        const reply = await reader.read(call);
        if (reply.date !== undefined) ahead = reply.date - clock.now();
        return reply;
      },
    },
  };
}
