import type { Clock } from '../base/clock.ts';
import { Failure } from '../base/failure.ts';
import type { LiveState } from '../diff/live-state.ts';
import { readCall } from '../kinds/call-builder.ts';
import type { Desired } from '../kinds/desired.ts';
import { textAt } from '../kinds/reply-reader.ts';
import type { Reader } from './client.ts';
import { readOnce } from './listing.ts';
import { allOwned } from './live.ts';
import type { Reading, Scope } from './scope.ts';
import { attachedTo, inventoryOf, needsOf } from './targets.ts';
import { untaggableIn } from './untaggable.ts';

/**
 * The account of the credentials.
 * @throws Failure `refused` where the spec names another
 */
async function accountOf({ reader, clock }: Reading, scope: Scope): Promise<string> {
  const { body } = await readOnce(reader, clock, readCall('sts', 'GetCallerIdentity', {}));
  const account = textAt(body, 'AccountId') ?? '';
  if (scope.account !== undefined && scope.account !== account)
    throw new Failure('refused', `The credentials belong to account ${account}, and the spec is for account ${scope.account}.`, {
      help: 'Use credentials of that account, or change `account` in the spec if it moved. Nothing else was read, and nothing was changed.',
    });
  return account;
}

/**
 * Reads everything that a plan is made from: lists in full pages, never one call for every entry.
 * @throws Failure `cloud` for an incomplete read, `refused` for another account
 */
export async function observe(reader: Reader, clock: Clock, scope: Scope, desired: readonly Desired[]): Promise<LiveState> {
  const reading = { reader, clock };
  const before = reader.calls();
  const account = await accountOf(reading, scope);
  const { live, matchOf } = await allOwned(reading, { ...scope, account }, desired);
  const [inventory, attached, untaggable] = await Promise.all([
    inventoryOf(reading, scope.region, needsOf(desired, matchOf)),
    attachedTo(reading, scope, desired, matchOf),
    untaggableIn(reading, scope.region, desired, matchOf),
  ]);
  return { account, region: scope.region, live, matchOf, attached, untaggable, inventory, calls: reader.calls() - before };
}
