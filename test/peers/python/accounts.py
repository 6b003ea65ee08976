"""Two accounts over TLS: the ECS SDK of today with the credentials library, which assumes roles by a key and by a token."""
import os

from alibabacloud_credentials.client import Client as Credentials
from alibabacloud_credentials.exceptions import CredentialException
from alibabacloud_credentials.provider.oidc import OIDCRoleArnCredentialsProvider
from alibabacloud_credentials.provider.ram_role_arn import RamRoleArnCredentialsProvider
from alibabacloud_ecs20140526 import models as ecs
from alibabacloud_ecs20140526.client import Client
from alibabacloud_tea_openapi import models as open_api
from alibabacloud_tea_openapi.exceptions import ClientException
from steps import HOST, KEY, advance, end, refused, same, step

REGION = 'cn-hangzhou'
SPOKE = 'acs:ram::2222222222222222:'


def connect(**credentials):
    return Client(open_api.Config(endpoint=HOST, protocol='https', region_id=REGION, **credentials))


def with_key(key, token=None):
    return connect(access_key_id=key[0], access_key_secret=key[1], security_token=token)


def disks(client):
    body = client.describe_disks(ecs.DescribeDisksRequest(region_id=REGION)).body
    return [one.disk_id for one in body.disks.disk]


def assume(role, **more):
    return RamRoleArnCredentialsProvider(
        access_key_id=KEY[0], access_key_secret=KEY[1], role_arn=SPOKE + 'role/' + role, role_session_name='peer', sts_endpoint=HOST, **more)


def exchange(role='deploy'):
    return OIDCRoleArnCredentialsProvider(
        role_arn=SPOKE + 'role/' + role, oidc_provider_arn=SPOKE + 'oidc-provider/tokens', oidc_token_file_path=os.environ['PEER_TOKEN'],
        role_session_name='peer', sts_endpoint=HOST)


def session_of(provider):
    found = provider.get_credentials()
    return (found.get_access_key_id(), found.get_access_key_secret()), found.get_security_token()


hub = with_key(KEY)
spoke = with_key(('AK-spoke', 'spoke-secret'))
made = {}


@step('each account has its own disks')
def _():
    same((disks(hub), disks(spoke)), (['d-hub'], ['d-spoke']))


@step('what is of another account is not found')
def _():
    made['snapshot'] = spoke.create_snapshot(ecs.CreateSnapshotRequest(disk_id='d-spoke')).body.snapshot_id
    error = refused(ClientException, lambda: hub.delete_snapshot(ecs.DeleteSnapshotRequest(snapshot_id=made['snapshot'])))
    same((error.code, error.status_code), ('InvalidSnapshotId.NotFound', 404))


@step('a role is assumed in the other account')
def _():
    client = connect(credential=Credentials(provider=assume('backup')))
    same(disks(client), ['d-spoke'])
    error = refused(ClientException, lambda: client.delete_snapshot(ecs.DeleteSnapshotRequest(snapshot_id=made['snapshot'])))
    same((error.code, error.status_code), ('Forbidden.RAM', 403))


@step('a role that does not trust the user')
def _():
    error = refused(CredentialException, lambda: assume('closed').get_credentials())
    same('NoPermission' in str(error), True)


@step('a token is exchanged for a role')
def _():
    key, token = session_of(exchange())
    same(disks(with_key(key, token)), ['d-spoke'])
    error = refused(CredentialException, lambda: exchange('backup').get_credentials())
    same('AuthenticationFail.NoPermission' in str(error), True)


@step('a session without its token, with another, and after its end')
def _():
    key, token = session_of(assume('backup', duration_seconds=900))
    codes = [refused(ClientException, lambda: disks(with_key(key, one))).code for one in (None, 'other')]
    same(codes, ['MissingSecurityToken', 'InvalidSecurityToken.MismatchWithAccessKey'])
    same(disks(with_key(key, token)), ['d-spoke'])
    advance('15m')
    same(refused(ClientException, lambda: disks(with_key(key, token))).code, 'InvalidSecurityToken.Expired')


@step('an expired token')
def _():
    error = refused(CredentialException, lambda: exchange().get_credentials())
    same('AuthenticationFail.OIDCToken.Expired' in str(error), True)


end()
