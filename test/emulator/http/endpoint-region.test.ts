import { expect, test } from 'vitest';
import { requestedCall } from '../../../src/emulator/http/authenticate.ts';
import { regions } from '../../../src/facts/regions.ts';

test.each([
  ['ecs.cn-hangzhou.aliyuncs.com', 'cn-hangzhou'],
  ['ecs-cn-hangzhou.aliyuncs.com', 'cn-hangzhou'],
  ['ecs-vpc.cn-shanghai.aliyuncs.com:443', 'cn-shanghai'],
  ['ecs.cn-shenzhen.aliyuncs.com', 'cn-shenzhen'],
  ['ecs.aliyuncs.com', undefined],
  ['127.0.0.1:8787', undefined],
])('an endpoint %s is of the region %s', (host, region) => {
  const query = 'Action=DescribeDisks&Version=2014-05-26';
  const call = requestedCall({ method: 'GET', path: '/', query, headers: { host }, body: '' }, Object.keys(regions));
  expect(call.region).toBe(region);
});
