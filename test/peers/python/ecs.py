"""The ECS SDK of today: typed, signature V3, parameters in the query."""
import json

from alibabacloud_ecs20140526 import models as ecs
from alibabacloud_ecs20140526.client import Client
from alibabacloud_tea_openapi import models as open_api
from alibabacloud_tea_openapi.exceptions import ClientException
from steps import DISKS, HOST, KEY, ODD, end, refused, same, step

REGION = 'cn-hangzhou'


def connect(key=KEY):
    return Client(open_api.Config(access_key_id=key[0], access_key_secret=key[1], endpoint=HOST, protocol='http', region_id=REGION))


client = connect()
made = {}


def take(disk, token=None):
    tag = ecs.CreateSnapshotRequestTag(key='peer', value=ODD)
    request = ecs.CreateSnapshotRequest(disk_id=disk, snapshot_name='of-' + disk, description=ODD, retention_days=30, client_token=token, tag=[tag])
    return client.create_snapshot(request).body.snapshot_id


def snapshots(**filters):
    found, pages, token = [], 0, None
    while token != '':
        body = client.describe_snapshots(ecs.DescribeSnapshotsRequest(region_id=REGION, max_results=10, next_token=token, **filters)).body
        found += body.snapshots.snapshot
        pages, token = pages + 1, body.next_token
    return found, pages


def attached():
    body = client.describe_auto_snapshot_policy_associations(ecs.DescribeAutoSnapshotPolicyAssociationsRequest(region_id=REGION, auto_snapshot_policy_id=made['policy'])).body
    return sorted(one.disk_id for one in body.auto_snapshot_policy_associations.auto_snapshot_policy_association)


@step('read')
def _():
    regions = client.describe_regions(ecs.DescribeRegionsRequest()).body.regions.region
    same(REGION in [one.region_id for one in regions], True)
    disk = client.describe_disks(ecs.DescribeDisksRequest(region_id=REGION, disk_ids=json.dumps(['d-data']))).body.disks.disk[0]
    same((disk.status, disk.instance_id, disk.size, disk.encrypted), ('In_use', 'i-peer', 40, False))


@step('create')
def _():
    made['snapshots'] = [take(disk) for disk in DISKS]
    same(len(set(made['snapshots'])), len(DISKS))
    one = take('d-data', 'the-same-token')
    same(take('d-data', 'the-same-token'), one)
    made['one'] = one


@step('list over several pages')
def _():
    found, pages = snapshots()
    same((len(found), pages), (26, 3))
    same({one.snapshot_id for one in found}, {*made['snapshots'], made['one']})
    one = next(one for one in found if one.snapshot_id == made['one'])
    same((one.snapshot_name, one.description, one.status, one.retention_days), ('of-d-data', ODD, 'accomplished', 30))
    same([(tag.tag_key, tag.tag_value) for tag in one.tags.tag], [('peer', ODD)])


@step('modify')
def _():
    client.modify_snapshot_attribute(ecs.ModifySnapshotAttributeRequest(snapshot_id=made['one'], snapshot_name='renamed', description='', retention_days=31))
    found, _pages = snapshots(snapshot_ids=json.dumps([made['one']]))
    same([(one.snapshot_name, one.description, one.retention_days) for one in found], [('renamed', '', 31)])


@step('tag')
def _():
    ids = made['snapshots'][:2]
    client.tag_resources(ecs.TagResourcesRequest(region_id=REGION, resource_type='snapshot', resource_id=ids, tag=[ecs.TagResourcesRequestTag(key='k', value='')]))
    rows = client.list_tag_resources(ecs.ListTagResourcesRequest(region_id=REGION, resource_type='snapshot', resource_id=ids, tag=[ecs.ListTagResourcesRequestTag(key='k')])).body.tag_resources.tag_resource
    same(sorted(row.resource_id for row in rows if row.tag_key == 'k'), sorted(ids))
    client.untag_resources(ecs.UntagResourcesRequest(region_id=REGION, resource_type='snapshot', resource_id=ids, tag_key=['k']))
    same(len(snapshots(tag=[ecs.DescribeSnapshotsRequestTag(key='k')])[0]), 0)


@step('attach')
def _():
    request = ecs.CreateAutoSnapshotPolicyRequest(
        region_id=REGION, auto_snapshot_policy_name='nightly', time_points='["1"]', repeat_weekdays='["1","7"]', retention_days=7,
        copy_encryption_configuration=ecs.CreateAutoSnapshotPolicyRequestCopyEncryptionConfiguration(encrypted=True),
        enable_cross_region_copy=True, target_copy_regions='["cn-beijing"]', copied_snapshots_retention_days=30)
    made['policy'] = client.create_auto_snapshot_policy(request).body.auto_snapshot_policy_id
    client.apply_auto_snapshot_policy(ecs.ApplyAutoSnapshotPolicyRequest(region_id=REGION, auto_snapshot_policy_id=made['policy'], disk_ids=json.dumps(['d-00', 'd-01'])))
    same(attached(), ['d-00', 'd-01'])
    body = client.describe_auto_snapshot_policy_ex(ecs.DescribeAutoSnapshotPolicyExRequest(region_id=REGION, page_number=1, page_size=10)).body
    policy = body.auto_snapshot_policies.auto_snapshot_policy[0]
    same((body.total_count, policy.disk_nums, policy.time_points, policy.copy_encryption_configuration.encrypted), (1, 2, '["1"]', True))


@step('detach')
def _():
    client.cancel_auto_snapshot_policy(ecs.CancelAutoSnapshotPolicyRequest(region_id=REGION, auto_snapshot_policy_id=made['policy'], disk_ids=json.dumps(['d-00'])))
    same(attached(), ['d-01'])


@step('group')
def _():
    made['group'] = client.create_snapshot_group(ecs.CreateSnapshotGroupRequest(region_id=REGION, instance_id='i-peer', name='both', exclude_disk_id=['d-system'])).body.snapshot_group_id
    client.modify_snapshot_group(ecs.ModifySnapshotGroupRequest(region_id=REGION, snapshot_group_id=made['group'], description='changed'))
    groups = client.describe_snapshot_groups(ecs.DescribeSnapshotGroupsRequest(region_id=REGION, snapshot_group_id=[made['group']])).body.snapshot_groups.snapshot_group
    same([(one.description, one.status, [member.source_disk_id for member in one.snapshots.snapshot]) for one in groups], [('changed', 'accomplished', ['d-data'])])


@step('delete')
def _():
    progress = client.delete_snapshot_group(ecs.DeleteSnapshotGroupRequest(region_id=REGION, snapshot_group_id=made['group'])).body.operation_progress_set.operation_progress
    same([one.operation_status for one in progress], ['Success'])
    for snapshot in [*made['snapshots'], made['one']]:
        client.delete_snapshot(ecs.DeleteSnapshotRequest(snapshot_id=snapshot))
    client.delete_auto_snapshot_policy(ecs.DeleteAutoSnapshotPolicyRequest(region_id=REGION, auto_snapshot_policy_id=made['policy']))
    same(snapshots(), ([], 1))


@step('a documented error')
def _():
    error = refused(ClientException, lambda: take('d-none'))
    same((error.code, error.status_code), ('InvalidDiskId.NotFound', 404))
    same(len(error.request_id), 36)
    error = refused(ClientException, lambda: client.create_auto_snapshot_policy(ecs.CreateAutoSnapshotPolicyRequest(region_id=REGION)))
    same((error.code, error.status_code), ('ParameterInvalid', 403))


@step('a wrong secret')
def _():
    wrong = connect((KEY[0], 'wrong'))
    error = refused(ClientException, lambda: wrong.describe_regions(ecs.DescribeRegionsRequest()))
    same((error.code, error.status_code), ('SignatureDoesNotMatch', 400))


end()
