import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Failure } from '../../src/base/failure.ts';
import { parseSeed, worldOf } from '../../src/emulator/index.ts';
import { restoreWorld } from '../../src/emulator/model/world.ts';

const now = Date.parse('2026-11-21T10:00:00Z');
const failure = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof Failure) return `${error.type}: ${error.message}${error.help ? ` ${error.help}` : ''}`;
    throw error;
  }
  return 'fine';
};

test('the seed of the quickstart holds what its spec speaks of', () => {
  const path = 'examples/quickstart/local-cloud.yaml';
  const world = worldOf(parseSeed(readFileSync(path, 'utf8'), path), now);
  expect(world.disks.find('d-bp1s5fnvk4gn2tws03ab')).toMatchObject({
    status: 'In_use',
    type: 'system',
    category: 'cloud_essd',
    instanceIds: ['i-bp1f4f6ie3wvfsd0zy14'],
    tags: { backup: 'nightly' },
    zoneId: 'cn-hangzhou-h',
  });
  expect(world.desktops.rows.map((one) => one.id)).toEqual(['ecd-gx2x1dhsmucyy0001']);
  expect(world.resourceGroups).toEqual(['rg-bp67acfmxazb4p']);
  expect(restoreWorld(JSON.parse(JSON.stringify(world)))).toEqual(world);
});

test('everything but the ids has a default', () => {
  const world = worldOf(parseSeed('disks: [{id: d-1}]', 'seed.yaml'), now);
  expect(world.account).toMatch(/^\d{16}$/);
  expect(world.regions).toContain('cn-beijing');
  expect(world.disks.rows[0]).toMatchObject({ regionId: 'cn-hangzhou', status: 'Available', size: 40, attachedAt: now });
  expect(worldOf(parseSeed('', 'seed.yaml'), now).disks.rows).toEqual([]);
});

test.each([
  ['disks: [', /^usage: seed\.yaml: This bracket is never closed/],
  ['[]', /^usage: seed\.yaml: The seed is \[\]; it must be a mapping/],
  ['disk: []', /^usage: seed\.yaml: disk is unknown. Did you mean disks/],
  ['disks: {}', /^usage: seed\.yaml: disks is \{\}; it must be a list/],
  ['disks: [{name: x}]', /^usage: seed\.yaml: disks\[0\] has no id, which is required/],
  ['disks: [{id: d-1, size: big}]', /^usage: seed\.yaml: disks\[0\]\.size is "big"; it must be a whole number of GiB/],
  ['disks: [{id: d-1, status: Inuse}]', /disks\[0\]\.status is "Inuse"; it must be In_use, Available/],
  ['disks: [{id: d-1, tags: {a: 1}}]', /disks\[0\]\.tags\.a is 1; it must be a text\. Put it in quotes: "1"/],
  [
    'account: 1234567890123456',
    /^usage: seed\.yaml: account is 1234567890123456; it must be a text\. Put it in quotes: "1234567890123456"/,
  ],
])('%s is refused with its place', (text, message) => {
  expect(failure(() => parseSeed(text, 'seed.yaml'))).toMatch(message);
});

test('what is named twice, or not at all, is refused', () => {
  expect(failure(() => worldOf({ disks: [{ id: 'd-1' }, { id: 'd-1' }] }, now))).toMatch(/has d-1 twice/);
  expect(failure(() => worldOf({ disks: [{ id: 'd-1', instance: 'i-1' }] }, now))).toMatch(
    /d-1, one of the disks, names i-1, which is not one of the instances/,
  );
});
