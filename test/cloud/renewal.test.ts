import { afterEach, describe, expect, test } from 'vitest';
import { connectReader, connectWriter } from '../../src/cloud/client.ts';
import type { Connection } from '../../src/cloud/client.ts';
import { renewal } from '../../src/cloud/credentials.ts';
import type { Credentials } from '../../src/cloud/credentials.ts';
import { endpointsOf } from '../../src/cloud/endpoints.ts';
import { readCall, writeCall } from '../../src/kinds/call-builder.ts';
import { cloud, sdk } from '../emulator/client.ts';
import type { Cloud } from '../emulator/client.ts';

const account = '1111111111111111';
const key = { id: 'AK-ci', secret: 's' };
const seed = {
  account,
  keys: [{ ...key, user: 'ci' }],
  disks: [{ id: 'd-1' }],
  roles: [{ name: 'backup', trust: [`acs:ram::${account}:user/ci`] }],
  accounts: [{ id: '2222222222222222', keys: [{ id: 'AK-other', secret: 't' }] }],
};

const open: Cloud[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.emulator.close();
});

/** A local cloud whose sessions last 15 minutes, a connection that holds one, and how often one was asked for. */
async function world(): Promise<{ readonly local: Cloud; readonly connection: Connection; readonly sessions: () => number }> {
  const local = await cloud(seed);
  open.push(local);
  let many = 0;
  const assume = async (): Promise<Credentials> => {
    many += 1;
    const request = { RoleArn: `acs:ram::${account}:role/backup`, RoleSessionName: 'pipeline', DurationSeconds: 900 };
    const { Credentials: made } = await sdk(local.emulator.host, { key }).sts('AssumeRole', request);
    return { accessKeyId: made.AccessKeyId, accessKeySecret: made.AccessKeySecret, securityToken: made.SecurityToken };
  };
  const { url } = local.emulator;
  const credentials = await assume();
  const endpoints = endpointsOf('cn-hangzhou', { ecs: url, ecd: url, sts: url });
  return { local, connection: { credentials, renew: renewal(credentials, assume), endpointsIn: () => endpoints }, sessions: () => many };
}

const identity = readCall('cn-hangzhou', 'sts', 'GetCallerIdentity', {});
const read = readCall('cn-hangzhou', 'ecs', 'DescribeDisks', { RegionId: 'cn-hangzhou' });
const write = writeCall('cn-hangzhou', 'ecs', 'CreateSnapshot', { DiskId: 'd-1' });
const answered = (local: Cloud, action: string): string[] =>
  local.emulator
    .calls()
    .filter((call) => call.action === action)
    .map(({ code }) => code);

describe('credentials that expire in the middle of a run', () => {
  test('are renewed once for all calls, and the calls sent again', async () => {
    const { local, connection, sessions } = await world();
    const [reader, writer] = [connectReader(connection), connectWriter(connection)];
    await reader.read(read);
    local.clock.now += 901_000;
    await Promise.all([reader.read(read), reader.read(read), writer.write(write)]);
    expect(sessions()).toBe(2);
    // What no key signs that is good is no call of the local cloud.
    expect([answered(local, 'DescribeDisks'), answered(local, 'CreateSnapshot')]).toEqual([['', '', ''], ['']]);
    local.clock.now += 901_000;
    await reader.read(read);
    expect(sessions()).toBe(3);
  });

  test('are not asked for again where the same ones come back, and the refusal stands', async () => {
    const { local, connection } = await world();
    const same = renewal(connection.credentials, async () => ({ ...connection.credentials }));
    local.clock.now += 901_000;
    await expect(connectWriter({ ...connection, renew: same }).write(write)).rejects.toMatchObject({
      code: 'InvalidSecurityToken.Expired',
    });
    expect(answered(local, 'CreateSnapshot')).toEqual([]);
  });

  test('where none can be had, or too late for a write, it is refused and not sent', async () => {
    const { local, connection } = await world();
    local.clock.now += 901_000;
    const none = async (): Promise<never> => {
      throw new Error('no chain');
    };
    const late: Connection['renew'] = async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { ...connection.credentials, accessKeyId: 'later' };
    };
    for (const renew of [none, late])
      await expect(connectWriter({ ...connection, renew }, 200).write(write)).rejects.toMatchObject({
        code: 'InvalidSecurityToken.Expired',
      });
    expect(answered(local, 'CreateSnapshot')).toEqual([]);
  });

  test('are not taken where they are of another account: the refusal stands, and nothing is sent there', async () => {
    const { local, connection, sessions } = await world();
    const other = async (): Promise<Credentials> => ({ accessKeyId: 'AK-other', accessKeySecret: 't' });
    const elsewhere = { ...connection, renew: renewal(connection.credentials, other) };
    const [reader, writer] = [connectReader(elsewhere), connectWriter(elsewhere)];
    await reader.read(identity);
    local.clock.now += 901_000;
    for (const send of [() => writer.write(write), () => reader.read(read), () => reader.read(identity)])
      await expect(send()).rejects.toMatchObject({ code: 'InvalidSecurityToken.Expired' });
    expect([answered(local, 'CreateSnapshot'), answered(local, 'DescribeDisks')]).toEqual([[], []]);
    // Those of the same account are asked whose they are once, and taken.
    const same = connectWriter(connection);
    await connectReader({ ...connection, credentials: { accessKeyId: key.id, accessKeySecret: key.secret } }).read(identity);
    await same.write(write);
    expect([sessions(), answered(local, 'CreateSnapshot')]).toEqual([2, ['']]);
  });

  test('a call that is refused for anything else is not sent again', async () => {
    const { local, connection, sessions } = await world();
    const gone = writeCall('cn-hangzhou', 'ecs', 'CreateSnapshot', { DiskId: 'd-gone' });
    await expect(connectWriter(connection).write(gone)).rejects.toMatchObject({ name: 'ServiceError' });
    expect([sessions(), answered(local, 'CreateSnapshot').length]).toEqual([1, 1]);
  });
});
