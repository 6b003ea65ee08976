import { type Alias, documented, habits } from './alias.ts';
import { origins } from './origins.ts';

const { terraformPolicy, terraformAttachment, rosPolicy, createPolicy, applyPolicy } = origins;

/** What stands in a policy, or among the defaults of policies. */
export const policyNames = (): Alias[] => [
  ...documented(
    [terraformPolicy, rosPolicy, createPolicy],
    `
name | auto_snapshot_policy_name | AutoSnapshotPolicyName | autoSnapshotPolicyName
schedule.timePoints | time_points | TimePoints | timePoints
schedule.repeatWeekdays | repeat_weekdays | RepeatWeekdays | repeatWeekdays
retentionDays | retention_days | RetentionDays | retentionDays
crossRegionCopy? | enable_cross_region_copy | EnableCrossRegionCopy | EnableCrossRegionCopy
crossRegionCopy.region | target_copy_regions | TargetCopyRegions | TargetCopyRegions
crossRegionCopy.retentionDays | copied_snapshots_retention_days | CopiedSnapshotsRetentionDays | CopiedSnapshotsRetentionDays
!The encryption of copies stands in crossRegionCopy, as encrypted: true and kmsKeyId. | copy_encryption_configuration | CopyEncryptionConfiguration | CopyEncryptionConfiguration
resourceGroupId | resource_group_id | ResourceGroupId | ResourceGroupId
tags | tags | Tags | Tag
disks.any[].id | - | DiskIds | -
disks.any[].tags | target_tags | - | TargetTags
!Disks are chosen in disks, and attached one by one: by their tags with disks: {any: [{tags: {…}}]}. | association_type | - | AssociationType
!Cloud boxes have no place in a spec; remove it. | - | - | StorageLocationArn
!A token is made for every call; remove it. | - | - | ClientToken
!A stack lives in one region: region at the top of the spec. Remove it here. | region_id | - | regionId
!It comes back from apply, in its JSON; remove it. | status create_time | - | -`,
  ),
  ...documented(
    [terraformAttachment, applyPolicy],
    `
disks.any[].id | disk_id | diskIds
adopt | auto_snapshot_policy_id | autoSnapshotPolicyId`,
  ),
  ...habits(`
schedule.timezone | timezone tz time_zone
schedule.at | at time times hour
schedule.days | days weekdays day day_of_week
schedule | cron cron_expression crontab
retentionDays | retention retain keep keep_days retention_period ttl expire_after delete_after lifetime days_to_keep expire
crossRegionCopy | cross_region copy copies_to replication replicate cross_region_copies
crossRegionCopy.region | copy_to copy_region target_region target_regions destination_region replica_region
crossRegionCopy.encrypted | encrypted encrypt encryption
crossRegionCopy.kmsKeyId | kms_key_id kms_key
disks | selector select targets target resources match volumes
disks.any[].id | disk_ids disk volume_id volume_ids
disks.any[].instanceId | instance_id instance_ids instance instances
disks.any[].tags | disk_tags target_tag
disks.not[].id | exclude exclude_disks exclude_disk_ids
disks.any[].zone | zone zone_id availability_zone
disks.any[].category | category disk_category
disks.any[].type | disk_type
tags | labels label tag
name | display_name policy_name title snapshot_policy_name
adopt | id policy_id import
!Snapshots are kept by days, not by their number: retentionDays. | keep_last max_snapshots max_count snapshot_count
!Copies to another region are made by crossRegionCopy: {region: …}; how long snapshots are kept is retentionDays, in days and not by number. | copies
schedule ! A policy takes snapshots at times of day, on weekdays: schedule: {timezone: …, at: […], days: […]} | interval every frequency rate period
!A policy takes no snapshot by the month: what is taken monthly is a snapshot with an occurrence, such as "2026-11". | months monthly day_of_month
!A policy has no description; write a comment, or a tag. | description comment
!A policy is on as long as its entry stands: remove the entry, or write disks: {any: []} to protect nothing. | enabled disabled active suspended state
!A stack lives in one region: region at the top of the spec. Remove it here. | region location
!It belongs to Terraform, and nothing like it is needed here; remove it. | timeouts timeout lifecycle prevent_destroy depends_on count for_each provider
!There are no conditions and no loops: write an entry for each, and remove this; what differs from run to run is a variable. | when if unless with_items loop strategy matrix condition
!An entry takes nothing from another one; what entries share stands in defaults. | extends inherits base template parent from
!Taking snapshots is all that is done here: what runs before and after, and who hears of it, is up to the pipeline; remove it. | hooks hook pre post pre_script post_script script scripts notifications notify alerts alert
!The service takes a snapshot within the hour that schedule names; there is no window. Remove it. | start_window completion_window window duration maintenance_window
!Credentials never stand in a spec; they come from the environment. Remove it. | role role_arn iam_role service_account credentials
!Snapshots stay in the account, without a vault or a storage class; remove it. | vault backup_vault target_vault storage_class tier cold_storage_after lifecycle_rules
!The fields stand directly below the key of the entry; remove it. | type properties spec`),
];

/** What stands in defaults, most of it as in a policy. */
export const defaultsNames = (): Alias[] => [
  ...habits(`
!Defaults are not sorted by kind: write the fields directly below defaults. Entries stand in their section, at the top of the spec. | policies policy snapshots groups desktopSnapshots
!Disks are chosen by each policy: policies: {NAME: {disks: {any: […]}}}. | disks selector`),
  ...policyNames(),
];

/** What stands in a schedule. */
export const scheduleNames = (): Alias[] => [
  ...documented(
    [terraformPolicy, rosPolicy],
    `
timePoints | time_points | TimePoints
repeatWeekdays | repeat_weekdays | RepeatWeekdays`,
  ),
  ...habits(`
timezone | tz time_zone zone timeZoneId location
at | time times hour hours start start_time
days | weekdays day day_of_week days_of_week weekday on
. | cron cron_expression crontab expression schedule
. ! A policy takes snapshots at times of day, on weekdays: at for the times, days for the days; 12 times a day are 12 items of at. | every interval frequency rate period type
!A policy takes no snapshot by the month: what is taken monthly is a snapshot with an occurrence, such as "2026-11". | months month monthly day_of_month days_of_month
. ! A policy takes snapshots at times of day, on weekdays: at for the times, days for the days. | daily weekly hourly rrule
!A policy is on as long as its entry stands; remove it. | enabled disabled active`),
];

/** What stands in a copy to another region. */
export const copyNames = (): Alias[] => [
  ...documented(
    [origins.terraformPolicy, origins.copySnapshot],
    `
region | target_copy_regions | DestinationRegionId
retentionDays | copied_snapshots_retention_days retention_days | RetentionDays
kmsKeyId | kms_key_id | KMSKeyId
encrypted | encrypted | Encrypted
!That crossRegionCopy is there says it; remove it. | enable_cross_region_copy | -`,
  ),
  ...habits(`
region | regions target target_region target_regions destination destination_region to region_id
retentionDays | retention keep keep_days ttl
kmsKeyId | kms_key key_id kms
encrypted | encrypt encryption
!That crossRegionCopy is there says it; remove it. | enabled enable
!A spec is for one account; copies stay in it. Remove it. | account account_id target_account
!Copies have the name of their snapshot; remove it. | name description tags`),
];

/** What stands beside `any` and `not`: most often the keys of an item. */
export const disksNames = (): Alias[] =>
  habits(`
any[].id | id ids disk_id disk_ids disk volume_id volume_ids
any[].instanceId | instance_id instance_ids instance instances
any[].tags | tags tag labels label matchLabels
any[].name | name names disk_name
any[].type | type disk_type
any[].category | category disk_category
any[].zone | zone zone_id
any[].resourceGroupId | resource_group_id resource_group
any | include includes all select one_of or items match anyOf
any ! Disks are chosen by the items of any: any: [{tags: {backup: nightly}}]. | filter filters query where rules selectors match_expressions expressions
not | exclude excludes except none ignore
!Several keys in one item of any must all hold: {tags: {…}, type: data}. | and all_of`);

/** What stands in an item of `any` or `not`. */
export const selectorNames = (): Alias[] => [
  ...documented(
    [origins.describeDisks],
    `
id | DiskId
name | DiskName
type | DiskType Type
category | Category
zone | ZoneId
instanceId | InstanceId
resourceGroupId | ResourceGroupId
tags | Tag Tags`,
  ),
  ...habits(`
id | disk_id disk_ids ids disk volume_id volume vol
instanceId | instance instance_ids ecs ecs_id
tags | labels label tag
. ! Tags are chosen by key and value: {tags: {backup: nightly}}. | key tag_key tag_name value values
name | disk_name pattern name_pattern glob
type | disk_type kind
category | disk_category
zone | zone_id availability_zone az
name ! A selector has no regular expressions: name takes * for any characters and ? for one. | regex name_regex regexp
instanceId ! Instances are chosen by their id, instanceId: i-…, or by the tags of their disks. | instance_name instance_tags host hostname
!A selector does not choose by it; mark the disks by a tag. | size status encrypted region
. ! What is left out stands beside any, in a list of its own: disks: {any: […], not: […]}. | not exclude excludes except without unless none
`),
];
