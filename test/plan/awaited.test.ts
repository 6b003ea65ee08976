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
