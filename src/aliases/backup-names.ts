import { type Alias, documented, habits } from './alias.ts';
import { origins } from './origins.ts';

const { terraformSnapshot, rosSnapshot, createSnapshot, terraformGroup, rosGroup, createGroup, terraformDesktop, createDesktopSnapshot } =
  origins;

const outputs = `
!It comes back from apply, in its JSON; remove it. | status create_time progress request_id
!A stack lives in one region: region at the top of the spec. Remove it here. | region region_id location
!It belongs to Terraform, and nothing like it is needed here; remove it. | timeouts lifecycle depends_on count for_each provider
!The fields stand directly below the key of the entry; remove it. | type properties spec
!There are no conditions and no loops: write an entry for each, and remove this; what differs from run to run is a variable. | when if with_items loop strategy matrix condition
!An entry takes nothing from another one; what entries share stands in defaults. | extends inherits base template
!Taking snapshots is all that is done here: what runs before and after, and who hears of it, is up to the pipeline; remove it. | hooks pre post pre_script post_script notifications notify
occurrence | release revision commit build date which
takeUntil | until take_before expires deadline not_after
tags | labels label tag`;

const deleting =
  '!What is deleted stands under removed, and force with it: removed: [{address: snapshots/…, force: true}]. Remove it here.';
const oneOff =
  '!A snapshot is taken once for every occurrence. What is taken by a schedule is a policy: policies: {nightly: {schedule: …, retentionDays: …, disks: {any: [{id: d-…}]}}}.';

export const snapshotNames = (): Alias[] => [
  ...documented(
    [terraformSnapshot, rosSnapshot, createSnapshot],
    `
diskId | disk_id | DiskId | DiskId
name | snapshot_name | SnapshotName | SnapshotName
description | description | Description | Description
retentionDays | retention_days | RetentionDays | RetentionDays
resourceGroupId | resource_group_id | ResourceGroupId | ResourceGroupId
tags | tags | Tags | Tag
category | category | - | Category
instantAccess | instant_access | InstantAccess | InstantAccess
instantAccessRetentionDays | instant_access_retention_days | InstantAccessRetentionDays | InstantAccessRetentionDays
!A call is given up after a time of its own; apply --timeout bounds the whole run. Remove it. | - | Timeout | -
!Cloud boxes have no place in a spec; remove it. | - | - | StorageLocationArn
!A token is made for every call; remove it. | - | - | ClientToken`,
  ),
  ...documented([terraformSnapshot, origins.deleteSnapshot], `${deleting} | force | Force`),
  ...habits(`
diskId | disk volume volume_id source_disk_id source
name | title display_name
retentionDays | retention retain keep keep_days ttl expire_after
adopt | id snapshot_id import
${oneOff} | schedule cron at days timezone time_points repeat_weekdays
diskId ! A snapshot is of one disk; the disks of an instance are taken together by a group: groups: {…: {instanceId: i-…}}. | instance_id instance disks disk_ids instance_ids
!Copies to another region are made by a policy: crossRegionCopy. | cross_region_copy copy copy_to target_region encrypted kms_key_id${outputs}`),
];

export const groupNames = (): Alias[] => [
  ...documented(
    [terraformGroup, rosGroup, createGroup],
    `
instanceId | instance_id | InstanceId | InstanceId
diskIds | disk_id | DiskIds | DiskId
excludeDiskIds | exclude_disk_id | ExcludeDiskIds | ExcludeDiskId
name | snapshot_group_name | Name | Name
description | description | Description | Description
resourceGroupId | resource_group_id | ResourceGroupId | ResourceGroupId
tags | tags | Tags | Tag
instantAccess | instant_access | - | InstantAccess
instantAccessRetentionDays | instant_access_retention_days | - | InstantAccessRetentionDays
!A token is made for every call; remove it. | - | - | ClientToken
!Cloud boxes have no place in a spec; remove it. | - | - | StorageLocationArn`,
  ),
  ...habits(`
instanceId | instance ecs host server server_id vm vm_id
diskIds | disks volumes disk volume_ids members include
excludeDiskIds | exclude exclude_disks exclude_disk_ids except
name | group_name snapshot_name title display_name
adopt | id snapshot_group_id group_id import
instanceId ! An instance is named by its id, as the console shows it: instanceId: i-… | instance_name hostname
instanceId ! A group is of one instance: write one group for each, or list disks in diskIds. | instance_ids instances
!A group is taken once for every occurrence; what is taken by a schedule is a policy, which takes no group. | schedule cron at days timezone time_points repeat_weekdays
${deleting} | force${outputs}`),
];

export const desktopNames = (): Alias[] => [
  ...documented(
    [terraformDesktop, createDesktopSnapshot],
    `
desktopId | desktop_id | DesktopId
sourceDiskType | source_disk_type | SourceDiskType
name | snapshot_name | SnapshotName
description | description | Description`,
  ),
  ...habits(`
desktopId | desktop id_of_desktop workspace_id
sourceDiskType | disk_type disk source_disk type
name | title display_name
. ! A desktop snapshot is of a disk of a desktop: desktopId names the desktop, and sourceDiskType the disk. | disk_id disk_ids instance_id disks
!A desktop snapshot is taken once for every occurrence; remove it. | schedule cron at days timezone${outputs.replace('\ntags | labels label tag', '')}`),
];
