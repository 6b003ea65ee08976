import { request } from 'node:https';
import { afterEach, describe, expect, test } from 'vitest';
import { issueCertificate } from '../../src/emulator/http/certificate.ts';
import { startEmulator } from '../../src/emulator/index.ts';
import type { FaultRule } from '../../src/emulator/index.ts';
import { cloud, refusal, region } from './client.ts';
import type { Body, Cloud } from './client.ts';
import { raw } from './raw.ts';

let open: Cloud | undefined;
afterEach(async () => {
  await open?.emulator.close();
  open = undefined;
});

const ids = Array.from({ length: 25 }, (_, at) => `d-${String(at + 1).padStart(2, '0')}`);
const newestFirst = [...ids].reverse();
const start = async (...faults: readonly FaultRule[]): Promise<Cloud> =>
  (open = await cloud({ disks: ids.map((id) => ({ id })) }, { faults }));

/** The body of a raw reply. */
const listed = async (local: Cloud, params: { readonly [name: string]: string } = {}): Promise<Body> =>
  (await (await raw(local.emulator.url, 'ecs', 'DescribeDisks', { ...region, ...params })).json()) as Body;
const idsIn = (body: Body): readonly string[] => body['Disks'].Disk.map((one: Body) => one['DiskId']);
const pageNumber = (number: number) => ({ PageNumber: String(number), PageSize: '10' });

const policy = { regionId: 'cn-hangzhou', timePoints: '["2"]', repeatWeekdays: '["1"]', retentionDays: 14 };
const policyOf = async (local: Cloud): Promise<string> => (await local.ecs('CreateAutoSnapshotPolicy', policy))['AutoSnapshotPolicyId'];
const attach = (local: Cloud, id: string, disks: readonly string[]) =>
  local.ecs('ApplyAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: id, diskIds: JSON.stringify(disks) });
const attached = async (local: Cloud, id: string): Promise<readonly string[]> => {
  const body = await local.ecs('DescribeAutoSnapshotPolicyAssociations', { ...region, AutoSnapshotPolicyId: id });
  return body['AutoSnapshotPolicyAssociations'].AutoSnapshotPolicyAssociation.map((one: Body) => one['DiskId']).sort();
};

describe('pages of a listing', () => {
  test('PageNumber is ignored', async () => {
    const local = await start({ type: 'page-ignored', action: 'DescribeDisks', nth: [2, 3] });
    const pages = [await listed(local, pageNumber(1)), await listed(local, pageNumber(2)), await listed(local, pageNumber(3))];
    expect(pages.map(idsIn)).toEqual([1, 2, 3].map(() => newestFirst.slice(0, 10)));
    expect(pages.map((one) => [one['PageNumber'], one['TotalCount']])).toEqual([1, 2, 3].map(() => [1, 25]));
  });

  test('a page comes twice, by number and by token, and the listing goes on', async () => {
    const local = await start({ type: 'page-repeated', action: 'DescribeDisks', nth: [2, 5] });
    const pages = [await listed(local, pageNumber(1)), await listed(local, pageNumber(2)), await listed(local, pageNumber(3))];
    expect(pages.flatMap(idsIn)).toEqual([...newestFirst.slice(0, 10), ...newestFirst.slice(0, 10), ...newestFirst.slice(20)]);
    expect(pages.map((one) => one['PageNumber'])).toEqual([1, 2, 3]);
    const first = await listed(local, { MaxResults: '10' });
    const again = await listed(local, { MaxResults: '10', NextToken: first['NextToken'] });
    expect(idsIn(again)).toEqual(idsIn(first));
    expect(idsIn(await listed(local, { MaxResults: '10', NextToken: again['NextToken'] }))).toEqual(newestFirst.slice(20));
  });

  test('an item is missing, and the total is that of all', async () => {
    const local = await start({ type: 'item-missing', action: 'DescribeDisks', nth: 2 });
    const pages = [await listed(local, pageNumber(1)), await listed(local, pageNumber(2)), await listed(local, pageNumber(3))];
    expect(pages.flatMap(idsIn)).toEqual(newestFirst.filter((_, at) => at !== 10));
    expect(pages.map((one) => one['TotalCount'])).toEqual([25, 25, 25]);
  });

  test.each([
    [undefined, 26],
    [-3, 22],
    [-100, 0],
  ])('the total is off by %s', async (by, total) => {
    const local = await start({ type: 'total-wrong', ...(by !== undefined && { by }) });
    const body = await listed(local, pageNumber(1));
    expect([body['TotalCount'], idsIn(body).length]).toEqual([total, 10]);
  });

  test('the list is missing, or an object', async () => {
    const local = await start({ type: 'list-missing', nth: 1 }, { type: 'list-as-object' });
    const missing = await listed(local);
    expect([Object.keys(missing['Disks']), missing['RequestId']]).toEqual([[], expect.any(String)]);
    expect((await listed(local))['Disks'].Disk).toMatchObject({ DiskId: newestFirst[0] });
  });

  test('a list that is in the body itself', async () => {
    open = await cloud(
      { desktops: [{ id: 'ecd-1' }, { id: 'ecd-2' }] },
      { faults: [{ type: 'list-missing', nth: 1 }, { type: 'item-missing' }] },
    );
    const desktops = async () => (await (await raw(open?.emulator.url ?? '', 'ecd', 'DescribeDesktops', region)).json()) as Body;
    expect(await desktops()).not.toHaveProperty('Desktops');
    expect((await desktops())['Desktops']).toMatchObject([{ DesktopId: 'ecd-1' }]);
  });

  test('members are missing, or of another type: those that are named, or all', async () => {
    const members = ['CreationTime', 'Size', 'Tags'];
    const local = await start(
      { type: 'members-missing', members, nth: 1 },
      { type: 'members-mistyped', members, nth: 2 },
      { type: 'members-missing' },
    );
    const first = async (): Promise<Body> => (await listed(local))['Disks'].Disk[0];
    const lacking = await first();
    expect(Object.keys(lacking).filter((name) => [...members, 'DiskId'].includes(name))).toEqual(['DiskId']);
    expect(await first()).toMatchObject({ CreationTime: ['2026-11-21T10:00:00Z'], Size: '40', Tags: 0, DiskId: newestFirst[0] });
    expect(await first()).toEqual({});
  });

  test('moments have minutes only', async () => {
    const local = await start({ type: 'times-in-minutes' });
    expect((await listed(local))['Disks'].Disk[0].CreationTime).toBe('2026-11-21T10:00Z');
  });
});

describe('what takes effect', () => {
  test('an attachment is partial: accepted, or refused afterwards', async () => {
    const partial = { type: 'partial', action: 'Apply*' } as const;
    const local = await start({ ...partial, nth: 1 }, { ...partial, nth: 2, code: 'InternalError' });
    const id = await policyOf(local);
    expect(await refusal(attach(local, id, ['d-01', 'd-02', 'd-03']))).toBe('accepted');
    expect(await attached(local, id)).toEqual(['d-01', 'd-02']);
    expect(await refusal(attach(local, id, ['d-11', 'd-12']))).toBe('InternalError 500');
    expect(await attached(local, id)).toEqual(['d-01', 'd-02', 'd-11']);
  });

  test('tags are set on a part of the resources', async () => {
    const local = await start({ type: 'partial', action: 'TagResources' });
    await local.ecs('TagResources', { ...region, ResourceType: 'disk', ResourceId: ['d-01', 'd-02'], Tag: [{ Key: 'a', Value: '1' }] });
    expect(idsIn(await listed(local, { 'Tag.1.Key': 'a' }))).toEqual(['d-01']);
  });

  test('an attachment is accepted and acts late, unless it would be refused', async () => {
    const local = await start({ type: 'late-effect', action: 'Apply*', seconds: 5 });
    const id = await policyOf(local);
    expect(await refusal(attach(local, id, ['d-01']))).toBe('accepted');
    expect(await refusal(attach(local, id, ['d-none']))).toBe('InvalidDiskId.NotFound 404');
    local.clock.now += 4999;
    expect(await attached(local, id)).toEqual([]);
    local.clock.now += 1;
    expect(await attached(local, id)).toEqual(['d-01']);
  });

  test('a reply is lost, and its token is answered as one of a call that failed', async () => {
    const local = await start({ type: 'token-spent', nth: 1 });
    const take = () => local.ecs('CreateSnapshot', { DiskId: 'd-01', ClientToken: 'once' });
    await expect(raw(local.emulator.url, 'ecs', 'CreateSnapshot', { DiskId: 'd-01', ClientToken: 'once' })).rejects.toThrow();
    expect(await refusal(take())).toBe('IdempotentFailed 403');
    expect((await local.ecs('DescribeSnapshots', region))['TotalCount']).toBe(1);
  });

  test('as a setting, every token is spent', async () => {
    const local = await start();
    local.emulator.set({ settings: { tokenSpentByEffect: true } });
    const take = () => refusal(local.ecs('CreateSnapshot', { DiskId: 'd-01', ClientToken: 'once' }));
    expect([await take(), await take()]).toEqual(['accepted', 'IdempotentFailed 403']);
  });

  test('a request that the network delivers twice is refused for its nonce, though it took effect', async () => {
    const local = await start({ type: 'nonce-seen', action: 'CreateSnapshot' });
    expect(await refusal(local.ecs('CreateSnapshot', { DiskId: 'd-01' }))).toBe('SignatureNonceUsed 400');
    expect((await local.ecs('DescribeSnapshots', region))['TotalCount']).toBe(1);
  });
});

describe('on the way back', () => {
  test('a body never ends', async () => {
    const local = await start({ type: 'endless' });
    const { body, headers } = await raw(local.emulator.url, 'ecs', 'DescribeDisks', region);
    expect(headers.get('content-length')).toBeNull();
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    let read = 0;
    while (read < 4 * 1024 * 1024) read += (await reader.read()).value?.length ?? Number.NaN;
    expect(read).toBeGreaterThan(4 * 1024 * 1024 - 1);
    await reader.cancel();
  });

  test.each<[Omit<FaultRule, 'type'>, readonly unknown[]]>([
    [{}, [302, 'https://login.invalid/', 0]],
    [{ status: 307, location: 'http://127.0.0.1:1/', commit: true }, [307, 'http://127.0.0.1:1/', 1]],
  ])('a redirect: %j', async (rule, expected) => {
    const local = await start({ type: 'redirect', only: 'writes', ...rule });
    const { status, headers } = await raw(local.emulator.url, 'ecs', 'CreateSnapshot', { DiskId: 'd-01' });
    const { TotalCount } = await local.ecs('DescribeSnapshots', region);
    expect([status, headers.get('location'), TotalCount]).toEqual(expected);
  });
});

test('a certificate does not verify, from the next connection on, until the setting is reset', async () => {
  const certificate = issueCertificate(['127.0.0.1'], Date.now());
  const emulator = await startEmulator({ seed: {}, tls: certificate });
  const get = (): Promise<number | string | undefined> =>
    new Promise((resolve) => {
      const options = { ca: certificate.ca, agent: false } as const;
      const sent = request(`${emulator.url}/_snapspec/clock`, options, (reply) => resolve(reply.resume().statusCode));
      sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code)).end();
    });
  const seen = [await get()];
  emulator.set({ settings: { foreignCertificate: true } });
  seen.push(await get());
  emulator.set({ settings: { foreignCertificate: false } });
  seen.push(await get());
  await emulator.close();
  expect(seen).toEqual([200, expect.stringMatching(/^(UNABLE_TO|SELF_SIGNED|CERT_SIGNATURE)/), 200]);
});

describe('replicas of different age', () => {
  const total = async (local: Cloud) => (await local.ecs('DescribeSnapshots', region))['TotalCount'] as number;

  test('each call is answered by one of them; the seed of the faults decides which', async () => {
    const run = async (seed: number): Promise<string> => {
      const local = await start();
      local.emulator.set({ settings: { replicaLagMs: [0, 5000] }, faults: { seed, rules: [] } });
      await local.ecs('CreateSnapshot', { DiskId: 'd-01' });
      let seen = '';
      for (let call = 0; call < 16; call++) seen += await total(local);
      await local.emulator.close();
      return seen;
    };
    const [one, same, other] = [await run(1), await run(1), await run(2)];
    expect(one).toMatch(/^(?=.*0)(?=.*1)/);
    expect(one).toBe(same);
    expect(one).not.toBe(other);
  });

  test('an old one shows what was changed and deleted since, until its lag is over', async () => {
    const local = await start();
    const { SnapshotId } = await local.ecs('CreateSnapshot', { DiskId: 'd-01', SnapshotName: 'before' });
    local.clock.now += 10_000;
    local.emulator.set({ settings: { replicaLagMs: [5000] } });
    const names = async () => (await local.ecs('DescribeSnapshots', region))['Snapshots'].Snapshot.map((one: Body) => one['SnapshotName']);
    await local.ecs('ModifySnapshotAttribute', { SnapshotId, SnapshotName: 'after' });
    local.clock.now += 1000;
    await local.ecs('DeleteSnapshot', { SnapshotId });
    expect(await names()).toEqual(['before']);
    local.clock.now += 4000;
    expect(await names()).toEqual(['after']);
    local.clock.now += 1000;
    expect(await names()).toEqual([]);
  });

  test('writes are judged by the world itself', async () => {
    const local = await start();
    local.emulator.set({ settings: { replicaLagMs: [60_000] } });
    const { SnapshotId } = await local.ecs('CreateSnapshot', { DiskId: 'd-01' });
    local.clock.now += 1000;
    expect(await total(local)).toBe(0);
    expect(await refusal(local.ecs('DeleteSnapshot', { SnapshotId }))).toBe('accepted');
    expect(await refusal(local.ecs('DeleteSnapshot', { SnapshotId }))).toBe('InvalidSnapshotId.NotFound 404');
  });
});
