import { count } from '../base/text.ts';
import type { LiveState } from '../diff/live-state.ts';
import { ownerTagCount } from '../facts/limits/tags.ts';
import { resourceTags } from '../facts/preflight-conditions.ts';
import { finding } from '../kinds/preflight.ts';
import { kindOf, kinds } from '../kinds/registry.ts';
import type { Kind } from '../kinds/kind.ts';
import { isRecord } from '../base/json.ts';
import { issueOf } from './issue.ts';
import type { PreflightIssue, Sending, Update } from './issue.ts';

/** The new ones of a kind that are beyond what an account can have in a region. */
function quotaOf({ section, preflight, title, plural }: Kind, sending: readonly Sending[], state: LiveState): PreflightIssue[] {
  const limit = preflight?.perRegion;
  if (limit === undefined) return [];
  const present = state.live.filter((one) => one.section === section).length;
  const created = sending.filter((change) => change.type === 'create' && change.desired.section === section);
  const left = Math.max(0, limit.max - present);
  return created.slice(left).map(({ desired }) =>
    issueOf(
      desired,
      'create',
      finding(limit, {
        code: 'region-quota',
        path: [],
        message: `The account has ${count(present, title, plural)} in ${state.region}, of ${limit.max} that it can have, and this plan makes ${created.length}.`,
        label: left === 0 ? 'no more can be made' : `only ${left} more can be made`,
        help: `Delete ${plural} that are no longer needed, put several entries into one, or ask for a higher quota.`,
      }),
    ),
  );
}

/** What one account can have of each kind, those of this plan counted in. */
export const kindQuotas = (sending: readonly Sending[], state: LiveState): PreflightIssue[] =>
  kinds.flatMap((kind) => quotaOf(kind, sending, state));

/** Tags that a resource carries after a change; those of the cloud itself are not counted. */
function tagsAfter({ live, tags }: Update): number {
  const present = live.props['tags'] ?? null;
  const keys = new Set(isRecord(present) ? Object.keys(present) : []);
  for (const key of Object.keys(tags?.set ?? {})) keys.add(key);
  for (const key of tags?.unset ?? []) keys.delete(key);
  return keys.size + ownerTagCount;
}

/** Resources that carry tags beside those of the spec, and are to have more. */
export function tagQuotas(sending: readonly Sending[]): PreflightIssue[] {
  return sending.flatMap((change) => {
    if (change.type !== 'update' || change.tags === undefined || Object.keys(change.tags.set).length === 0) return [];
    const many = tagsAfter(change);
    if (many <= resourceTags.max) return [];
    const found = finding(resourceTags, {
      code: 'resource-tag-count',
      severity: 'warning',
      path: ['tags'],
      message: `${kindOf(change.desired.section).title} ${change.live.id} would carry ${count(many, 'tag')}, of which ${ownerTagCount} are those of snapspec; ${resourceTags.max} are common.`,
      label: `${count(many, 'tag')} in all`,
      help: 'Remove tags from the resource, or from the spec.',
    });
    return [issueOf(change.desired, 'tag', found)];
  });
}
