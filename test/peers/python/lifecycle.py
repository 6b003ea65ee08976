"""What becomes of backups and of what they protect, by the SDKs of today: locks, copies, the archive, policies of desktops,
policies by instance tags, tags of groups, and disks, instances and desktops that are moved and deleted."""
import json

from alibabacloud_ecd20200930 import models as ecd
from alibabacloud_ecd20200930.client import Client as Desktops
from alibabacloud_ecs20140526 import models as ecs
from alibabacloud_ecs20140526.client import Client
from alibabacloud_tea_openapi import models as open_api
from alibabacloud_tea_openapi.exceptions import ClientException
from steps import HOST, KEY, ODD, admin, advance, end, refused, same, step

REGION = 'cn-hangzhou'
HERE = {'region_id': REGION}
config = open_api.Config(access_key_id=KEY[0], access_key_secret=KEY[1], endpoint=HOST, protocol='http', region_id=REGION)
client, desktops = Client(config), Desktops(config)
made = {}


def answer(call, request):
    """The body of a reply, which has the id that every reply has."""
    body = call(request).body
    same(len(body.request_id), 36)
    return body


def refusal(call, request):
    error = refused(ClientException, lambda: call(request))
    return '%s %d' % (error.code, error.status_code)


def take(disk, **more):
    return answer(client.create_snapshot, ecs.CreateSnapshotRequest(disk_id=disk, **more)).snapshot_id


def snapshots(region=REGION, **filters):
    return answer(client.describe_snapshots, ecs.DescribeSnapshotsRequest(region_id=region, **filters)).snapshots.snapshot


def disks(**filters):
    return answer(client.describe_disks, ecs.DescribeDisksRequest(**HERE, **filters)).disks.disk


def disk(name):
    return next(iter(disks(disk_ids=json.dumps([name]))), None)


def lock(**more):
    request = ecs.LockSnapshotRequest(**HERE, snapshot_id=made['locked'], lock_mode='compliance', lock_duration=2, cool_off_period=3, **more)
    return client.lock_snapshot, request


def unlock():
    return client.unlock_snapshot, ecs.UnlockSnapshotRequest(**HERE, snapshot_id=made['locked'])


def locks(**filters):
    found = answer(client.describe_locked_snapshots, ecs.DescribeLockedSnapshotsRequest(**HERE, **filters)).locked_snapshots_info
    return [(one.snapshot_id, one.lock_status, one.lock_mode, one.lock_duration, one.cool_off_period) for one in found]


@step('lock')
def _():
    made['locked'] = take('d-kept')
    same(refusal(*lock(dry_run=True)), 'DryRunOperation 400')
    same(locks(), [])
    info = answer(*lock(client_token='one')).locked_snapshot_info
    same((info.snapshot_id, info.lock_status), (made['locked'], 'compliance-cooloff'))
    advance('1m')
    same(answer(*lock(client_token='one')).locked_snapshot_info.lock_creation_time, info.lock_creation_time)
    same(locks(snapshot_ids=[made['locked']]), [(made['locked'], 'compliance-cooloff', 'compliance', 2, 3)])
    same(refusal(client.delete_snapshot, ecs.DeleteSnapshotRequest(snapshot_id=made['locked'])), 'InvalidOperation.SnapshotIsLocked 403')


@step('unlock')
def _():
    answer(*unlock())
    same(locks(), [])
    same(refusal(*unlock()), 'InvalidSnapshotLock.NotFound 404')
    answer(*lock())
    advance('3h')
    same(refusal(*unlock()), 'InvalidOperation.CoolOffPeriodExpired 403')
    same([one[1] for one in locks(lock_status='compliance')], ['compliance'])
    advance('2d')
    same([one[1] for one in locks()], ['expired'])


def copy(name='copied', **more):
    tag = ecs.CopySnapshotRequestTag(key='peer', value=ODD)
    request = ecs.CopySnapshotRequest(
        **HERE, snapshot_id=made['locked'], destination_region_id='cn-beijing', destination_snapshot_name=name,
        destination_snapshot_description=ODD, retention_days=30, tag=[tag], **more)
    return client.copy_snapshot, request


@step('copy')
def _():
    made['copy'] = answer(*copy(client_token='the-same-token')).snapshot_id
    same(answer(*copy(client_token='the-same-token')).snapshot_id, made['copy'])
    same(refusal(*copy('other', client_token='the-same-token')), 'IdempotentParameterMismatch 403')
    same(refusal(*copy()), 'InvalidOperation.UnfinishedCrossRegionCopy 403')
    (one,) = snapshots('cn-beijing')
    same((one.snapshot_id, one.source_snapshot_id, one.source_region_id), (made['copy'], made['locked'], REGION))
    same((one.snapshot_name, one.description, one.retention_days, one.status), ('copied', ODD, 30, 'progressing'))
    same([(tag.tag_key, tag.tag_value) for tag in one.tags.tag], [('peer', ODD)])
    advance('1m')
    same([one.status for one in snapshots('cn-beijing')], ['accomplished'])
    same([one.snapshot_id for one in snapshots()], [made['locked']])


@step('archive')
def _():
    request = ecs.ModifySnapshotCategoryRequest(snapshot_id=made['locked'], category='Archive', retention_days=100)
    same(refusal(client.modify_snapshot_category, request), 'InvalidParameter 400')
    advance('14d')
    same(answer(client.modify_snapshot_category, request).task_id.startswith('t-'), True)
    same([(one.category, one.retention_days) for one in snapshots()], [('archive', 100)])
    same(refusal(*copy()), 'InvalidSnapshotCategory.NotSupportCopy 403')


def policies():
    found = answer(desktops.describe_auto_snapshot_policy, ecd.DescribeAutoSnapshotPolicyRequest(**HERE)).auto_snapshot_policies
    return [(one.policy_id, one.policy_name, one.cron_expression, one.time_points, one.retention_days, one.desktop_num) for one in found]


def policies_of_desktops():
    found = answer(desktops.describe_desktops, ecd.DescribeDesktopsRequest(**HERE, include_auto_snapshot_policy=True)).desktops
    return {one.desktop_id: one.snapshot_policy_id or '' for one in found}


@step('policy of desktops: create, modify, describe')
def _():
    request = ecd.CreateAutoSnapshotPolicyRequest(**HERE, policy_name='nightly', cron_expression='0 0 2 ? * 1-7', retention_days=7)
    made['policy'] = answer(desktops.create_auto_snapshot_policy, request).policy_id
    same(policies(), [(made['policy'], 'nightly', '0 0 2 ? * 1-7', '["2"]', '7', 0)])
    request = ecd.ModifyAutoSnapshotPolicyRequest(**HERE, policy_id=made['policy'], cron_expression='0 0 2,14 ? * 1-7', retention_days=8)
    answer(desktops.modify_auto_snapshot_policy, request)
    same(policies(), [(made['policy'], 'nightly', '0 0 2,14 ? * 1-7', '["2","14"]', '8', 0)])


@step('policy of desktops: apply, cancel, delete')
def _():
    which = {**HERE, 'desktop_id': ['ecd-kept', 'ecd-leaving']}
    answer(desktops.apply_auto_snapshot_policy, ecd.ApplyAutoSnapshotPolicyRequest(**which, policy_id=made['policy']))
    same(policies_of_desktops(), {'ecd-kept': made['policy'], 'ecd-leaving': made['policy']})
    same(policies()[0][5], 2)
    which['desktop_id'] = ['ecd-leaving']
    answer(desktops.cancel_auto_snapshot_policy, ecd.CancelAutoSnapshotPolicyRequest(**which, policy_id=made['policy']))
    same(policies_of_desktops(), {'ecd-kept': made['policy'], 'ecd-leaving': ''})
    advance('1d')
    found = answer(desktops.describe_snapshots, ecd.DescribeSnapshotsRequest(**HERE, max_results=100)).snapshots
    same({(one.desktop_id, one.snapshot_type) for one in found}, {('ecd-kept', 'AUTO')})
    answer(desktops.delete_auto_snapshot_policy, ecd.DeleteAutoSnapshotPolicyRequest(**HERE, policy_id=[made['policy']]))
    same((policies(), policies_of_desktops()), ([], {'ecd-kept': '', 'ecd-leaving': ''}))


def taken_by_policies():
    return {one.source_disk_id for one in snapshots(snapshot_type='auto', max_results=100)}


def associated(policy):
    request = ecs.DescribeAutoSnapshotPolicyAssociationsRequest(**HERE, auto_snapshot_policy_id=policy)
    found = answer(client.describe_auto_snapshot_policy_associations, request).auto_snapshot_policy_associations
    return [one.disk_id for one in found.auto_snapshot_policy_association]


@step('policy by instance tags')
def _():
    request = ecs.CreateAutoSnapshotPolicyRequest(
        **HERE, time_points=json.dumps([str(hour) for hour in range(24)]), repeat_weekdays='["1","2","3","4","5","6","7"]', retention_days=7,
        association_type='AssociatedWithInstanceTag', target_tags=[ecs.CreateAutoSnapshotPolicyRequestTargetTags(key='backup', value='nightly')])
    policy = answer(client.create_auto_snapshot_policy, request).auto_snapshot_policy_id
    (one,) = answer(client.describe_auto_snapshot_policy_ex, ecs.DescribeAutoSnapshotPolicyExRequest(**HERE)).auto_snapshot_policies.auto_snapshot_policy
    same((one.auto_snapshot_policy_id, one.association_type), (policy, 'AssociatedWithInstanceTag'))
    same([(tag.tag_key, tag.tag_value) for tag in one.target_tags.target_tag], [('backup', 'nightly')])
    advance('1h')
    same(taken_by_policies(), {'d-nightly'})
    tag = ecs.TagResourcesRequestTag(key='backup', value='nightly')
    answer(client.tag_resources, ecs.TagResourcesRequest(**HERE, resource_type='instance', resource_id=['i-leaving'], tag=[tag]))
    advance('1h')
    same(taken_by_policies(), {'d-nightly', 'd-leaving', 'd-moving'})
    same(associated(policy), [])
    admin('settings', {'tagAssociationsListed': True})
    same(sorted(associated(policy)), ['d-leaving', 'd-moving', 'd-nightly'])
    answer(client.delete_auto_snapshot_policy, ecs.DeleteAutoSnapshotPolicyRequest(**HERE, auto_snapshot_policy_id=policy))


@step('tags of a group')
def _():
    group = answer(client.create_snapshot_group, ecs.CreateSnapshotGroupRequest(**HERE, instance_id='i-nightly')).snapshot_group_id
    which = {**HERE, 'resource_type': 'snapshotgroup', 'resource_id': [group]}
    tagging = ecs.TagResourcesRequest(**which, tag=[ecs.TagResourcesRequestTag(key='peer', value=ODD)])
    listing = ecs.ListTagResourcesRequest(**which)
    answer(client.tag_resources, tagging)
    rows = answer(client.list_tag_resources, listing).tag_resources.tag_resource
    same([(row.resource_id, row.tag_key, row.tag_value) for row in rows], [(group, 'peer', ODD)])
    admin('settings', {'groupTagsRefused': True})
    same([refusal(client.tag_resources, tagging), refusal(client.list_tag_resources, listing)], ['InvalidResourceType.NotFound 404'] * 2)


@step('a disk is detached, attached elsewhere, and deleted')
def _():
    def move(instance):
        return {'instance_id': instance, 'disk_id': 'd-moving'}
    backup = take('d-moving')
    answer(client.detach_disk, ecs.DetachDiskRequest(**move('i-leaving')))
    same((disk('d-moving').status, disk('d-moving').instance_id), ('Available', ''))
    answer(client.attach_disk, ecs.AttachDiskRequest(**move('i-nightly'), delete_with_instance=False))
    same((disk('d-moving').status, disk('d-moving').instance_id, disk('d-moving').delete_with_instance), ('In_use', 'i-nightly', False))
    same(refusal(client.attach_disk, ecs.AttachDiskRequest(**move('i-leaving'))), 'IncorrectDiskStatus 403')
    same(refusal(client.delete_disk, ecs.DeleteDiskRequest(disk_id='d-moving')), 'IncorrectDiskStatus 403')
    answer(client.detach_disk, ecs.DetachDiskRequest(**move('i-nightly')))
    answer(client.delete_disk, ecs.DeleteDiskRequest(disk_id='d-moving'))
    same(disk('d-moving'), None)
    same([one.source_disk_id for one in snapshots(snapshot_ids=json.dumps([backup]))], ['d-moving'])


@step('an instance is deleted with its disk')
def _():
    def request(force):
        return ecs.DeleteInstanceRequest(instance_id='i-leaving', force=force)
    same(refusal(client.delete_instance, request(False)), 'IncorrectInstanceStatus 403')
    answer(client.delete_instance, request(True))
    found = answer(client.describe_instances, ecs.DescribeInstancesRequest(**HERE)).instances.instance
    same([one.instance_id for one in found], ['i-nightly'])
    same(sorted(one.disk_id for one in disks()), ['d-kept', 'd-nightly'])


@step('desktops are deleted')
def _():
    request = ecd.DeleteDesktopsRequest(**HERE, desktop_id=['ecd-leaving'])
    answer(desktops.delete_desktops, request)
    same(list(policies_of_desktops()), ['ecd-kept'])
    same(refusal(desktops.delete_desktops, request), 'InvalidDesktopId.NotFound 404')


end()
