import { groupBy } from '../base/group-by.ts';
import { capitalized, choices, count } from '../base/text.ts';
import type { LiveState } from '../diff/live-state.ts';
import { proofOf } from '../diff/ownership-proof.ts';
import type { Place } from '../diff/ownership-proof.ts';
import { finding } from '../kinds/preflight.ts';
import type { Attachments } from '../kinds/attachments.ts';
import type { Props } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Attaching, Holder } from './holders.ts';
import { issueOf } from './issue.ts';
import type { PreflightIssue, Sending } from './issue.ts';
import { pointQuotas } from './points.ts';

/** Targets beyond this many are counted. */
const shownTargets = 20;

/** Whose a live resource is, in words: anybody can write tags, so that only what they prove is told as a fact. */
function whoseText({ owner, marks = [] }: Live, stack: string, isProven: boolean): string {
  if (owner === undefined) return marks.length === 0 ? 'of no stack' : 'its tags do not prove whose it is';
  const named = `${owner.address} of ${owner.stack === stack ? 'this stack' : `stack ${owner.stack}`}`;
  return isProven ? named : `its tags name ${named} and do not prove it`;
}

function holderOf(live: Live, stack: string, place: Place): Holder {
  const { id, owner, props } = live;
  const isProven = proofOf(live, undefined, place) !== undefined;
  const name = typeof props['name'] === 'string' && props['name'] !== '' ? `${props['name']}, ` : '';
  return { id, text: `${id} (${name}${whoseText(live, stack, isProven)})`, props, ours: isProven && owner?.stack === stack };
}

/** What the plan detaches, by resource and target. */
const detachedBy = (sending: readonly Sending[]): ReadonlySet<string> =>
  new Set(sending.flatMap((change) => (change.type === 'update' ? change.detach.map((id) => `${change.live.id} ${id}`) : [])));

/** The holders of each target, without those that let go of it in this plan. */
function holdersOf(section: string, stack: string, sending: readonly Sending[], state: LiveState): Map<string, Holder[]> {
  const detached = detachedBy(sending);
  const holders = new Map<string, Holder[]>();
  const all = state.live.filter((live) => live.section === section).sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const one of all) {
    const holder = holderOf(one, stack, state);
    for (const target of state.attached.get(one.id) ?? [])
      if (!detached.has(`${one.id} ${target}`)) holders.set(target, [...(holders.get(target) ?? []), holder]);
  }
  return holders;
}

const idsOf = (targets: readonly Attaching[]): string => {
  const ids = targets.map(({ id }) => id).sort();
  const rest = ids.length - shownTargets;
  return rest > 0 ? `${ids.slice(0, shownTargets).join(', ')} and ${rest} more` : choices(ids, 'and');
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

/** One note of all targets of an entry that others hold too, by holder. */
function alsoHeld(change: Sending, code: string, ours: boolean, targets: readonly Attaching[], what: string): PreflightIssue[] {
  const pairs = targets.flatMap((one) => one.holders.filter((holder) => holder.ours === ours).map((holder) => ({ one, holder })));
  if (pairs.length === 0) return [];
  const many = new Set(pairs.map(({ one }) => one.id)).size;
  const byHolder = groupBy(pairs, ({ holder }) => holder.id);
  const lines = [...byHolder.values()]
    .sort((a, b) => (a[0].holder.id < b[0].holder.id ? -1 : 1))
    .map((all) => `${all[0].holder.text}: ${idsOf(all.map(({ one }) => one))}`);
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

/** Who else holds what an entry attaches, and what can be attached to nothing more. */
export function attachmentLimits(sending: readonly Sending[], state: LiveState): PreflightIssue[] {
  const attaching = sending.filter((change) => change.attach.length > 0);
  const known = new Map<string, Map<string, Holder[]>>();
  return attaching.flatMap((change) => {
    const { desired, attach } = change;
    const { attachments, section } = kindOf(desired.section);
    if (attachments === undefined) return [];
    const holders = known.get(section) ?? holdersOf(section, desired.stack, sending, state);
    known.set(section, holders);
    const targets = attach.map((id) => ({ id, holders: holders.get(id) ?? [] }));
    const full = targets.filter((one) => one.holders.length >= attachments.quota.max);
    const rest = targets.filter((one) => one.holders.length < attachments.quota.max);
    // The next entries of this plan find these attached.
    const mine = { id: desired.address, text: `${desired.address}, in this plan`, props: desired.props, ours: true };
    for (const { id } of rest) holders.set(id, [...(holders.get(id) ?? []), mine]);
    return [
      ...full.map((one) => atLimit(change, attachments, one)),
      ...alsoHeld(change, 'disk-under-other-policies', false, rest, attachments.target),
      ...alsoHeld(change, 'disk-under-policies-of-stack', true, rest, attachments.target),
      ...pointQuotas(change, rest),
    ];
  });
}
