import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectReader, connectWriter } from '../../src/cloud/client.ts';
import { endpointsOf } from '../../src/cloud/endpoints.ts';
import { readCall, writeCall } from '../../src/kinds/call-builder.ts';

const answer = vi.hoisted(() => ({ next: (): Promise<object> => Promise.resolve({}) }));

vi.mock('@alicloud/openapi-core', async (load) => {
  const core = await load<typeof import('@alicloud/openapi-core')>();
  class Client {
    callApi(): Promise<object> {
      return answer.next();
    }
  }
  return { ...core, default: Client };
});

const connection = {
  credentials: { accessKeyId: 'id', accessKeySecret: 'secret' },
  endpointsIn: (region: string) => endpointsOf(region, {}),
};
const read = readCall('cn-hangzhou', 'ecd', 'DescribeDesktops', { RegionId: 'cn-hangzhou' });
const write = writeCall('cn-hangzhou', 'ecd', 'CreateSnapshot', { RegionId: 'cn-hangzhou' });
const answers = (body: unknown): void => void (answer.next = async () => ({ statusCode: 200, body }));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a reply', () => {
  test('is its body and RequestId', async () => {
    answers({ RequestId: 'R-1', More: 1 });
    expect(await connectWriter(connection).write(write)).toEqual({ requestId: 'R-1', body: { RequestId: 'R-1', More: 1 }, bytes: 0 });
  });

  test.each([[{}], [null], ['<html>'], [[]], [{ RequestId: 7 }]])('%j is no answer of the service: ambiguous', async (body) => {
    answers(body);
    await expect(connectWriter(connection).write(write)).rejects.toMatchObject({ name: 'Ambiguous', unsent: false });
  });

  test('a refusal is definite', async () => {
    answer.next = () => Promise.reject(Object.assign(new Error('no'), { name: 'ClientError', code: 'X', statusCode: 403, data: {} }));
    await expect(connectReader(connection).read(read)).rejects.toMatchObject({ name: 'ServiceError', code: 'X' });
  });
});

test.each<[string, () => Promise<unknown>, number]>([
  ['a read', () => connectReader(connection).read(read), 45_000],
  ['a write', () => connectWriter(connection).write(write), 20_000],
  ['a write, where effects show within 5 s or never', () => connectWriter(connection, 5_000).write(write), 5_000],
  ['a write, where there is no lag', () => connectWriter(connection, 0).write(write), 20_000],
])('%s without an answer ends at its deadline, ambiguous', async (_, send, deadline) => {
  answer.next = () => new Promise(() => {});
  let ended: unknown;
  void send().catch((error: unknown) => (ended = error));
  await vi.advanceTimersByTimeAsync(deadline - 1);
  expect(ended).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toMatchObject({ name: 'Ambiguous', unsent: false, message: expect.stringContaining('the reply did not arrive in time.') });
});

test('an answer in time leaves no timer behind', async () => {
  answers({ RequestId: 'R-1' });
  await connectReader(connection).read(read);
  expect(vi.getTimerCount()).toBe(0);
});

test('a reader counts its calls, refused ones too', async () => {
  const reader = connectReader(connection);
  answers({ RequestId: 'R-1' });
  await reader.read(read);
  answers({});
  await reader.read(read).catch(() => {});
  expect(reader.calls()).toBe(2);
  expect(Object.keys(reader)).toEqual(['read', 'calls']);
});
