import * as desktopPolicies from '../../facts/limits/desktop-policies.ts';
import { coolOffPeriod, lockDuration, lockMode } from '../../facts/limits/locks.ts';
import * as policies from '../../facts/limits/policies.ts';
import * as snapshots from '../../facts/limits/snapshots.ts';
import { anyText, bool, integer, integers, list, moment, object, tags, text, texts, word, words } from '../../input/schema.ts';
import type { InputSchema, Properties } from '../../input/schema.ts';
import { diskType, placed, size } from './placed-schema.ts';

/** Days; the value that keeps snapshots indefinitely is one less than none. */
const daysOrAlways = ({ range }: { readonly range: { readonly max: number } }, description: string): InputSchema =>
  integer({ min: policies.unlimitedRetention, max: range.max }, description);

const status = word(['progressing', 'accomplished', 'failed'], 'Its status; one that is progressing stays so.', {
  default: 'accomplished',
});
const description = anyText('Its description.');

const copy = object(
  {
    region: text('The region that every snapshot is copied to.', { examples: ['cn-beijing'] }),
    retentionDays: daysOrAlways(policies.copyRetentionDays, 'Days that a copy is kept; -1 is indefinitely.'),
    encrypted: bool('Whether the copies are encrypted.', { default: false }),
    kmsKeyId: text('The KMS key of the copies.'),
  },
  ['region'],
  'The copy of every snapshot to another region.',
);

const policy = object(
  {
    ...placed('sp-bp1default'),
    timePoints: { ...integers(policies.timePoints.of.range, 'Hours of the day, in UTC+8.'), examples: [[2]] },
    repeatWeekdays: { ...integers(policies.repeatWeekdays.of.range, 'Weekdays; Monday is 1, Sunday 7.'), examples: [[1, 4]] },
    retentionDays: { ...daysOrAlways(policies.retentionDays, 'Days that a snapshot is kept; -1 is indefinitely.'), examples: [30] },
    disks: texts('The disks that it is attached to, which are some of the seed.'),
    targetTags: tags('Instances with one of these tags have it, too.'),
    copy,
    system: bool('Whether the service made it itself.', { default: false }),
    conditions: words(['promotion'], 'What else is unusual about it.'),
  },
  ['id', 'timePoints', 'repeatWeekdays', 'retentionDays'],
  'An automatic snapshot policy, whoever made it.',
);

const lock = object(
  {
    mode: word(lockMode.values, 'How it is locked.', { default: lockMode.values[0] }),
    days: { ...integer(lockDuration.range, 'How long it is locked, in days.'), examples: [30] },
    coolOffHours: { ...integer(coolOffPeriod.range, 'The first hours, in which the lock can still be changed and removed.'), default: 0 },
    created: moment('When it was locked; by default when the snapshot was created.'),
    starts: moment('When its days begin to count; by default when it was locked.'),
  },
  ['days'],
  'A lock: until it ends nobody deletes the snapshot.',
);

const copyOf = object(
  {
    snapshot: text('The snapshot that it was copied from, which may be gone.', { examples: ['s-bp1source'] }),
    region: text('The region of that snapshot.', { examples: ['cn-beijing'] }),
  },
  ['snapshot', 'region'],
  'The source of a copy.',
);

const snapshot = object(
  {
    ...placed('s-bp1csi'),
    disk: text('The disk that it was taken of, which may be gone.', { examples: ['d-bp1s5fnvk4gn2tws03ab'] }),
    description,
    modified: moment('When it was last changed; by default when it was created.'),
    retentionDays: integer(snapshots.retentionDays.range, 'Days that it is kept from its creation; without this indefinitely.'),
    diskType: diskType('The type of its disk; by default that of the disk.'),
    size: size('The size of its disk in GiB; by default that of the disk.'),
    encrypted: bool('Whether it is encrypted; by default as its disk.'),
    kmsKeyId: text('The KMS key that it is encrypted with; by default that of its disk.'),
    type: word(['user', 'auto'], 'Whether a policy took it.', { default: 'user' }),
    category: word(['standard', 'flash', 'archive'], 'Its category; an archived one cannot be copied.', { default: 'standard' }),
    status,
    usage: word(['none', 'image', 'disk', 'image_disk'], 'What was made from it.', { default: 'none' }),
    policy: text('The policy that took it, which may be gone.'),
    lock,
    copyOf,
    conditions: words(['managed', 'free', 'related', 'shared', 'locked'], 'What else is unusual about it.'),
  },
  ['id', 'disk'],
  'A snapshot of a disk, whoever took it.',
);

const group = object(
  {
    ...placed('ssg-bp1backup'),
    description,
    instance: text('The instance that all members were taken of, which may be gone.'),
    snapshots: texts('Its members, which are snapshots of the seed.', { examples: [['s-bp1csi']] }),
  },
  ['id', 'snapshots'],
  'A snapshot-consistent group.',
);

const { tags: _tags, resourceGroup: _group, ...unmarked } = placed('s-gx2manual');

const desktopSnapshot = object(
  {
    ...unmarked,
    desktop: text('The desktop that it was taken of, which may be gone.', { examples: ['ecd-gx2x1dhsmucyy0001'] }),
    diskType: { ...diskType('The type of its disk.'), examples: ['system'] },
    description,
    size: size('The size of its disk in GiB; by default that of the disk.'),
    status,
    creator: text('Who made it; by default the account.'),
    expires: moment('When the service deletes it; then it is an automatic one.'),
  },
  ['id', 'desktop', 'diskType'],
  'A snapshot of a disk of a desktop.',
);

const desktopPolicy = object(
  {
    ...unmarked,
    id: text('Its id, which nothing else has.', { examples: ['sp-gx2nightly'] }),
    cron: text('When it takes snapshots, in UTC+8: 0 MINUTE HOURS ? * DAYS.', { examples: ['0 0 2 ? * 1-7'] }),
    retentionDays: { ...integer(desktopPolicies.retentionDays.range, 'Days that a snapshot is kept.'), examples: [7] },
    diskType: diskType('The disks that it covers; by default all of them.'),
  },
  ['id', 'cron', 'retentionDays'],
  'An automatic snapshot policy of desktops.',
);

/** Backups, and the policies that take them. */
export const backups: Properties = {
  policies: list(policy, 'The automatic snapshot policies, with their attachments.'),
  snapshots: list(snapshot, 'The snapshots of disks.'),
  groups: list(group, 'The snapshot-consistent groups.'),
  desktopPolicies: list(desktopPolicy, 'The automatic snapshot policies of desktops.'),
  desktopSnapshots: list(desktopSnapshot, 'The snapshots of desktops.'),
};
