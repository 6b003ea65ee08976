import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/base/failure.ts';
import type { Json } from '../../src/base/json.ts';
import type { Program } from '../../src/frontend/analyze.ts';
import { isExpired, readSavedPlan, refuseElsewhere, refuseExpired } from '../../src/saved/read.ts';
import { contentDigest, savedPlanText, savedSpec } from '../../src/saved/saved-plan.ts';
import type { SavedPlan } from '../../src/saved/saved-plan.ts';
import { staleIn } from '../../src/saved/stale.ts';
import { account, desired, inventory, live, region, stack, target } from '../support/resources.ts';
import { lifetime, planFor, savedAt, savedFor } from '../support/saved-plans.ts';
import { forge, mutate, pickFrom } from './mutations.ts';

const policy = desired('policies', {
  unlistedTags: 'remove',
  props: { retentionDays: 7, tags: { team: 'x' }, disks: { any: [{ id: 'd-1' }], not: [] } },
});
const entries = [policy, desired('snapshots', { props: { resourceGroupId: 'rg-9' } }), desired('groups'), desired('desktopSnapshots')];
const resources = [
  live(policy, 'sp-1', { props: { ...policy.props, retentionDays: 14, tags: { team: 'old', more: 'y' }, diskNums: 2 } }),
  live(entries[1] as never, 's-1', { props: { name: 'other' } }),
];
const more = {
  attached: new Map([['sp-1', ['d-2', 'd-3']]]),
  inventory: inventory(target('disk', 'd-1'), target('disk', 'd-2'), target('disk', 'd-3')),
};
const gate = { approvals: [{ by: 'flag' as const, reductions: 9 }], limit: 0 };
const plan = planFor(entries, resources, more, gate);
const saved = savedFor(plan, entries);
const text = savedPlanText(saved);

/** What reading a text comes to: `read`, the type of the refusal, or anything else that was thrown. */
function outcomeOf(given: string): { readonly type: string; readonly message?: string; readonly saved?: SavedPlan } {
  try {
    return { type: 'read', saved: readSavedPlan(given, 'plan.json') };
  } catch (error) {
    if (error instanceof Failure) return { type: error.type, message: error.message };
    return { type: `threw ${String(error)}` };
  }
}

/** How many mutations are tried; ten thousand with SAVED_PLAN_MUTATIONS=10000. */
const many = Number(process.env['SAVED_PLAN_MUTATIONS'] ?? 1000);

describe('a saved plan', () => {
  test('is read as it was written', () => {
    expect(plan.operations.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['create', 'attach', 'modify', 'tag', 'untag', 'join', 'detach']),
    );
    expect(readSavedPlan(text, 'plan.json')).toEqual(saved);
    expect(text.endsWith('}\n')).toBe(true);
    expect(saved.approval).toEqual({ reductions: 9 });
  });

  test('is not accepted after any mutation of its text, and says so in words', () => {
    const seen = new Map<string, number>();
    for (let seed = 0; seed < many; seed++) {
      const { how, text: mutant } = mutate(text, pickFrom(seed));
      if (mutant === text) continue;
      const { type, message } = outcomeOf(mutant);
      expect({ seed, how, type }).toEqual({ seed, how, type: 'refused' });
      expect(message, how).toMatch(/^"plan\.json" (is not|has)/);
      seen.set(how.split(' ')[0] as string, (seen.get(how.split(' ')[0] as string) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual([
      'a',
      'added',
      'digest',
      'put',
      'removed',
      'renamed',
      'reordered',
      'repeated',
      'taken',
      'truncated',
      'value',
    ]);
    expect([...seen.values()].reduce((sum, one) => sum + one, 0)).toBeGreaterThan(many * 0.9);
  });

  /** Members that tell something to a person and are no part of what is compared; attachments are compared by the calls. */
  const tells =
    /^\S+ \/(?:created|expires|approval|plan\/(?:calls|problems|unchecked|leftOut|gate\/(?:notes|passed|approval|count|reductions)|entries\/\d+\/(?:title|place|status|summary|summaryFields|values|keptTags|selection|notes|attach|detach|occurrence|id|fields\/\d+\/reduces)|operations\/\d+\/(?:why|after|section|resourceId|ids|id|token|held)))/;
  /** What is left of a batch of disks is another call, so that disks are compared one by one. */
  const batches = plan.operations.flatMap(({ action }, at) => (/tach/.test(action) ? [new RegExp(`/plan/operations/${at}/call`)] : []));
  const spec = savedSpec({ desired: entries } as unknown as Program);

  test('whose digest was made to fit is of no use: what it asserts is compared', () => {
    let compared = 0;
    for (let seed = 0; seed < many; seed++) {
      const { how, text: mutant } = forge(text, pickFrom(seed));
      const { type, saved: read } = outcomeOf(mutant);
      if (mutant === text || type === 'refused' || tells.test(how) || batches.some((path) => path.test(how))) continue;
      expect({ seed, how, type }).toEqual({ seed, how, type: 'read' });
      const isElsewhere = (() => {
        try {
          refuseElsewhere(read as SavedPlan, 'plan.json', { stack, region, account });
          return false;
        } catch {
          return true;
        }
      })();
      const stale = staleIn(read as SavedPlan, plan, { spec, variables: {} });
      // More than there is to do is done already.
      // How old something is decides nothing of what is done to it; a policy that a run before this one has made has an age now.
      const isMore = /^(?:added|renamed) /.test(how) || /\/createdAt$/.test(how) || stale.length > 0 || isElsewhere;
      expect({ seed, how, isMore }).toEqual({ seed, how, isMore: true });
      compared++;
    }
    expect(compared).toBeGreaterThan(many / 50);
  });
});

describe('what is refused, and how', () => {
  const changed = (change: (content: { [name: string]: Json }) => void): string => {
    const { digest: _, ...content } = JSON.parse(text) as { [name: string]: Json };
    change(content);
    return savedPlanText({ ...content, digest: contentDigest(content as never) } as never);
  };
  const depth = 200_000;

  test.each<[string, string, RegExp]>([
    ['nothing', '', /is not a saved plan/],
    ['a spec', 'apiVersion: snapspec/v1\n', /is not a saved plan/],
    ['another JSON', '{"kind":"snapspec.plan"}\n', /is not a saved plan/],
    ['half of it', text.slice(0, 500), /not a whole one: it is no JSON/],
    ['brackets alone', `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`, /is not a saved plan/],
    ['another version', changed((one) => void (one['formatVersion'] = '2.0')), /has the format version "2\.0"; this snapspec reads 1\.0/],
    ['a later minor version', changed((one) => void (one['formatVersion'] = '1.1')), /has the format version "1\.1"/],
    ['a version of no type', changed((one) => void (one['formatVersion'] = [1])), /has the format version \[1\]/],
    ['an unknown member', changed((one) => void (one['sign'] = 'x')), /is not as snapspec writes it: .*sign is unknown/],
    ['a wrong type', changed((one) => void (one['created'] = 7)), /is not as snapspec writes it: .*created is 7/],
    ['a missing member', changed((one) => void delete one['spec']), /has no spec, which is required/],
    [
      'a digest that does not fit',
      text.replace(/"digest":"[0-9a-f]{64}","expires"/, `"digest":"${'0'.repeat(64)}","expires"`),
      /its digest does not fit/,
    ],
    ['spaces', text.replace('":', '": '), /not in canonical form/],
    ['no line feed', text.trimEnd(), /not in canonical form/],
    ['a member twice', text.replace('{"approval"', '{"approval":{"reductions":99},"approval"'), /not in canonical form/],
    ['an endless number', text.replace('"reductions":9', '"reductions":1e999'), /not in canonical form/],
  ])('%s', (_, given, message) => {
    expect(given).not.toBe(text);
    expect(outcomeOf(given)).toMatchObject({ type: 'refused', message: expect.stringMatching(message) });
  });

  test('one that has expired, to the millisecond', () => {
    expect(isExpired(saved, savedAt + lifetime - 1)).toBe(false);
    expect(isExpired(saved, savedAt + lifetime)).toBe(true);
    expect(() => refuseExpired(saved, 'p', savedAt)).not.toThrow();
    expect(() => refuseExpired(saved, 'p', savedAt + lifetime)).toThrow('"p" has expired: it counted until 2026-11-27T00:00:00.000Z.');
  });

  test.each([
    ['stack', { stack: 'other', region, account }],
    ['region', { stack, region: 'cn-beijing', account }],
    ['account', { stack, region, account: '9' }],
  ])('one of another %s', (what, now) => expect(() => refuseElsewhere(saved, 'p', now)).toThrow(`"p" is a plan of the ${what} `));

  test('not one of this stack, region and account, nor where the account is not known yet', () => {
    expect(() => refuseElsewhere(saved, 'p', { stack, region, account })).not.toThrow();
    expect(() => refuseElsewhere(saved, 'p', { stack, region })).not.toThrow();
  });
});
