import { expect, test } from 'vitest';
import { programOf, wholeProgram } from './specs.ts';
import type { SimSpec } from './specs.ts';
import { desktops, disks, instances } from './worlds.ts';

test('a program put together from its entries is that of the whole text', () => {
  const written: SimSpec = {
    entries: [
      { section: 'groups', key: 'ledger', name: 'sim-ledger', tags: '', occurrence: 'v1', of: instances[0] as string },
      { section: 'policies', key: 'nightly', name: 'sim-nightly', tags: 'x', retention: 7, hours: [2], disks: 'tagged' },
      { section: 'policies', key: 'hourly', name: 'sim-hourly', tags: '', retention: 9, hours: [2, 14], disks: [disks[1] as string] },
      { section: 'desktopSnapshots', key: 'golden', name: 'sim-golden', tags: '', occurrence: 'v1', desktop: desktops[0] as string },
      {
        section: 'snapshots',
        key: 'release',
        name: 'sim-release',
        tags: '',
        retention: 7,
        occurrence: 'v2',
        disk: disks[0] as string,
        adopt: 's-bp1sim0000000foreign',
      },
    ],
    moved: [{ from: 'snapshots/before', to: 'snapshots/release' }],
    removed: [
      { address: 'snapshots/gone', occurrence: 'v1', force: true, forget: false },
      { address: 'policies/gone', occurrence: 'once', force: false, forget: false },
      { id: 's-bp1sim0000000000other', force: false, forget: true },
    ],
  };
  const { spec, desired } = programOf({ ...written, entries: [...written.entries].reverse() });
  const whole = wholeProgram({ ...written, entries: [...written.entries].reverse() });
  expect(desired.map(({ file, path, ...rest }) => rest)).toEqual(whole.desired.map(({ file, path, ...rest }) => rest));
  expect({ ...spec, entries: [] }).toEqual({ ...whole.spec, entries: [] });
});
