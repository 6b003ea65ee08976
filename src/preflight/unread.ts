import { choices } from '../base/text.ts';
import type { LiveState } from '../diff/live-state.ts';
import { kindOf, kinds } from '../kinds/registry.ts';
import type { PreflightIssue, Sending } from './issue.ts';

/** What a change depends on and no client here can read: all of a new entry, and what an update sends. */
function ofChange(change: Sending, state: LiveState): readonly string[] {
  const { desired } = change;
  const { preflight, roles } = kindOf(desired.section);
  const all = preflight?.unread?.(desired.props, state.inventory) ?? [];
  const isSent = (field: string): boolean =>
    change.type === 'create' ||
    change.fields.some((one) => one.field === field) ||
    (change.group !== undefined && roles[field] === 'group');
  return all.filter(({ field }) => isSent(field)).map(({ text }) => text);
}

/** Said once: what the plan could not check before it is sent. */
export function notRead(sending: readonly Sending[], state: LiveState): PreflightIssue[] {
  const quotas = kinds
    .filter(({ section, preflight }) => preflight?.takenOf !== undefined && state.unchecked.some((one) => one.section === section))
    .map(({ plural }) => `how many ${plural} the disks have already (no permission)`);
  const takes = sending.some((change) => change.type === 'create' && kindOf(change.desired.section).preflight?.takes !== undefined);
  const all = [...new Set([...sending.flatMap((change) => ofChange(change, state)), ...(takes ? quotas : [])])];
  if (all.length === 0) return [];
  return [
    {
      code: 'not-checked-before',
      severity: 'info',
      blocks: 'create',
      message: `Not checked before it is sent: ${choices(all, 'and')}.`,
      help: 'snapspec reads neither resource groups nor KMS keys. If the service refuses them, its answer says which.',
    },
  ];
}
