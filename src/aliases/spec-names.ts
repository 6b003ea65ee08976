import { type Alias, habits } from './alias.ts';

/** What stands at the top of a spec. */
export const specNames = (): Alias[] =>
  habits(`
policies | policy auto_snapshot_policy auto_snapshot_policies snapshot_policy snapshot_policies backup_policies backups alicloud_ecs_auto_snapshot_policy
snapshots | snapshot ecs_snapshot ecs_snapshots alicloud_ecs_snapshot one_offs
groups | group snapshot_group snapshot_groups consistency_groups consistent_groups alicloud_ecs_snapshot_group
desktopSnapshots | desktop_snapshot desktop desktops alicloud_ecd_snapshot
region | region_id regionName location
account | account_id account_number uid owner_id
stack | name project app application stack_name service
variables | vars var variable parameters params inputs locals
apiVersion | version schema_version format_version spec_version snapspec
defaults | default common global globals
defaults.tags | tags tag labels common_tags
defaults.resourceGroupId | resource_group_id resource_group
defaults.retentionDays | retention_days retention
defaults.schedule | schedule schedules
defaults.crossRegionCopy | cross_region_copy
lint.rules | rules severities ignore
removed | remove deleted delete destroy
moved | move rename renamed renames
!Remove kind: apiVersion alone says what a spec is. | kind
!A spec has no metadata: its name is stack, at the top. Remove metadata. | metadata
!What stands under spec belongs at the top level: remove the key, and indent what is below it by two spaces less. | spec
!A stack lives in a region, and its disks in the zones of that; write region. | zone zone_id availability_zone
region ! A stack lives in one region: write a spec for each, each with a stack and a region. | regions
!A spec is for one account: write a spec for each, each with an account. | accounts
!A spec is of one environment: write a spec for each, or give each a file of values with --var-file. | env environment environments profiles stage stages workspace workspaces
!When lint, plan and apply run is up to the pipeline; when snapshots are taken, to the schedule of a policy. | on triggers trigger cron
!Taking snapshots is all that is done here: what runs before and after, and who hears of it, is up to the pipeline. | hooks notifications notify alerts jobs steps scripts
!Entries take nothing from each other; what they share stands in defaults. | templates anchors
!Disks are chosen by a policy: policies: {nightly: {disks: {any: […]}}}. | disks disk instances selector
!What exists is taken over by adopt: ID in its entry. | import imports adopt
!Several files are one spec where each is given with -f. | include includes extends imports_from
!Retention and schedule stand in each policy: policies: {nightly: {schedule: …, retentionDays: …, disks: {any: […]}}}. | snapshot_schedule retention_policy backup_schedule
!Credentials never stand in a spec; they come from the environment, as those of the aliyun CLI do. | credentials access_key access_key_id access_key_secret secret_key profile provider
!It belongs to Terraform, and nothing like it is needed here; remove it. | terraform backend providers module modules outputs
!How many reductions of protection pass stands in limits.reductions, and how many are approved in approve.reductions. | reductions
!A spec has no place for notes; write a comment with #. | description notes comment`);

/** What stands in a variable. */
export const variableNames = (): Alias[] =>
  habits(`
default | value val defaultValue
!A variable takes the type of the field that it stands in; remove type. | type
!A variable has only a default; write a comment with #. | description
!A variable has only a default; remove it. | sensitive nullable validation required allowedValues`);

/** What stands in an item of `removed`. */
export const removedNames = (): Alias[] =>
  habits(`
address | from name entry key resource
id | snapshot_id policy_id resource_id
forget | keep lifecycle`);

/** What stands in an item of `moved`. */
export const movedNames = (): Alias[] =>
  habits(`
from | old source before
to | new target destination after
fromStack | from_stack old_stack stack`);
