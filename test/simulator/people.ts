import type { ApiRequest } from '../../src/emulator/index.ts';
import { flatten } from '../../src/cloud/flatten.ts';
import { editResource } from '../../src/emulator/model/edit-resource.ts';
import { removeResource } from '../../src/emulator/services/lifecycle/remove.ts';
import type { Params } from '../../src/kinds/calls.ts';
import type { Cloud } from './cloud.ts';
import type { Dice } from './dice.ts';
import type { Judge } from './judge.ts';
import type { Actor, Thing } from './ledger.ts';
import type { Scheduler } from './scheduler.ts';
import type { Story } from './story.ts';
import { disks, region } from './worlds.ts';

const person: Actor = { kind: 'person', name: 'person' };

type Parts = { readonly cloud: Cloud; readonly judge: Judge; readonly dice: Dice; readonly scheduler: Scheduler; readonly story: Story };
type Deed = (parts: Parts, thing: Thing | undefined) => string | undefined;

function call({ cloud }: Parts, action: string, params: Params, service: ApiRequest['service'] = 'ecs'): void {
  cloud.arrive(person, { service, action, params: flatten(params) });
}

const typeOf: { readonly [section: string]: string } = { policies: 'snapshotpolicy', snapshots: 'snapshot', groups: 'snapshotgroup' };

const deleteThing: Deed = (parts, thing) => {
  if (thing === undefined) return undefined;
  parts.judge.touch(thing.address, ...parts.cloud.ledger.disksOf(thing.id));
  parts.cloud.edit(person, (world) => removeResource(world, thing.id));
  return `deletes ${thing.id}`;
};

const marks = ['snapspec:stack', 'snapspec:address', 'snapspec:occurrence', 'snapspec:op'];

const untag: Deed = (parts, thing) => {
  const type = typeOf[thing?.section ?? ''];
  if (thing === undefined || type === undefined) return undefined;
  const keys = parts.dice.chance(0.5) ? marks : [parts.dice.pick(marks)];
  parts.judge.touch(thing.address, ...parts.cloud.ledger.disksOf(thing.id));
  call(parts, 'UntagResources', { RegionId: region, ResourceType: type, ResourceId: [thing.id], TagKey: keys });
  return `takes ${keys.length === 1 ? keys[0] : 'all marks'} off ${thing.id}`;
};

const tag: Deed = (parts, thing) => {
  const type = typeOf[thing?.section ?? ''];
  if (thing === undefined || type === undefined) return undefined;
  const one = parts.dice.pick([
    { Key: 'team', Value: 'somebody' },
    { Key: 'legal-hold', Value: 'yes' },
    { Key: 'snapspec:occurrence', Value: 'v9' },
  ]);
  parts.judge.touch(thing.address, ...parts.cloud.ledger.disksOf(thing.id));
  call(parts, 'TagResources', { RegionId: region, ResourceType: type, ResourceId: [thing.id], Tag: [one] });
  return `tags ${thing.id} with ${one.Key}`;
};

const rename: Deed = (parts, thing) => {
  if (thing === undefined || parts.cloud.ledger.rowOf(thing) === undefined) return undefined;
  parts.judge.touch(thing.address);
  parts.cloud.edit(person, (world, now) => editResource(world, thing.id, { name: 'renamed-by-hand' }, now));
  return `renames ${thing.id}`;
};

const attachment =
  (action: 'ApplyAutoSnapshotPolicy' | 'CancelAutoSnapshotPolicy'): Deed =>
  (parts, thing) => {
    if (thing?.section !== 'policies') return undefined;
    const disk = parts.dice.pick(disks);
    parts.judge.touch(thing.address, disk);
    call(parts, action, { regionId: region, autoSnapshotPolicyId: thing.id, diskIds: JSON.stringify([disk]) });
    return `sends ${action} for ${thing.id} and ${disk}`;
  };

const deleteDisk: Deed = ({ cloud, judge, dice }) => {
  const disk = dice.pick(disks);
  if (cloud.world.disks.find(disk) === undefined) return undefined;
  judge.touch(disk, ...judge.spec.entries.map(({ section, key }) => `${section}/${key}`));
  cloud.edit(person, (world) => removeResource(world, disk));
  return `deletes the disk ${disk}`;
};

const retagDisk: Deed = ({ cloud, judge, dice }) => {
  const disk = cloud.world.disks.find(dice.pick(disks));
  if (disk === undefined) return undefined;
  judge.touch(
    disk.id,
    ...judge.spec.entries.filter(({ section }) => section === 'policies').map(({ section, key }) => `${section}/${key}`),
  );
  const tags = 'backup' in disk.tags ? {} : { backup: 'nightly' };
  cloud.edit(person, (world, now) => editResource(world, disk.id, { tags }, now));
  return `${'backup' in tags ? 'tags' : 'untags'} the disk ${disk.id}`;
};

function makePolicy(parts: Parts): void {
  call(parts, 'CreateAutoSnapshotPolicy', {
    regionId: region,
    autoSnapshotPolicyName: 'by-hand',
    timePoints: '["3"]',
    repeatWeekdays: '["1"]',
    retentionDays: 3,
  });
}

/** Others come and go: what is not ours is made and deleted. */
const churn: Deed = (parts) => {
  call(parts, 'CreateSnapshot', { DiskId: parts.dice.pick(disks), SnapshotName: 'by-hand' });
  makePolicy(parts);
  return 'takes a snapshot and makes a policy';
};

const deeds = {
  delete: deleteThing,
  untag,
  tag,
  rename,
  attach: attachment('ApplyAutoSnapshotPolicy'),
  detach: attachment('CancelAutoSnapshotPolicy'),
  'delete a disk': deleteDisk,
  'retag a disk': retagDisk,
  churn,
} as const satisfies { readonly [name: string]: Deed };

export type DeedName = keyof typeof deeds;

/** Things are deleted more often than anything else is done to them. */
const usualDeeds: readonly DeedName[] = [
  'delete',
  'delete',
  'untag',
  'tag',
  'rename',
  'attach',
  'detach',
  'delete a disk',
  'retag a disk',
  'churn',
];

/** A person does one thing: to something that a run has made, to a disk, or to what is nobody's. */
export function meddle(parts: Parts, names: readonly DeedName[] = usualDeeds): void {
  const { cloud, dice, judge, scheduler } = parts;
  const standing = [...cloud.ledger.things.values()].filter((one) => judge.ledger.counts(one, scheduler.now));
  const thing = standing.length === 0 ? undefined : dice.pick(standing);
  const text = (deeds[dice.pick(names)] as Deed)(parts, thing);
  if (text !== undefined) parts.story.tell('person', () => text);
}

/** A disk is being attached or detached for a while: no snapshot can be taken of it. */
export function disturb({ cloud, dice, scheduler, story }: Parts): void {
  const disk = cloud.world.disks.find(dice.pick(disks));
  if (disk === undefined || !['In_use', 'Available'].includes(disk.status)) return;
  const { id, status } = disk;
  const set = (to: string): void => {
    if (cloud.world.disks.find(id) === undefined) return;
    cloud.edit({ kind: 'cloud', name: 'the cloud' }, (world, now) => editResource(world, id, { status: to }, now));
  };
  set('Attaching');
  story.tell('cloud', () => `· ${id} is Attaching`);
  scheduler.after(dice.between(1_000, 30_000), () => set(status));
}
