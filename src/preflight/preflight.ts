import type { Change } from '../diff/change.ts';
import type { LiveState } from '../diff/live-state.ts';
import { attachmentLimits } from './attachments.ts';
import { issueOf, sends, subjectOf } from './issue.ts';
import type { PreflightIssue, Sending } from './issue.ts';
import { missingTargets } from './missing-targets.ts';
import { kindQuotas, tagQuotas } from './quotas.ts';
import { namedRegions } from './regions.ts';
import { takings } from './takings.ts';
import { notRead } from './unread.ts';

export type { PreflightIssue } from './issue.ts';

/** What is wrong with the targets and the resource of one entry, whatever else the plan does. */
function ofEntry(change: Sending, state: LiveState, now: number): PreflightIssue[] {
  const { desired } = change;
  const subject = subjectOf(desired, state.inventory, now);
  const { preflight } = subject.kind;
  const attached = change.attach.length > 0 ? (preflight?.attach?.(subject, change.attach) ?? []) : [];
  const attach = attached.map((found) => issueOf(desired, 'attach', found));
  if (change.type === 'update') {
    const modify = change.fields.length > 0 ? (preflight?.modify?.(change.live) ?? []) : [];
    return [...modify.map((found) => issueOf(desired, 'modify', found)), ...attach];
  }
  const create = [...missingTargets(subject.kind, desired, state), ...(preflight?.create?.(subject) ?? [])];
  return [...create.map((found) => issueOf(desired, 'create', found)), ...attach];
}

/**
 * What the service would refuse of the changes, as far as the live state shows it. Only what is about to be sent is looked at.
 * @param now milliseconds since 1970, for what expires
 */
export function preflight(changes: readonly Change[], state: LiveState, now: number): PreflightIssue[] {
  const sending = changes.filter(sends);
  return [
    ...sending.flatMap((change) => ofEntry(change, state, now)),
    ...namedRegions(sending, state),
    ...takings(sending, state),
    ...attachmentLimits(changes, state),
    ...kindQuotas(sending, state),
    ...tagQuotas(sending),
    ...notRead(sending, state),
  ];
}
