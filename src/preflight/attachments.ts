import { groupBy } from '../base/group-by.ts';
import { capitalized, choices, count } from '../base/text.ts';
import { attachmentRoom } from '../diff/attachment-room.ts';
import type { Reattachment } from '../diff/attachment-room.ts';
import type { Change } from '../diff/change.ts';
import type { LiveState } from '../diff/live-state.ts';
import { finding } from '../kinds/preflight.ts';
import type { Attachments } from '../kinds/attachments.ts';
import type { Props } from '../kinds/desired.ts';
import { kindOf } from '../kinds/registry.ts';
import { holdersOf } from './holders.ts';
import type { Attaching, Holder } from './holders.ts';
import { issueOf, sends } from './issue.ts';
import type { PreflightIssue, Sending } from './issue.ts';
import { pointQuotas } from './points.ts';

/** Targets beyond this many are counted. */
const shownTargets = 20;

const shown = (ids: readonly string[]): string => {
  const sorted = [...ids].sort();
  const rest = sorted.length - shownTargets;
  return rest > 0 ? `${sorted.slice(0, shownTargets).join(', ')} and ${rest} more` : choices(sorted, 'and');
};

/** A target that can be attached to nothing more. */
function atLimit(change: Sending, { quota, selectedAt, target: what }: Attachments<Props>, { id, holders }: Attaching): PreflightIssue {
  const { desired } = change;
  const found = finding(quota, {
    code: 'disk-policy-limit',
    path: selectedAt(desired.props, id),
    target: id,
    message: `${capitalized(what)} ${id} is under ${count(holders.length, 'policy')} already, and can have ${quota.max}: ${choices(
      holders.map(({ text }) => text),
      'and',
    )}.`,
    label: `${id} is at its limit`,
    help: 'Take it out of one of them, or leave it out here with `not`. The other disks are attached all the same.',
  });
  return issueOf(desired, 'attach', found);
}

/** Targets for which there is no room under two policies of the stack: they are taken off the one before the other has them. */
function detachedFirst(
  change: Sending,
  { target: what, quota }: Attachments<Props>,
  reattached: readonly Reattachment[],
): PreflightIssue[] {
  const { desired } = change;
  return [...groupBy(reattached, ({ from }) => from.id).values()].map((moving) => {
    const [{ from, limit }] = moving;
    const ids = moving.map(({ target }) => target);
    return issueOf(desired, 'attach', {
      issue: {
        code: 'disk-detached-first',
        severity: 'info',
        place: { path: [kindOf(desired.section).attachments?.field ?? ''] },
        message: `${count(ids.length, what)} that ${desired.address} takes over from ${from.address} (${from.id}) ${ids.length === 1 ? 'is' : 'are'} under ${count(limit, 'policy')}, the most that a ${what} can have: ${shown(ids)}.`,
        label: 'detached first',
        help: `Each is taken off ${from.id} first, attached at once, and put back if that is refused. It counts as a reduction of protection, which needs an approval.`,
        sources: quota.sources,
      },
    });
  });
}

/** One note of all targets of an entry that others hold too, by holder. */
function alsoHeld(change: Sending, code: string, ours: boolean, targets: readonly Attaching[], what: string): PreflightIssue[] {
  const pairs = targets.flatMap((one) => one.holders.filter((holder) => holder.ours === ours).map((holder) => ({ one, holder })));
  if (pairs.length === 0) return [];
  const many = new Set(pairs.map(({ one }) => one.id)).size;
  const byHolder = groupBy(pairs, ({ holder }) => holder.id);
  const lines = [...byHolder.values()]
    .sort((a, b) => (a[0].holder.id < b[0].holder.id ? -1 : 1))
    .map((all) => `${all[0].holder.text}: ${shown(all.map(({ one }) => one.id))}`);
  const { desired } = change;
  const field = kindOf(desired.section).attachments?.field ?? '';
  const verb = many === 1 ? 'is' : 'are';
  return [
    issueOf(desired, 'attach', {
      issue: {
        code,
        severity: 'info',
        place: { path: [field] },
        message: `${count(many, what)} that ${desired.address} attaches ${verb} under ${ours ? 'another policy of this stack' : 'other policies'} too, which ${byHolder.size === 1 ? 'goes' : 'go'} on taking snapshots.`,
        label: `${count(many, what)} twice`,
        help: 'Each policy takes, keeps and bills its own snapshots.',
        notes: lines,
      },
    }),
  ];
}

/** Who else holds what an entry attaches, what is detached first, and what can be attached to nothing more. */
export function attachmentLimits(changes: readonly Change[], state: LiveState): PreflightIssue[] {
  const attaching = changes.filter(sends).filter(({ attach }) => attach.length > 0);
  if (attaching.length === 0) return [];
  const room = attachmentRoom(changes, state);
  const reattachedBy = groupBy(room.reattached, ({ to }) => to);
  const fullOf = groupBy(room.full, ({ to }) => to);
  const known = new Map<string, Map<string, Holder[]>>();
  return attaching.flatMap((change) => {
    const { desired, attach } = change;
    const { attachments, section } = kindOf(desired.section);
    if (attachments === undefined) return [];
    const holders = known.get(section) ?? holdersOf(section, desired.stack, changes, state);
    known.set(section, holders);
    const targets = attach.map((id) => ({ id, holders: holders.get(id) ?? [] }));
    const fullIds = new Set((fullOf.get(desired.address) ?? []).map(({ target }) => target));
    const rest = targets.filter(({ id }) => !fullIds.has(id));
    // The next entries of this plan find these attached.
    const mine = { id: desired.address, text: `${desired.address}, in this plan`, props: desired.props, ours: true };
    for (const { id } of rest) holders.set(id, [...(holders.get(id) ?? []), mine]);
    return [
      ...targets.filter(({ id }) => fullIds.has(id)).map((one) => atLimit(change, attachments, one)),
      ...detachedFirst(change, attachments, reattachedBy.get(desired.address) ?? []),
      ...alsoHeld(change, 'disk-under-other-policies', false, rest, attachments.target),
      ...alsoHeld(change, 'disk-under-policies-of-stack', true, rest, attachments.target),
      ...pointQuotas(change, rest),
    ];
  });
}
