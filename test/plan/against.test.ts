import { describe, expect, test } from 'vitest';
import { compareWith } from '../../src/plan/against.ts';
import type { Compared } from '../../src/plan/compared.ts';
import type { PlanEntry } from '../../src/plan/plan.ts';
import { againstLines } from '../../src/report/plans/against.ts';
import { entry } from '../report/sample-plan.ts';

const compare = (here: Partial<PlanEntry>, base: readonly Partial<PlanEntry>[], alike = false): Compared[] => [
  ...compareWith([entry(here)], base.map(entry), () => alike),
];
const field = (after: number) => ({ fields: [{ field: 'retentionDays', before: 14, after, reduces: false }] });

describe('where a difference comes from', () => {
  const cases: readonly [what: string, here: Partial<PlanEntry>, base: readonly Partial<PlanEntry>[], expected: Partial<Compared>][] = [
    ['a field that the commit leaves as it is', field(7), [{ outcome: 'unchanged' }], { origin: 'edited', live: 14, spec: 7, base: 14 }],
    ['a field that it would change to the same', field(7), [field(7)], { origin: 'cloud', base: 7 }],
    ['a field that it would change otherwise', field(7), [field(9)], { origin: 'both', base: 9 }],
    ['a field of what it does not declare', field(7), [{ outcome: 'unmanaged' }], { origin: 'edited' }],
    ['a field of what it refuses', field(7), [{ outcome: 'refused', refusal: { reason: 'r', help: '' } }], { origin: 'edited', base: 14 }],
    ['another entry of the same fields', field(7), [{ ...field(7), id: 'sp-2', address: 'policies/q' }], { origin: 'edited' }],
    ['the same thing under another address', field(7), [{ ...field(7), address: 'policies/old' }], { origin: 'cloud' }],
    ['what it removes too', { outcome: 'delete' }, [{ outcome: 'delete' }], { field: 'removed', origin: 'cloud', base: 'deleted' }],
    ['what it would only forget', { outcome: 'delete' }, [{ outcome: 'forget' }], { origin: 'both', spec: 'deleted', base: 'forgotten' }],
    ['what it keeps', { outcome: 'delete' }, [{ outcome: 'unchanged' }], { origin: 'edited', base: 'present' }],
    ['what it adopts too', { outcome: 'adopt' }, [{ outcome: 'adopt' }], { field: 'adopt', origin: 'cloud' }],
    ['what it does not move', { outcome: 'move' }, [{ outcome: 'unchanged' }], { field: 'moved', origin: 'edited' }],
    [
      'what is refused for the same reason',
      { outcome: 'refused', refusal: { reason: 'r', help: 'h' } },
      [{ outcome: 'refused', refusal: { reason: 'r', help: 'other' } }],
      { field: 'refusal', origin: 'cloud' },
    ],
    [
      'what is refused for another',
      { outcome: 'refused', refusal: { reason: 'r', help: 'h' } },
      [{ outcome: 'refused', refusal: { reason: 's', help: 'h' } }],
      { origin: 'both', base: 's' },
    ],
  ];
  test.each(cases)('%s', (_, here, base, expected) => {
    const found = compare(here, base);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject(expected);
    if (!('base' in expected) && expected.origin === 'edited' && base[0]?.outcome === 'unmanaged')
      expect(found[0]).not.toHaveProperty('base');
  });

  test('a new entry is one difference, whatever it has', () => {
    const fresh: Partial<PlanEntry> = { outcome: 'create', attach: ['d-1'], id: undefined as never };
    const { id: _, ...create } = entry(fresh);
    const found = (base: readonly PlanEntry[], alike: boolean) => compareWith([create], base, () => alike);
    expect(found([], false)).toEqual([{ address: 'policies/p', field: 'entry', origin: 'edited', live: 'absent', spec: 'declared' }]);
    expect(found([create], true)).toMatchObject([{ origin: 'cloud', base: 'declared' }]);
    expect(found([create], false)).toMatchObject([{ origin: 'both', base: 'declared otherwise' }]);
    expect(found([{ ...create, outcome: 'unchanged' }], false)).toMatchObject([{ origin: 'edited', base: 'declared otherwise' }]);
  });

  test('attachments are compared one by one, and told together', () => {
    const differences = compare({ attach: ['d-1', 'd-2'], detach: ['d-3', 'd-4'] }, [{ attach: ['d-2'], detach: ['d-3'] }]);
    expect(differences.map((one) => [one.field, one.origin])).toEqual([
      ['attachment of d-1', 'edited'],
      ['attachment of d-2', 'cloud'],
      ['attachment of d-3', 'cloud'],
      ['attachment of d-4', 'edited'],
    ]);
    expect(againstLines({ ref: 'r', commit: 'c'.repeat(40), notes: ['n'], differences }, false)).toEqual([
      'Against r (cccccccccccc):',
      '  Edited here:',
      '    policies/p attach 1 disk: d-1',
      '    policies/p detach 1 disk: d-4',
      '  Changed in the cloud, or not applied since:',
      '    policies/p attach 1 disk: d-2',
      '    policies/p detach 1 disk: d-3',
      'n',
    ]);
  });
});
