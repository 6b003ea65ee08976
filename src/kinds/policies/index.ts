import { issueBelow } from '../../base/issue.ts';
import type { Issue } from '../../base/issue.ts';
import type { Json } from '../../base/json.ts';
import { count } from '../../base/text.ts';
import { readCall, tagParams, writeCall } from '../call-builder.ts';
import { policiesPerDisk } from '../../facts/limits/policies.ts';
import { systemPolicy } from '../../facts/preflight-conditions.ts';
import type { PropsOf } from '../../fields/field.ts';
import { kind } from '../kind.ts';
import type { CompileContext, Compiled } from '../desired.ts';
import type { Live } from '../live.ts';
import { ownerTags, ownershipIn, userTags } from '../ownership-tags.ts';
import { boolAt, intAt, intsAt, isMalformed, jsonListAt, tagListAt, textAt, wordAt } from '../reply-reader.ts';
import { fields, relations } from './fields.ts';
import { otherZones, sameRegion } from './places.ts';
import { losses } from './losses.ts';
import type { Copy } from './losses.ts';
import { preflight, selectedAt } from './preflight.ts';
import { compileSchedule, describeSchedule } from '../../schedule/compile-schedule.ts';
import type { ApiSchedule, LocalSchedule } from '../../schedule/types.ts';
import { needs, select } from './selector.ts';
import type { Selector } from './selector.ts';

const createAction = 'CreateAutoSnapshotPolicy';

type Canonical = {
  readonly name: string;
  /** Hours of the day in UTC+8. */
  readonly timePoints: readonly number[];
  /** 1 is Monday, in UTC+8. */
  readonly repeatWeekdays: readonly number[];
  readonly retentionDays: number;
  readonly crossRegionCopy: Copy | null;
  readonly disks: (Selector & { readonly unlisted: 'detach' | 'keep' }) | null;
  readonly tags: { readonly [key: string]: string };
  readonly resourceGroupId: string | null;
};

const numbers = (values: readonly unknown[]): readonly number[] => [...new Set(values.map(Number))].sort((a, b) => a - b);

type Props = PropsOf<typeof fields>;

/** When a policy runs, in UTC+8, with the lines that explain it; without a value where one policy cannot express it. */
type Times = { readonly value: ApiSchedule | undefined; readonly summary: readonly string[]; readonly issues: readonly Issue[] };

function compileTimes(schedule: Props['schedule'], year: number): Times {
  if (schedule.timezone === undefined || schedule.at === undefined) {
    const raw = { timePoints: numbers(schedule.timePoints ?? []), repeatWeekdays: numbers(schedule.repeatWeekdays ?? []) };
    return { value: raw, summary: describeSchedule(raw, undefined, year), issues: [] };
  }
  const { value, issues } = compileSchedule(schedule as LocalSchedule, year);
  // A repeated item is reported when the list is validated.
  const mapped = issues.filter(({ code }) => code !== 'duplicate-hour').map((issue) => issueBelow(issue, ['schedule']));
  return { value, summary: value ? describeSchedule(value, schedule.timezone, year) : [], issues: mapped };
}

function copyOf(copy: Props['crossRegionCopy']): Copy | null {
  if (copy === undefined) return null;
  return {
    region: copy.region,
    retentionDays: copy.retentionDays ?? -1,
    encrypted: copy.encrypted ?? false,
    kmsKeyId: copy.kmsKeyId ?? null,
  };
}

function compile(props: Props, { stack, key, region, year }: CompileContext): Compiled<Canonical> {
  const times = compileTimes(props.schedule, year);
  const issues = [...times.issues, ...sameRegion(props.crossRegionCopy?.region, region), ...otherZones(props.disks ?? {}, region)];
  if (times.value === undefined) return { value: undefined, issues };
  return {
    value: {
      name: props.name ?? `${stack}-${key}`,
      timePoints: times.value.timePoints,
      repeatWeekdays: times.value.repeatWeekdays,
      retentionDays: props.retentionDays,
      crossRegionCopy: copyOf(props.crossRegionCopy),
      disks: props.disks
        ? { any: props.disks.any, not: props.disks.not ?? [], unlisted: props.disks.unlisted === 'keep' ? 'keep' : 'detach' }
        : null,
      tags: props.tags ?? {},
      resourceGroupId: props.resourceGroupId ?? null,
    },
    issues,
    summary: times.summary,
  };
}

function parseCopy(item: Json): Copy | null {
  if (boolAt(item, 'EnableCrossRegionCopy') !== true) return null;
  return {
    region: textAt({ item: jsonListAt(item, 'TargetCopyRegions')[0] ?? '' }, 'item') ?? '',
    // The page's sample has 0, which is read as not set.
    retentionDays: intAt(item, 'CopiedSnapshotsRetentionDays') || -1,
    encrypted: boolAt(item, 'CopyEncryptionConfiguration', 'Encrypted') ?? false,
    kmsKeyId: textAt(item, 'CopyEncryptionConfiguration', 'KMSKeyId') || null,
  };
}

function parse(item: Json): Live | undefined {
  const id = textAt(item, 'AutoSnapshotPolicyId');
  const tags = tagListAt(item, 'Tags', 'Tag');
  if (id === undefined || tags === undefined || isMalformed(item, 'text', 'CreationTime')) return undefined;
  const statusText = textAt(item, 'Status') ?? '';
  return {
    section: 'policies',
    id,
    ...ownershipIn(tags),
    status: 'ready',
    statusText,
    createdAt: textAt(item, 'CreationTime') ?? '',
    props: {
      name: textAt(item, 'AutoSnapshotPolicyName') ?? '',
      timePoints: numbers(intsAt(item, 'TimePoints')),
      repeatWeekdays: numbers(intsAt(item, 'RepeatWeekdays')),
      retentionDays: intAt(item, 'RetentionDays') ?? 0,
      crossRegionCopy: parseCopy(item),
      tags: userTags(tags),
      resourceGroupId: textAt(item, 'ResourceGroupId') ?? '',
      diskNums: intAt(item, 'DiskNums') ?? 0,
      system: wordAt(item, [systemPolicy.type], 'Type') === systemPolicy.type,
    },
  };
}

const countOf = (live: Live): number => Number(live.props['diskNums'] ?? 0);

/** A modifying call that names no key leaves the key as it is. */
function impossibleChange(field: string, before: Json, after: Json): { reason: string; help: string } | undefined {
  const key = textAt(before, 'kmsKeyId');
  if (field !== 'crossRegionCopy' || key === undefined || boolAt(after, 'encrypted') !== true || textAt(after, 'kmsKeyId') !== undefined)
    return undefined;
  return {
    reason: `copies are encrypted under ${key}, and no call goes back to the key of the service itself.`,
    help: `Name a key: kmsKeyId: ${key}. Or write encrypted: false, apply it (the key goes with it; copies made meanwhile are not encrypted), and then encrypted: true again.`,
  };
}

/** Without `disks` its attachments are not managed; that should not be a surprise. */
function notes(canonical: Canonical, live: Live): readonly string[] {
  const many = countOf(live);
  return canonical.disks === null && many > 0 ? [`It is attached to ${count(many, 'disk')}, which this spec does not manage.`] : [];
}

/** What a policy goes on doing that no spec declares any more. */
function stillDoes(live: Live): string {
  const many = countOf(live);
  if (many === 0) return 'It has no disks, and takes no snapshots.';
  const [timePoints, repeatWeekdays] = [live.props['timePoints'], live.props['repeatWeekdays']] as [readonly number[], readonly number[]];
  const when = describeSchedule({ timePoints, repeatWeekdays }, undefined, 0).join(', ');
  return `It still snapshots ${count(many, 'disk')}: ${when}.`;
}

function scheduleParams(props: Canonical): { timePoints: string; repeatWeekdays: string } {
  return { timePoints: JSON.stringify(props.timePoints.map(String)), repeatWeekdays: JSON.stringify(props.repeatWeekdays.map(String)) };
}

function copyParams(copy: Copy | null) {
  if (copy === null) return { EnableCrossRegionCopy: false };
  return {
    EnableCrossRegionCopy: true,
    TargetCopyRegions: JSON.stringify([copy.region]),
    CopiedSnapshotsRetentionDays: copy.retentionDays,
    CopyEncryptionConfiguration: { Encrypted: copy.encrypted, ...(copy.kmsKeyId !== null && { KMSKeyId: copy.kmsKeyId }) },
  };
}

export const policies = kind<typeof fields, Canonical>({
  section: 'policies',
  code: 'policy',
  title: 'automatic snapshot policy',
  plural: 'automatic snapshot policies',
  doc: 'Automatic snapshot policies: when snapshots are taken, how long they are kept, and of which disks.',
  example: { schedule: { timezone: 'Asia/Shanghai', at: ['02:00'] }, retentionDays: 14, disks: { any: [{ tags: { backup: 'nightly' } }] } },
  fields,
  relations,
  lifecycle: 'standing',
  service: 'ecs',
  ownership: 'tags',
  compile,
  target: () => null,
  needs: ({ disks }) => needs(disks),
  roles: {
    name: 'modify',
    timePoints: 'modify',
    repeatWeekdays: 'modify',
    retentionDays: 'modify',
    crossRegionCopy: 'modify',
    disks: 'attachments',
    tags: 'tags',
    resourceGroupId: 'group',
  },
  losses,
  impossibleChange,
  notes,
  summaryFields: ['timePoints', 'repeatWeekdays'],
  listing: (region) => ({
    call: readCall(region, 'ecs', 'DescribeAutoSnapshotPolicyEx', { RegionId: region }),
    paging: { type: 'number', size: 100 },
    items: ['AutoSnapshotPolicies', 'AutoSnapshotPolicy'],
    id: 'AutoSnapshotPolicyId',
  }),
  parse,
  preflight,
  createAction,
  createdId: 'AutoSnapshotPolicyId',
  // The older parameters of these operations are camelCase, the later ones PascalCase.
  create: (props, { region, owner }) =>
    writeCall(region, 'ecs', createAction, {
      regionId: region,
      autoSnapshotPolicyName: props.name,
      ...scheduleParams(props),
      retentionDays: props.retentionDays,
      ...(props.crossRegionCopy !== null && copyParams(props.crossRegionCopy)),
      ResourceGroupId: props.resourceGroupId ?? undefined,
      Tag: tagParams({ ...props.tags, ...ownerTags(owner) }),
    }),
  modify: (props, changed, id, region) => {
    const times = scheduleParams(props);
    return writeCall(region, 'ecs', 'ModifyAutoSnapshotPolicyEx', {
      regionId: region,
      autoSnapshotPolicyId: id,
      autoSnapshotPolicyName: changed.includes('name') ? props.name : undefined,
      timePoints: changed.includes('timePoints') ? times.timePoints : undefined,
      repeatWeekdays: changed.includes('repeatWeekdays') ? times.repeatWeekdays : undefined,
      retentionDays: changed.includes('retentionDays') ? props.retentionDays : undefined,
      ...(changed.includes('crossRegionCopy') && copyParams(props.crossRegionCopy)),
    });
  },
  removing: {
    call: (region, id) => writeCall(region, 'ecs', 'DeleteAutoSnapshotPolicy', { regionId: region, autoSnapshotPolicyId: id }),
    stillDoes,
  },
  resourceType: 'snapshotpolicy',
  attachments: {
    field: 'disks',
    target: 'disk',
    batch: 100,
    listing: (region, id) => ({
      call: readCall(region, 'ecs', 'DescribeAutoSnapshotPolicyAssociations', { RegionId: region, AutoSnapshotPolicyId: id }),
      paging: { type: 'token', size: 100 },
      items: ['AutoSnapshotPolicyAssociations', 'AutoSnapshotPolicyAssociation'],
      id: 'DiskId',
    }),
    countOf,
    needs: ({ disks }) => needs(disks),
    select: ({ disks }, inventory) => select(disks, inventory),
    selectedAt,
    quota: policiesPerDisk,
    attach: (region, id, ids) =>
      writeCall(region, 'ecs', 'ApplyAutoSnapshotPolicy', { regionId: region, autoSnapshotPolicyId: id, diskIds: JSON.stringify(ids) }),
    // Without the policy's id the service cancels whichever single policy is attached.
    detach: (region, id, ids) =>
      writeCall(region, 'ecs', 'CancelAutoSnapshotPolicy', { regionId: region, autoSnapshotPolicyId: id, diskIds: JSON.stringify(ids) }),
  },
  requests: () => import('./requests.ts'),
});
