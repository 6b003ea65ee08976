import { Failure } from '../base/failure.ts';
import { accountDigits } from '../fields/value-hints.ts';
import { readCall } from '../kinds/call-builder.ts';
import { regionsCall, regionsIn } from '../kinds/region-wide.ts';
import { textAt } from '../kinds/reply-reader.ts';
import type { ReadAnswer, ReadRequest } from './request.ts';

/** Asks to which account the credentials belong. */
export const accountRequest = (region: string): ReadRequest => ({
  subject: { of: 'account' },
  ask: { call: readCall(region, 'sts', 'GetCallerIdentity', {}) },
});

/** Asks which regions there are. */
export const regionsRequest = (region: string): ReadRequest => ({
  subject: { of: 'regions' },
  ask: { call: regionsCall(region) },
  optional: true,
});

/**
 * The account of the credentials.
 * @param expected that of the spec, where it names one
 * @throws Failure `cloud` where the answer is not understood, `refused` for another account than expected
 */
export function accountIn(answer: ReadAnswer, expected: string | undefined): string {
  const account = answer.type === 'reply' ? (textAt(answer.body, 'AccountId') ?? '') : '';
  if (!new RegExp(`^[0-9]{1,${accountDigits.max}}$`).test(account))
    throw new Failure('cloud', 'STS GetCallerIdentity did not say which account the credentials belong to.', {
      help: 'What a stack owns depends on the account. Check the STS endpoint; if it is right, report the reply.',
    });
  if (expected !== undefined && expected !== account)
    throw new Failure('refused', `The credentials belong to account ${account}, and the spec is for account ${expected}.`, {
      help: 'Use credentials of that account, or change `account` in the spec if it moved. Nothing else was read, and nothing was changed.',
    });
  return account;
}

/**
 * The regions that the service lists; null where it may not be asked.
 * @throws Failure `cloud` where the answer is not understood
 */
export function regionsOf(answer: ReadAnswer): ReadonlySet<string> | null {
  if (answer.type === 'refused') return null;
  const ids = answer.type === 'reply' ? regionsIn(answer.body) : undefined;
  if (ids !== undefined) return new Set(ids);
  throw new Failure('cloud', 'ECS DescribeRegions did not say which regions there are.', {
    help: 'Check the ECS endpoint; if it is right, report the reply.',
  });
}
