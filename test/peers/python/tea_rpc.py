"""The core that generated clients had before V3: signature V1, common parameters in the query, the rest in a form.
Terraform's provider sends its calls through the same core, written in Go."""
import json

from alibabacloud_tea_rpc import models as rpc
from alibabacloud_tea_rpc.client import Client
from alibabacloud_tea_util import models as util
from steps import DISKS, HOST, KEY, ODD, end, refused, same, step
from Tea.exceptions import TeaException

REGION = 'cn-hangzhou'
made = {}


def connect(key=KEY):
    client = Client(rpc.Config(access_key_id=key[0], access_key_secret=key[1], endpoint=HOST, protocol='http', region_id=REGION))
    client._endpoint = HOST  # What the generated clients set.
    return client


client = connect()


def call(action, body, using=None, query=None):
    return (using or client).do_request(action, 'HTTPS', 'POST', '2014-05-26', 'AK', query, body, util.RuntimeOptions())


def take(disk, **more):
    return call('CreateSnapshot', {'DiskId': disk, 'SnapshotName': 'of-' + disk, 'Description': ODD, 'RetentionDays': 30, 'Tag': [{'Key': 'peer', 'Value': ODD}], **more})['SnapshotId']


def snapshots(**filters):
    found, pages, token = [], 0, None
    while token != '':
        body = call('DescribeSnapshots', {'RegionId': REGION, 'MaxResults': 10, 'NextToken': token, **filters})
        found += body['Snapshots']['Snapshot']
        pages, token = pages + 1, body['NextToken']
    return found, pages


@step('read')
def _():
    same(REGION in [one['RegionId'] for one in call('DescribeRegions', {})['Regions']['Region']], True)
    same(call('DescribeDisks', None, query={'RegionId': REGION, 'DiskIds': '["d-data"]'})['Disks']['Disk'][0]['InstanceId'], 'i-peer')


@step('create')
def _():
    made['snapshots'] = [take(disk) for disk in DISKS]
    made['one'] = take('d-data', ClientToken='the-same-token')
    same(take('d-data', ClientToken='the-same-token'), made['one'])


@step('list over several pages')
def _():
    found, pages = snapshots()
    same((len(found), pages, {one['Description'] for one in found}), (26, 3, {ODD}))
    same({one['SnapshotId'] for one in found}, {*made['snapshots'], made['one']})


@step('modify')
def _():
    call('ModifySnapshotAttribute', {'SnapshotId': made['one'], 'SnapshotName': 'renamed', 'Description': '', 'RetentionDays': 31})
    found, _pages = snapshots(SnapshotIds=json.dumps([made['one']]))
    same([(one['SnapshotName'], one['Description'], one['RetentionDays']) for one in found], [('renamed', '', 31)])


@step('tag')
def _():
    which = {'RegionId': REGION, 'ResourceType': 'snapshot', 'ResourceId': made['snapshots'][:2]}
    call('TagResources', {**which, 'Tag': [{'Key': 'k', 'Value': ''}]})
    same(len(snapshots(Tag=[{'Key': 'k'}])[0]), 2)
    call('UntagResources', {**which, 'TagKey': ['k']})
    same(snapshots(Tag=[{'Key': 'k'}])[0], [])


@step('attach')
def _():
    policy = {'regionId': REGION, 'timePoints': '["1"]', 'repeatWeekdays': '["1"]', 'retentionDays': 7, 'autoSnapshotPolicyName': 'nightly'}
    copy = {'EnableCrossRegionCopy': True, 'TargetCopyRegions': '["cn-beijing"]', 'CopyEncryptionConfiguration': {'Encrypted': True}}
    made['policy'] = call('CreateAutoSnapshotPolicy', {**policy, **copy})['AutoSnapshotPolicyId']
    call('ApplyAutoSnapshotPolicy', {'regionId': REGION, 'autoSnapshotPolicyId': made['policy'], 'diskIds': '["d-00","d-01"]'})
    found = call('DescribeAutoSnapshotPolicyEx', {'RegionId': REGION, 'AutoSnapshotPolicyId': made['policy']})['AutoSnapshotPolicies']['AutoSnapshotPolicy'][0]
    same((found['DiskNums'], found['CopyEncryptionConfiguration']['Encrypted'], found['TargetCopyRegions']), (2, True, '["cn-beijing"]'))


@step('detach')
def _():
    call('CancelAutoSnapshotPolicy', {'regionId': REGION, 'autoSnapshotPolicyId': made['policy'], 'diskIds': '["d-00"]'})
    found = call('DescribeDisks', {'RegionId': REGION, 'AutoSnapshotPolicyId': made['policy']})['Disks']['Disk']
    same([one['DiskId'] for one in found], ['d-01'])


@step('group')
def _():
    made['group'] = call('CreateSnapshotGroup', {'RegionId': REGION, 'DiskId': ['d-data', 'd-00'], 'Name': 'both'})['SnapshotGroupId']
    group = call('DescribeSnapshotGroups', {'RegionId': REGION, 'SnapshotGroupId': [made['group']]})['SnapshotGroups']['SnapshotGroup'][0]
    same(sorted(one['SourceDiskId'] for one in group['Snapshots']['Snapshot']), ['d-00', 'd-data'])


@step('delete')
def _():
    call('DeleteSnapshotGroup', {'RegionId': REGION, 'SnapshotGroupId': made['group']})
    for snapshot in [*made['snapshots'], made['one']]:
        call('DeleteSnapshot', {'SnapshotId': snapshot, 'Force': True})
    call('DeleteAutoSnapshotPolicy', {'regionId': REGION, 'autoSnapshotPolicyId': made['policy']})
    same(snapshots(), ([], 1))


@step('a documented error')
def _():
    error = refused(TeaException, lambda: take('d-none'))
    same((error.code, error.data['RequestId'] in error.message), ('InvalidDiskId.NotFound', True))


@step('a wrong secret')
def _():
    error = refused(TeaException, lambda: call('DescribeRegions', {}, using=connect((KEY[0], 'wrong'))))
    same(error.code, 'SignatureDoesNotMatch')


end()
