import { expect, test } from 'vitest';
import type { Change } from '../../src/diff/change.ts';
import type { Selection } from '../../src/kinds/targets.ts';
import { keepAwaited } from '../../src/plan/awaited.ts';
import { desired, live, state } from '../support/resources.ts';

const from = desired('policies', { key: 'from' });
const to = desired('policies', { key: 'to' });
const selection = (...ids: string[]): Selection => ({
  ids,
  passedOver: [],
  items: [],
  issues: [],
  incomplete: false,
  excluded: [],
  keepsUnlisted: false,
  emptyOnPurpose: false,
});
const losing: Change = {
  type: 'update',
  address: from.address,
  desired: from,
  live: live(from, 'sp-1'),
  fields: [],
  losses: [],
  attach: [],
  detach: ['d-1', 'd-2'],
  notes: [],
  selection: selection(),
};
const taking: Change = {
  ...losing,
  address: to.address,
  desired: to,
  live: live(to, 'sp-2'),
  attach: ['d-1'],
  detach: [],
  selection: selection('d-1'),
};
const refused: Change = {
  type: 'refused',
  address: to.address,
  desired: to,
  reason: '',
  help: '',
  notes: [],
  selection: selection('d-1'),
};
const world = state([], { attached: new Map([['sp-1', ['d-1', 'd-2']]]) });

const detachOf = (changes: readonly Change[], going: readonly Change[] = changes, of = world): readonly string[] => {
  const [first] = keepAwaited(changes, going, of);
  return first?.type === 'update' ? first.detach : [];
};

test('what another entry takes over is taken off', () => expect(detachOf([losing, taking])).toEqual(['d-1', 'd-2']));

test('what nobody else chooses is taken off', () => expect(detachOf([losing])).toEqual(['d-1', 'd-2']));

test('where the other entry is refused it stays, and that is said', () => {
  expect(detachOf([losing, refused])).toEqual(['d-2']);
  expect(keepAwaited([losing, refused], [losing, refused], world)[0]?.notes).toEqual([
    'd-1 stays attached: policies/to, which is to take it over, is not carried out.',
  ]);
});

test('where its attach is held back it stays', () =>
  expect(detachOf([losing, taking], [losing, { ...taking, attach: [] } as Change])).toEqual(['d-2']));

test('where the refused entry protects it already it is taken off', () => {
  const there: Change = { ...refused, live: live(to, 'sp-2') };
  const both = state([], {
    attached: new Map([
      ['sp-1', ['d-1', 'd-2']],
      ['sp-2', ['d-1']],
    ]),
  });
  expect(detachOf([losing, there], [losing, there], both)).toEqual(['d-1', 'd-2']);
});

const removing = (force = false): Change => ({ type: 'delete', address: from.address, live: live(from, 'sp-1'), force, notes: [] });
const keptOf = (...changes: readonly Change[]): Change | undefined => keepAwaited(changes, changes, world)[0];

test('what a refused entry is to take over is not deleted from under it', () =>
  expect(keptOf(removing(), refused)).toMatchObject({
    type: 'kept',
    reason: 'sp-1 protects 1 disk that policies/to is to take over, and policies/to is refused: d-1 would be bare.',
    help: expect.stringContaining('`force: true`'),
  }));

test('unless that is forced', () => expect(keptOf(removing(true), refused)).toMatchObject({ type: 'delete' }));

test('a twin of the refused entry itself is deleted: that may be what it is refused for', () =>
  expect(keptOf(removing(), { ...refused, address: from.address } as Change)).toMatchObject({ type: 'delete' }));

test('an entry that is only held back keeps no deletion from making room', () => {
  const held = keepAwaited([removing(), taking], [removing(), { ...taking, attach: [] } as Change], world);
  expect(held[0]).toMatchObject({ type: 'delete' });
});

test('a disk that a third entry protects awaits nobody', () => {
  const third = desired('policies', { key: 'third' });
  const keeping: Change = {
    ...losing,
    address: third.address,
    desired: third,
    live: live(third, 'sp-3'),
    detach: [],
    selection: selection('d-1'),
  };
  const both = state([], {
    attached: new Map([
      ['sp-1', ['d-1', 'd-2']],
      ['sp-3', ['d-1']],
    ]),
  });
  expect(keepAwaited([removing(), refused, keeping], [keeping], both)[0]).toMatchObject({ type: 'delete' });
  expect(detachOf([losing, refused, keeping], [losing, keeping], both)).toEqual(['d-1', 'd-2']);
});
