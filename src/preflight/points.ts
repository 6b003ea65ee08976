import { count } from '../base/text.ts';
import { finding } from '../kinds/preflight.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Attaching } from './holders.ts';
import { issueOf } from './issue.ts';
import type { PreflightIssue, Sending } from './issue.ts';

/** Targets of which all that they are attached to keeps more together than one target can have, each for itself not. */
export function pointQuotas(change: Sending, targets: readonly Attaching[]): PreflightIssue[] {
  const { desired } = change;
  const points = kindOf(desired.section).preflight?.points;
  if (points === undefined) return [];
  const own = points.kept(desired.props);
  const over = targets
    .map(({ id, holders }) => ({ id, holders, kept: own + holders.reduce((sum, one) => sum + points.kept(one.props), 0) }))
    .filter(({ kept, holders }) => holders.length > 0 && kept > points.quota.max);
  const [first] = over;
  // That one policy alone is too much is said by lint.
  if (first === undefined || own > points.quota.max) return [];
  const found = finding(points.quota, {
    code: 'automatic-snapshot-quota',
    severity: 'warning',
    path: kindOf(desired.section).attachments?.selectedAt(desired.props, first.id) ?? [],
    message: `With its ${count(first.holders.length + 1, 'policy')} disk ${first.id} would keep ${first.kept} automatic snapshots${over.length > 1 ? `, and ${count(over.length - 1, 'other disk')} too many likewise` : ''}; a disk has up to ${points.quota.max}, and then the oldest is deleted silently.`,
    label: 'too many in all',
    help: 'Keep them for fewer days, or take the disk out of a policy.',
  });
  return [issueOf(desired, 'attach', found)];
}
