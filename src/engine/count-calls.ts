import type { Reader } from '../cloud/client.ts';
import type { CallCounts } from '../plan/plan.ts';

/** A reader that counts by operation what is asked of it; a call that is sent again counts once. */
export function countingReader(reader: Reader): Reader & { readonly counts: () => CallCounts } {
  const counts = new Map<string, number>();
  return {
    calls: () => reader.calls(),
    read: (call) => {
      counts.set(call.action, (counts.get(call.action) ?? 0) + 1);
      return reader.read(call);
    },
    counts: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
