import type { Json } from '../base/json.ts';
import { readCall } from '../kinds/call-builder.ts';
import type { ReadCall } from '../kinds/calls.ts';
import { textAt } from '../kinds/reply-reader.ts';
import type { Credentials, Renew } from './credentials.ts';

/** The call that says whose credentials are. */
export const identityCall = (region: string): ReadCall => readCall(region, 'sts', 'GetCallerIdentity', {});

const accountIn = (body: Json): string | undefined => textAt(body, 'AccountId');

/** The account that a run is for, by what renews its credentials: its reader and its writer share that. */
const accounts = new WeakMap<Renew, string>();

const asked = new WeakMap<Credentials, Promise<string | undefined>>();

/** Takes note of the account that a run asks for first of all. */
export function learnAccount(renew: Renew | undefined, action: string, body: Json): void {
  const account = action === 'GetCallerIdentity' ? accountIn(body) : undefined;
  if (renew !== undefined && account !== undefined && !accounts.has(renew)) accounts.set(renew, account);
}

/**
 * Whether renewed credentials are of the account that the run is for: whoever has chosen another profile meanwhile means
 * another run. Where that cannot be told they are not used.
 */
export async function areOfRun(renew: Renew | undefined, next: Credentials, ask: () => Promise<{ readonly body: Json }>): Promise<boolean> {
  const account = renew && accounts.get(renew);
  if (account === undefined) return true;
  const answer = asked.get(next) ?? ask().then(({ body }) => accountIn(body));
  asked.set(next, answer);
  return (await answer.catch(() => undefined)) === account;
}
