import { describe, expect, test } from 'vitest';
import type { CallOutcome } from '../../src/apply/call.ts';
import { refusalText, sendAttach } from '../../src/apply/send-attach.ts';
import { operation } from '../report/sample-plan.ts';
import { lost, refusal } from '../support/fakes.ts';

const ids = (many: number): string[] => Array.from({ length: many }, (_, n) => `d-${n}`);
const attach = (which: readonly string[]) => operation({ id: 'policies/p#attach', action: 'attach', ids: which });
const done: CallOutcome = { type: 'done', reply: { body: {}, requestId: 'R' } };

/** Attaches disks to a service that refuses each call that names one of the bad ones. */
async function attached(which: readonly string[], bad: readonly string[], code = 'QuotaExceed.AppliedAutoSnapshotPolicyQuota') {
  const calls: string[][] = [];
  const there = new Set<string>();
  const result = await sendAttach(attach(which), 'sp-1', async (call) => {
    const part = JSON.parse(String(call.params['diskIds'])) as string[];
    calls.push(part);
    if (part.some((id) => bad.includes(id))) return { type: 'refused', error: refusal(code) };
    for (const id of part) there.add(id);
    return done;
  });
  return { result, calls, there: [...there].sort() };
}

describe('a call that is refused for one disk', () => {
  test('none is refused: one call', async () => {
    const { result, calls } = await attached(ids(100), []);
    expect(result).toEqual({ done, refused: [] });
    expect(calls).toEqual([ids(100)]);
  });

  test.each([
    ['the first', ['d-0']],
    ['the last', ['d-99']],
    ['one in between', ['d-37']],
    ['two', ['d-3', 'd-4']],
    ['all', ids(100)],
  ])('%s of 100: it is found, and every other one is attached', async (_, bad) => {
    const { result, calls, there } = await attached(ids(100), bad);
    expect(result.refused.map(({ id }) => id)).toEqual(bad);
    expect(there).toEqual(
      ids(100)
        .filter((id) => !bad.includes(id))
        .sort(),
    );
    expect(calls.length).toBeLessThanOrEqual(bad.length === 100 ? 199 : bad.length * 15);
  });

  test.each(['Forbidden.RAM', 'InvalidAccountStatus.NotEnoughBalance', 'InvalidAutoSnapshotPolicyId.NotFound', 'Throttling.User'])(
    '%s is about no disk: nothing is halved',
    async (code) => {
      const { result, calls } = await attached(ids(100), ['d-5'], code);
      expect(result).toMatchObject({ refused: [], other: { type: 'refused', error: { code } } });
      expect(calls).toHaveLength(1);
    },
  );

  test('what gets no answer ends the search: the rest is not tried', async () => {
    let call = 0;
    const answers: CallOutcome[] = [
      { type: 'refused', error: refusal('InvalidDiskId.NotFound') },
      done,
      { type: 'unclear', error: lost() },
    ];
    const result = await sendAttach(attach(ids(4)), 'sp-1', async () => answers[call++] as CallOutcome);
    expect(result).toMatchObject({ done, refused: [], other: { type: 'unclear' } });
    expect(call).toBe(3);
  });
});

describe('what is said', () => {
  const error = refusal('QuotaExceed.AppliedAutoSnapshotPolicyQuota');
  test.each([
    [ids(3), ['d-1'], true, /^Disk d-1: .* 2 other disks were attached\.$/],
    [ids(2), ['d-1'], true, /^Disk d-1: .* 1 other disk was attached\.$/],
    [ids(1), ['d-0'], true, /^Disk d-0: .* None was attached\.$/],
    [ids(3), ['d-1'], false, /^Disk d-1: .* Not all of the others were tried\.$/],
  ])('%j without %j', (all, refused, complete, expected) =>
    expect(
      refusalText(
        attach(all),
        refused.map((id) => ({ id, error })),
        complete,
      ),
    ).toMatch(expected),
  );
});
