import type { Clock } from '../base/clock.ts';
import type { Reader } from '../cloud/client.ts';
import { listLive } from '../cloud/listing.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Live } from '../kinds/live.ts';
import type { Operation } from '../plan/plan.ts';

/** How created resources are looked up; `settle` is how long a listing may lag behind a write, in milliseconds. */
export type Lookup = { readonly reader: Reader; readonly clock: Clock; readonly region: string; readonly settle: number };

/** Whether a live resource was made by this operation: its owner tag says so, or its marker. */
function madeBy(operation: Operation, live: Live): boolean {
  return live.owner ? live.owner.op === operation.token : live.marker !== undefined && live.marker === operation.marker;
}

/** Looks for what an unclear create may have made, after the settle time; the earliest where there are several. */
export async function findMade(lookup: Lookup, operation: Operation): Promise<Live | undefined> {
  await lookup.clock.sleep(lookup.settle);
  const found = (await listLive(lookup.reader, kindOf(operation.section), lookup.region)).filter((live) => madeBy(operation, live));
  return found.sort((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? -1 : 1))[0];
}

/** Milliseconds between two listings while something is missing. */
const pollInterval = 250;

/** The least time to wait for a listing, whatever the settle time. */
const minTimeout = 5_000;

/** What `--wait finished` waits beyond that: snapshots of large disks take long. */
const finishTimeout = 3_600_000;

/** Ids of created resources that are not listed as ours, and of those that failed. */
export type Confirmation = { readonly missing: readonly string[]; readonly failed: readonly string[] };

/** Waits until created resources are listed by their id, with our tag or marker, in two listings alike. */
export async function awaitListed(
  lookup: Lookup,
  created: ReadonlyMap<string, Operation>,
  until: (live: Live) => boolean,
  signal?: AbortSignal,
): Promise<Confirmation> {
  const sections = [...new Set([...created.values()].map((operation) => operation.section))];
  const end = lookup.clock.now() + Math.max(lookup.settle, minTimeout) + (until === listed ? 0 : finishTimeout);
  let previous: string | undefined;
  for (;;) {
    const live = (await Promise.all(sections.map((section) => listLive(lookup.reader, kindOf(section), lookup.region)))).flat();
    const ours = live.filter((one) => created.has(one.id) && madeBy(created.get(one.id) as Operation, one) && until(one));
    const ids = new Set(ours.map((one) => one.id));
    const missing = [...created.keys()].filter((id) => !ids.has(id));
    const failed = ours.filter((one) => one.status === 'failed').map((one) => one.id);
    const seen = [...ids].sort().join();
    if (missing.length === 0 && seen === previous) return { missing, failed };
    previous = seen;
    if (lookup.clock.now() > end || signal?.aborted) return { missing, failed };
    if (missing.length > 0) await lookup.clock.sleep(pollInterval, signal);
  }
}

/** It is listed as ours: the service has accepted it. */
export const listed = (): boolean => true;

/** It is finished, or it failed. */
export const finished = (live: Live): boolean => live.status !== 'pending';
