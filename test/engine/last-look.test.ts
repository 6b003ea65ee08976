import { expect, test } from 'vitest';
import { isAgain } from '../../src/engine/last-look.ts';
import { operationsOf } from '../../src/plan/operations.ts';
import type { Operation } from '../../src/plan/plan.ts';
import { attachmentChange } from '../support/machine-run.ts';
import { modifyOf } from '../support/operations.ts';
import { account, desired, region } from '../support/resources.ts';

const operation = (attach: readonly string[], detach: readonly string[], key = 'p'): Operation =>
  operationsOf([attachmentChange(key, 'sp-1', attach, detach)], { account, region }, new Map())[0] as Operation;

test.each<[string, Operation, Operation, boolean]>([
  ['of several disks one is still to be taken off', operation([], ['d-2']), operation([], ['d-1', 'd-2']), true],
  ['of several disks one is still to be attached', operation(['d-2'], []), operation(['d-1', 'd-2'], []), true],
  ['another disk is to be taken off', operation([], ['d-3']), operation([], ['d-1', 'd-2']), false],
  ['what was taken off is to be attached', operation(['d-1'], []), operation([], ['d-1']), false],
  ['another policy is to take the same off', operation([], ['d-1'], 'q'), operation([], ['d-1']), false],
  ['the same change is to be made', modifyOf(desired('snapshots')), modifyOf(desired('snapshots')), true],
])('what was done is still to be done where the last look shows that %s', (_, left, done, again) =>
  expect(isAgain(left, done)).toBe(again),
);
