"""The older SDK: typed requests, signature V1, everything in the query (GET) or in a form (POST)."""
import json

from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.client import AcsClient
from aliyunsdkecs.request.v20140526 import (
    ApplyAutoSnapshotPolicyRequest, CancelAutoSnapshotPolicyRequest, CreateAutoSnapshotPolicyRequest, CreateSnapshotGroupRequest,
    CreateSnapshotRequest, DeleteAutoSnapshotPolicyRequest, DeleteSnapshotGroupRequest, DeleteSnapshotRequest,
    DescribeAutoSnapshotPolicyAssociationsRequest, DescribeRegionsRequest, DescribeSnapshotGroupsRequest, DescribeSnapshotsRequest,
    ListTagResourcesRequest, ModifySnapshotAttributeRequest, TagResourcesRequest, UntagResourcesRequest)
from steps import DISKS, HOST, KEY, ODD, end, refused, same, step

REGION = 'cn-hangzhou'
host, port = HOST.split(':')


def connect(key=KEY):
    return AcsClient(key[0], key[1], REGION, port=int(port), auto_retry=False)


client = connect()
made = {}


def call(module, using=None, method=None, **values):
    """Fills a request of the SDK through its own setters, and sends it."""
    request = getattr(module, module.__name__.rsplit('.', 1)[1])()
    request.set_endpoint(host)
    request.set_protocol_type('http')
    if method:
        request.set_method(method)
    for name, value in values.items():
        getattr(request, 'set_' + name)(value)
    return json.loads((using or client).do_action_with_exception(request))


def take(disk, **more):
    return call(CreateSnapshotRequest, DiskId=disk, SnapshotName='of-' + disk, Description=ODD, Tags=[{'Key': 'peer', 'Value': ODD}], **more)['SnapshotId']


def snapshots(**filters):
    found, pages, token = [], 0, None
    while token != '':
        more = {'NextToken': token} if token else {}
        body = call(DescribeSnapshotsRequest, MaxResults=10, **more, **filters)
        found += body['Snapshots']['Snapshot']
        pages, token = pages + 1, body['NextToken']
    return found, pages


def attached():
    body = call(DescribeAutoSnapshotPolicyAssociationsRequest, AutoSnapshotPolicyId=made['policy'])
    return sorted(one['DiskId'] for one in body['AutoSnapshotPolicyAssociations']['AutoSnapshotPolicyAssociation'])


@step('read')
def _():
    for method in ('GET', 'POST'):
        regions = call(DescribeRegionsRequest, method=method)['Regions']['Region']
        same(REGION in [one['RegionId'] for one in regions], True)


@step('create')
def _():
    made['snapshots'] = [take(disk) for disk in DISKS]
    made['one'] = take('d-data', ClientToken='the-same-token', method='GET')
    same(take('d-data', ClientToken='the-same-token', method='POST'), made['one'])
    same(len({*made['snapshots'], made['one']}), 26)


@step('list over several pages')
def _():
    found, pages = snapshots()
    same((len(found), pages), (26, 3))
    same({one['SnapshotId'] for one in found}, {*made['snapshots'], made['one']})
    same({one['Description'] for one in found}, {ODD})


@step('modify')
def _():
    call(ModifySnapshotAttributeRequest, SnapshotId=made['one'], SnapshotName='renamed', Description='changed')
    found, _pages = snapshots(SnapshotIds=json.dumps([made['one']]))
    same([(one['SnapshotName'], one['Description']) for one in found], [('renamed', 'changed')])


@step('tag')
def _():
    ids = made['snapshots'][:2]
    call(TagResourcesRequest, ResourceType='snapshot', ResourceIds=ids, Tags=[{'Key': 'k', 'Value': 'v'}])
    rows = call(ListTagResourcesRequest, ResourceType='snapshot', ResourceIds=ids)['TagResources']['TagResource']
    same(sorted(row['ResourceId'] for row in rows if row['TagKey'] == 'k'), sorted(ids))
    call(UntagResourcesRequest, ResourceType='snapshot', ResourceIds=ids, TagKeys=['k'])
    same(snapshots(Tags=[{'Key': 'k'}])[0], [])


@step('attach')
def _():
    times = {'timePoints': '["1"]', 'repeatWeekdays': '["1"]', 'retentionDays': 7, 'autoSnapshotPolicyName': 'nightly'}
    made['policy'] = call(CreateAutoSnapshotPolicyRequest, **times)['AutoSnapshotPolicyId']
    call(ApplyAutoSnapshotPolicyRequest, autoSnapshotPolicyId=made['policy'], diskIds=json.dumps(['d-00', 'd-01']))
    same(attached(), ['d-00', 'd-01'])


@step('detach')
def _():
    call(CancelAutoSnapshotPolicyRequest, autoSnapshotPolicyId=made['policy'], diskIds=json.dumps(['d-00']))
    same(attached(), ['d-01'])


@step('group')
def _():
    made['group'] = call(CreateSnapshotGroupRequest, InstanceId='i-peer', ExcludeDiskIds=['d-system'])['SnapshotGroupId']
    groups = call(DescribeSnapshotGroupsRequest, SnapshotGroupIds=[made['group']])['SnapshotGroups']['SnapshotGroup']
    same([[one['SourceDiskId'] for one in group['Snapshots']['Snapshot']] for group in groups], [['d-data']])


@step('delete')
def _():
    call(DeleteSnapshotGroupRequest, SnapshotGroupId=made['group'])
    for snapshot in [*made['snapshots'], made['one']]:
        call(DeleteSnapshotRequest, SnapshotId=snapshot)
    call(DeleteAutoSnapshotPolicyRequest, autoSnapshotPolicyId=made['policy'])
    same(snapshots(), ([], 1))


@step('a documented error')
def _():
    error = refused(ServerException, lambda: take('d-none'))
    same((error.get_error_code(), error.get_http_status()), ('InvalidDiskId.NotFound', 404))
    same(len(error.get_request_id()), 36)


@step('a wrong secret')
def _():
    # The SDK compares the string that the service says it signed with its own, and blames the secret only where they are one.
    wrong = connect((KEY[0], 'wrong'))
    error = refused(ServerException, lambda: call(DescribeRegionsRequest, using=wrong, AcceptLanguage=ODD))
    same((error.get_error_code(), error.get_http_status()), ('InvalidAccessKeySecret', 400))


end()
