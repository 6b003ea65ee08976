import { ownerTags } from '../../src/kinds/ownership-tags.ts';
import { markerOf } from '../../src/kinds/ownership-marker.ts';
import type { Json } from '../../src/base/json.ts';
import type { Live } from '../../src/kinds/live.ts';
import type { ReadCall } from '../../src/kinds/calls.ts';
import type { Answer } from './fakes.ts';
import { account, region } from './resources.ts';

/** A live snapshot or desktop snapshot as its service lists it. */
function item({ section, id, owner, marker, createdAt, statusText, props }: Live): Json {
  const tags = Object.entries({ ...(props['tags'] as object), ...(owner && ownerTags(owner)) });
  const common = { SnapshotId: id, CreationTime: createdAt, Status: statusText, SnapshotName: props['name'] ?? '' };
  if (section === 'desktopSnapshots')
    return {
      ...common,
      DesktopId: props['desktopId'] ?? '',
      Description: `${String(props['description'])}${marker ? markerOf(marker) : ''}`,
    };
  return { ...common, SourceDiskId: props['diskId'] ?? '', Tags: { Tag: tags.map(([TagKey, TagValue]) => ({ TagKey, TagValue })) } };
}

/** What the services answer to a read call, with these live resources in one page. */
export function listing(call: ReadCall, resources: readonly Live[], targets: { readonly [action: string]: Json } = {}): Answer | undefined {
  const of = (section: string): Json[] => resources.filter((one) => one.section === section).map(item);
  const answers: { readonly [action: string]: Answer } = {
    'sts GetCallerIdentity': { AccountId: account },
    'ecs DescribeRegions': { Regions: { Region: [{ RegionId: region }, { RegionId: 'cn-beijing' }] } },
    'ecs DescribeSnapshots': { Snapshots: { Snapshot: of('snapshots') } },
    'ecd DescribeSnapshots': { Snapshots: of('desktopSnapshots') },
    'ecs DescribeSnapshotGroups': { SnapshotGroups: { SnapshotGroup: [] } },
    'ecs DescribeAutoSnapshotPolicyEx': { AutoSnapshotPolicies: { AutoSnapshotPolicy: [] }, TotalCount: 0 },
    'ecs DescribeDisks': { Disks: { Disk: [{ DiskId: 'd-1' }] } },
    'ecs DescribeInstances': { Instances: { Instance: [{ InstanceId: 'i-1' }] } },
    'ecd DescribeDesktops': { Desktops: [{ DesktopId: 'ecd-1' }] },
    ...targets,
  };
  if (call.action === 'DescribeSnapshots' && call.params['Status'] === 'progressing') return { Snapshots: { Snapshot: [] } };
  return answers[`${call.service} ${call.action}`];
}
