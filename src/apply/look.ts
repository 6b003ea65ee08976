import { batches } from '../base/batches.ts';
import type { Clock } from '../base/clock.ts';
import { mapLimit } from '../base/parallel.ts';
import type { Reader } from '../cloud/client.ts';
import { listAll } from '../cloud/listing.ts';
import { concurrency } from '../cloud/observe.ts';
import type { Listing } from '../kinds/calls.ts';
import { kindOf } from '../kinds/registry.ts';
import { textAt } from '../kinds/reply-reader.ts';
import { parseLive } from '../observe/parse.ts';
import type { Ask, Found } from './sighting.ts';

/** The listings that an ask comes to. */
function listingsOf(ask: Ask, region: string): readonly Listing[] {
  const kind = kindOf(ask.section);
  switch (ask.of) {
    case 'kind':
      return [kind.listing(region)];
    case 'target':
      return [kind.targetListing?.(region, ask.target) ?? kind.listing(region)];
    case 'ids': {
      const { idListing } = kind;
      return idListing === undefined
        ? [kind.listing(region)]
        : batches(ask.ids, idListing.batch).map((ids) => idListing.listing(region, ids));
    }
    case 'attached':
      return kind.attachments === undefined ? [] : [kind.attachments.listing(region, ask.id)];
    default:
      return ask satisfies never;
  }
}

/** Reads what is asked for. The time of the service is that of the earliest reply. */
export async function look(reader: Reader, clock: Clock, ask: Ask, region: string): Promise<Found> {
  let startedAt = Number.POSITIVE_INFINITY;
  let date: number | undefined;
  const dated: Reader = {
    calls: reader.calls,
    read: async (call) => {
      const begun = clock.now();
      const reply = await reader.read(call);
      // What waited for a limit saw nothing before it was sent.
      startedAt = Math.min(startedAt, reply.sentAt ?? begun);
      if (reply.date !== undefined) date = Math.min(date ?? reply.date, reply.date);
      return reply;
    },
  };
  const listings = listingsOf(ask, region);
  const items = (await mapLimit(listings, concurrency, (listing) => listAll(dated, listing))).flat();
  const isAttached = ask.of === 'attached';
  return {
    ask,
    startedAt: Math.min(startedAt, clock.now()),
    ...(date !== undefined && { date }),
    live: isAttached ? [] : parseLive(kindOf(ask.section), items),
    attached: isAttached ? items.flatMap((item) => textAt(item, listings[0]?.id ?? '') ?? []) : [],
  };
}
