import type { Clock } from '../base/clock.ts';
import type { Reader } from '../cloud/client.ts';
import { listLive } from '../cloud/observe.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Live } from '../kinds/live.ts';
import { splitMarker } from '../kinds/ownership-marker.ts';
import type { Operation } from '../plan/plan.ts';

/** Where a created thing is looked for, and how long a listing may lag behind a write. */
export type Lookup = { readonly reader: Reader; readonly clock: Clock; readonly region: string; readonly settle: number };

const sectionOf = (address: string): string => address.slice(0, address.indexOf('/'));

const markerOf = (operation: Operation): string | undefined => splitMarker(String(operation.call.params['Description'] ?? '')).marker;

/** Whether a live thing was made by this operation: its owner tag says so, or its marker. */
function madeBy(operation: Operation, live: Live): boolean {
  return live.owner ? live.owner.op === operation.token : live.marker !== undefined && live.marker === markerOf(operation);
}

/** Looks for what an unclear create may have made, once the listing can be believed. */
export async function findMade(look: Lookup, operation: Operation): Promise<Live | undefined> {
  await look.clock.sleep(look.settle);
  const found = (await listLive(look, kindOf(sectionOf(operation.address)), look.region)).filter((live) => madeBy(operation, live));
  return found.sort((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? -1 : 1))[0];
}

const pause = 250;

/** What became of created things: which are not listed with our mark, and which failed. */
export type Seen = { readonly missing: readonly string[]; readonly failed: readonly string[] };

/** Waits until created things are listed by their id, with our mark on them, in two listings alike. */
export async function awaitListed(
  look: Lookup,
  created: ReadonlyMap<string, Operation>,
  until: (live: Live) => boolean,
  signal?: AbortSignal,
): Promise<Seen> {
  const sections = [...new Set([...created.values()].map((operation) => sectionOf(operation.address)))];
  const end = look.clock.now() + Math.max(look.settle, 5_000) + (until === listed ? 0 : 3_600_000);
  let seenBefore = '';
  for (;;) {
    const live = (await Promise.all(sections.map((section) => listLive(look, kindOf(section), look.region)))).flat();
    const there = new Set(
      live.filter((one) => created.has(one.id) && madeBy(created.get(one.id) as Operation, one) && until(one)).map((one) => one.id),
    );
    const missing = [...created.keys()].filter((id) => !there.has(id));
    const seen = [...there].sort().join();
    const failed = live.filter((one) => there.has(one.id) && one.status === 'failed').map((one) => one.id);
    if (missing.length === 0 && seen === seenBefore) return { missing, failed };
    seenBefore = seen;
    if (look.clock.now() > end || signal?.aborted) return { missing, failed };
    if (missing.length > 0) await look.clock.sleep(pause, signal);
  }
}

/** It is there with our mark: the service has accepted it. */
export const listed = (): boolean => true;

/** It is finished, or it failed. */
export const finished = (live: Live): boolean => live.status !== 'pending';
