import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import type { Change } from '../../src/diff/change.ts';
import type { Finding } from '../../src/diff/finding.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { planStatus } from '../../src/plan/plan.ts';
import { desired, live, stack, state } from '../support/resources.ts';

const policy = desired('policies');
const other = desired('policies', { key: 'q' });
const update = (entry = policy, attach: readonly string[] = ['d-1', 'd-2'], detach: readonly string[] = ['d-9']): Change => ({
  type: 'update',
  address: entry.address,
  desired: entry,
  live: live(entry, `sp-${entry.key}`),
  fields: [{ field: 'name', before: 'a', after: 'b', reduces: false }],
  losses: [],
  attach,
  detach,
  notes: [],
});
const finding = (address: string, more: Partial<Finding> = {}, severity: Diagnostic['severity'] = 'error'): Finding => ({
  diagnostic: { code: 'x', severity, message: 'No.' },
  address,
  about: [],
  holdsDetaches: false,
  ...more,
});
const planned = (changes: readonly Change[], ...findings: readonly Finding[]) =>
  makePlan({ changes, findings, state: state([]), stack, gate: { approvals: [{ by: 'flag', reductions: 99 }], limit: 0 } });
const held = (...args: Parameters<typeof planned>): object =>
  Object.fromEntries(planned(...args).operations.map(({ id, ids, held: why }) => [id, why?.reason ?? ids ?? 'sent']));

describe('what a finding holds back', () => {
  test.each<[string, readonly Finding[], object]>([
    ['nothing is wrong', [], { 'policies/p#attach': ['d-1', 'd-2'], 'policies/p#modify': 'sent', 'policies/p#detach': ['d-9'] }],
    [
      'an error of the entry: all of it',
      [finding('policies/p')],
      { 'policies/p#attach': 'No.', 'policies/p#modify': 'No.', 'policies/p#detach': 'No.' },
    ],
    [
      'an error of one disk: this disk, and what is taken off',
      [finding('policies/p', { about: ['d-2'] })],
      { 'policies/p#attach': ['d-1'], 'policies/p#modify': 'sent', 'policies/p#detach': 'No.' },
    ],
    [
      'errors of all disks: there is nothing left to attach',
      [finding('policies/p', { about: ['d-2'] }), finding('policies/p', { about: ['d-1'] })],
      { 'policies/p#modify': 'sent', 'policies/p#detach': 'No.' },
    ],
    [
      'a selection that may be less than what is meant: what is taken off',
      [finding('policies/p', { holdsDetaches: true }, 'warning')],
      { 'policies/p#attach': ['d-1', 'd-2'], 'policies/p#modify': 'sent', 'policies/p#detach': 'No.' },
    ],
    [
      'a warning: nothing',
      [finding('policies/p', { about: ['d-2'] }, 'warning')],
      { 'policies/p#attach': ['d-1', 'd-2'], 'policies/p#modify': 'sent', 'policies/p#detach': ['d-9'] },
    ],
    [
      'an error of another entry: nothing',
      [finding('policies/q')],
      { 'policies/p#attach': ['d-1', 'd-2'], 'policies/p#modify': 'sent', 'policies/p#detach': ['d-9'] },
    ],
  ])('%s', (_, findings, expected) => expect(held([update()], ...findings)).toEqual(expected));

  test('a disk that moves is not taken off where its attach is held back, and others are', () => {
    const changes = [update(policy, [], ['d-9']), update(other, ['d-9'], ['d-8'])];
    expect(held(changes, finding('policies/q'))).toMatchObject({
      'policies/q#attach': 'No.',
      'policies/p#detach': 'It needs policies/q#attach, which is held back.',
    });
    expect(held(changes, finding('policies/p'))).toMatchObject({ 'policies/q#attach': ['d-9'], 'policies/q#detach': ['d-8'] });
  });

  test('what is held back for a failure takes nothing away, and needs no approval', () => {
    const plan = makePlan({ changes: [update()], findings: [finding('policies/p', { about: ['d-2'] })], state: state([]), stack });
    expect(plan.gate).toMatchObject({ count: 0, passed: true });
    expect(planStatus(plan)).toBe('failed');
  });
});
