import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/diff/change.ts';
import { aboutEntry } from '../../src/diff/finding.ts';
import { narrow } from '../../src/plan/narrow.ts';
import { desired } from '../support/resources.ts';

const changes = ['a', 'b', 'c'].map((key): Change => {
  const entry = desired('snapshots', { key });
  return { type: 'create', address: entry.address, desired: entry, generation: 0, attach: [], notes: [] };
});
const error = { code: 'x', severity: 'error', message: 'No.' } as const;
const findings = ['snapshots/a', 'snapshots/b', ''].map((address) => aboutEntry(error, address));
const narrowed = (targets: readonly string[], excluded: readonly string[] = []) => {
  const { changes: left, findings: of, leftOut } = narrow(changes, findings, { targets, excluded });
  return { left: left.map(({ address }) => address), of: of.map(({ address }) => address), leftOut };
};

describe('what a run is about', () => {
  test('all, where nothing is said', () =>
    expect(narrowed([])).toEqual({
      left: ['snapshots/a', 'snapshots/b', 'snapshots/c'],
      of: ['snapshots/a', 'snapshots/b', ''],
      leftOut: [],
    }));

  test('the targets, and what is about none of them is left out with its findings', () =>
    expect(narrowed(['snapshots/b', 'snapshots/c'])).toEqual({
      left: ['snapshots/b', 'snapshots/c'],
      of: ['snapshots/b', ''],
      leftOut: ['snapshots/a'],
    }));

  test('without what is excluded, also of the targets', () => {
    expect(narrowed([], ['snapshots/a']).leftOut).toEqual(['snapshots/a']);
    expect(narrowed(['snapshots/a', 'snapshots/b'], ['snapshots/b'])).toMatchObject({
      left: ['snapshots/a'],
      leftOut: ['snapshots/b', 'snapshots/c'],
    });
  });

  test.each([
    [['snapshot/a'], [], '--target "snapshot/a" is no entry of this spec, and nothing that its stack owns.'],
    [[], ['nowhere'], '--exclude "nowhere" is no entry of this spec, and nothing that its stack owns.'],
  ])('an address that nothing has is refused: %j %j', (targets, excluded, message) => {
    expect(() => narrowed(targets, excluded)).toThrow(expect.objectContaining({ type: 'usage', message }));
  });

  test('but one that is known to have been there may be named', () =>
    expect(narrow(changes, findings, { targets: ['snapshots/gone'], excluded: [], known: ['snapshots/gone'] })).toMatchObject({
      changes: [],
      leftOut: ['snapshots/a', 'snapshots/b', 'snapshots/c'],
    }));

  test('with what was probably meant', () =>
    expect(() => narrowed(['snapshots/A'])).toThrow(expect.objectContaining({ help: expect.stringContaining('snapshots/a') })));
});
