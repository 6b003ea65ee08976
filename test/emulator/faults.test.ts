import { afterEach, describe, expect, test } from 'vitest';
import type { FaultRule } from '../../src/emulator/index.ts';
import { parseFaults } from '../../src/emulator/index.ts';
import { cloud, refusal, region } from './client.ts';
import type { Cloud } from './client.ts';

let open: Cloud | undefined;
afterEach(async () => {
  await open?.emulator.close();
  open = undefined;
});

const start = async (...rules: readonly FaultRule[]): Promise<Cloud> => {
  open = await cloud({ instances: [{ id: 'i-1' }], disks: [{ id: 'd-1', instance: 'i-1' }, { id: 'd-2' }] }, { faults: rules });
  return open;
};
const made = (local: Cloud, section = 'snapshots'): number => local.emulator.world().resources[section]?.length ?? 0;

/** How a call ended for the client: `accepted`, a code with its status, or the name of what it threw. */
async function ending(call: Promise<unknown>): Promise<string> {
  try {
    return await refusal(call);
  } catch (error) {
    const { name, code, message } = error as { name: string; code?: string; message: string };
    return `${name}${code ? ` ${code}` : ''}${/JSON|token/.test(message) ? ' (not JSON)' : ''}`;
  }
}
const take = (local: Cloud, params: object = {}) => local.ecs('CreateSnapshot', { DiskId: 'd-1', ...params });

describe('what befalls a call', () => {
  test.each<[FaultRule, { ends: RegExp; made: number }]>([
    [{ type: 'lost-before' }, { ends: /^(?!accepted)/, made: 0 }],
    [{ type: 'lost-after-commit' }, { ends: /^(?!accepted)/, made: 1 }],
    [{ type: 'truncated' }, { ends: /^(?!accepted)/, made: 1 }],
    [{ type: 'html' }, { ends: /not JSON/, made: 0 }],
    [
      { type: 'html', commit: true, status: 504 },
      { ends: /not JSON/, made: 1 },
    ],
    [{ type: 'empty' }, { ends: /^accepted$/, made: 0 }],
    [
      { type: 'empty', commit: true },
      { ends: /^accepted$/, made: 1 },
    ],
    [{ type: 'error-before' }, { ends: /^InternalError 500$/, made: 0 }],
    [{ type: 'error-after' }, { ends: /^InternalError 500$/, made: 1 }],
    [
      { type: 'error-after', code: 'ServiceUnavailable' },
      { ends: /^ServiceUnavailable 503$/, made: 1 },
    ],
    [
      { type: 'code', code: 'InvalidAccountStatus.NotEnoughBalance' },
      { ends: /^InvalidAccountStatus.NotEnoughBalance 403$/, made: 0 },
    ],
    [
      { type: 'code', code: 'Throttling' },
      { ends: /^Throttling 403$/, made: 0 },
    ],
    [
      { type: 'code', code: 'Throttling', status: 429 },
      { ends: /^Throttling 429$/, made: 0 },
    ],
    [
      { type: 'slow', seconds: 0.01 },
      { ends: /^accepted$/, made: 1 },
    ],
  ])('%j', async (rule, expected) => {
    const local = await start({ action: 'CreateSnapshot', ...rule });
    expect(await ending(take(local))).toMatch(expected.ends);
    expect(made(local)).toBe(expected.made);
    expect(local.emulator.calls().at(-1)).toMatchObject({ action: 'CreateSnapshot', fault: rule.type, reads: false });
    expect(local.emulator.faults()).toMatchObject([{ type: rule.type, matched: 1, injected: 1 }]);
  });

  test('a late commit takes effect when its time comes, and not before', async () => {
    const local = await start({ action: 'CreateSnapshot', nth: 1, type: 'late-commit', seconds: 5 });
    expect(await ending(take(local))).not.toBe('accepted');
    local.clock.now += 4999;
    expect((await local.ecs('DescribeSnapshots', region))['TotalCount']).toBe(0);
    local.clock.now += 1;
    const { Snapshots } = await local.ecs('DescribeSnapshots', region);
    expect(Snapshots.Snapshot).toMatchObject([{ CreationTime: '2026-11-21T10:00:05Z' }]);
  });

  test('delivered twice it acts once, since its nonce was seen', async () => {
    const local = await start({ action: 'CreateSnapshot', type: 'duplicate' });
    expect(await ending(take(local))).toBe('accepted');
    expect(made(local)).toBe(1);
    expect(local.emulator.calls()).toMatchObject([
      { action: 'CreateSnapshot', status: 200, code: '', reads: false, fault: 'duplicate' },
      { action: 'CreateSnapshot', status: 400, code: 'SignatureNonceUsed', fault: 'duplicate' },
    ]);
    expect(local.emulator.faults()).toMatchObject([{ type: 'duplicate', matched: 1, injected: 1 }]);
  });

  test('what fails, fails at its end', async () => {
    const local = await start({ action: 'CreateSnapshot', nth: 1, type: 'fails' });
    await take(local);
    await take(local);
    const statuses = async () =>
      (await local.ecs('DescribeSnapshots', region))['Snapshots'].Snapshot.map((one: { Status: string }) => one.Status);
    expect(await statuses()).toEqual(['progressing', 'progressing']);
    local.clock.now += 1000;
    expect(await statuses()).toEqual(['accomplished', 'failed']);
  });

  test('the status of an injected code is that of the operation’s page', async () => {
    const local = await start({ type: 'code', code: 'InvalidParameter.KMSKeyId.CMKNotEnabled' });
    const policy = { regionId: 'cn-hangzhou', timePoints: '["1"]', repeatWeekdays: '["1"]', retentionDays: 1 };
    expect(await refusal(take(local))).toBe('InvalidParameter.KMSKeyId.CMKNotEnabled 403');
    expect(await refusal(local.ecs('CreateAutoSnapshotPolicy', policy))).toBe('InvalidParameter.KMSKeyId.CMKNotEnabled 400');
  });
});

describe('which calls', () => {
  test('by name, by a beginning, by whether it writes, by a parameter', async () => {
    const error = { type: 'code', code: 'UnknownError' } as const;
    const local = await start(
      { ...error, action: 'DescribeD*' },
      { ...error, only: 'writes', where: { DiskId: 'd-2' } },
      { ...error, service: 'sts' },
    );
    expect(await refusal(local.ecs('DescribeDisks', region))).toBe('UnknownError 400');
    expect(await refusal(local.ecs('DescribeSnapshots', { ...region, DiskId: 'd-2' }))).toBe('accepted');
    expect(await refusal(take(local))).toBe('accepted');
    expect(await refusal(take(local, { DiskId: 'd-2' }))).toBe('UnknownError 400');
    expect(await refusal(local.sts('GetCallerIdentity'))).toBe('UnknownError 400');
  });

  test('by number, and no more often than it may', async () => {
    const local = await start(
      { action: 'DescribeRegions', nth: [2, 4], type: 'error-before' },
      { action: 'DescribeRegions', times: 1, type: 'code', code: 'Throttling' },
    );
    const seen: string[] = [];
    for (let count = 0; count < 5; count++) seen.push(await refusal(local.ecs('DescribeRegions', {})));
    expect(seen).toEqual(['Throttling 400', 'InternalError 500', 'accepted', 'InternalError 500', 'accepted']);
  });

  test('by chance, which the seed decides', async () => {
    const run = async (seed: number): Promise<string> => {
      const local = await start();
      local.emulator.set({ faults: { seed, rules: [{ type: 'error-before', probability: 0.5 }] } });
      let outcome = '';
      for (let count = 0; count < 24; count++) outcome += (await refusal(local.ecs('DescribeRegions', {}))) === 'accepted' ? 'o' : 'x';
      await local.emulator.close();
      return outcome;
    };
    const [one, same, other] = [await run(1), await run(1), await run(2)];
    expect(one).toBe(same);
    expect(one).not.toBe(other);
    expect(one).toMatch(/^(?=.*o)(?=.*x)/);
  });

  test('calls that are not let in are not counted', async () => {
    const local = await start({ type: 'error-before', nth: 1 });
    await fetch(`${local.emulator.url}/?Action=DescribeRegions&Version=2014-05-26`);
    expect(local.emulator.faults()[0]).toMatchObject({ matched: 0 });
  });
});

test.each([
  ['rules: [{type: lost}]', /^faults.yaml: rules\[0\].type is "lost"; it must be lost-before, /],
  ['rules: [{type: code}]', /^faults.yaml: rules\[0\] has no code, which is required/],
  ['[{type: code, code: X, nht: 1}]', /^faults.yaml: rules\[0\].nht is unknown/],
  ['[{type: empty, probability: 2}]', /^faults.yaml: rules\[0\].probability is 2; it must be a number from 0 to 1/],
  ['[{type: empty, nth: 0}]', /positive whole number/],
  ['rules: [', /^faults.yaml: This bracket is never closed/],
  ['rules: 3', /^faults.yaml: rules is 3; it must be a list/],
])('a wrong list of faults is told by its place: %s', (text, message) => {
  expect(() => parseFaults(text, 'faults.yaml')).toThrow(message);
});

test('the example in the documentation is one', async () => {
  const { readFileSync } = await import('node:fs');
  const text = readFileSync(new URL('../../docs/emulator.md', import.meta.url), 'utf8');
  const example = /```yaml\n(# faults\.yaml\n[\s\S]*?)```/.exec(text)?.[1] ?? '';
  expect(parseFaults(example, 'faults.yaml').rules.length).toBeGreaterThan(3);
});
