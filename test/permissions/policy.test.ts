import { describe, expect, test } from 'vitest';
import { lives } from './lives.ts';
import { actionsOf, applyAsPlanner, live, policyOf, without } from './runs.ts';

const roles = ['plan', 'apply'] as const;

describe.each(lives)('$name', (life) => {
  test.each(roles)('to %s, the generated policy denies nothing', async (as) => expect(await live(life, as)).toEqual([]), 60_000);

  test.each(roles)(
    'to %s, each action is needed',
    async (as) => {
      const actions = [...new Set(life.steps.flatMap((step) => actionsOf(policyOf(step, as))))];
      expect(actions.length).toBeGreaterThan(4);
      const spare: string[] = [];
      for (const action of actions) if ((await live(life, as, (policy) => without(policy, action))).length === 0) spare.push(action);
      expect(spare).toEqual([]);
    },
    120_000,
  );
});

test.each(lives)('$name: under the policy of the plan, nothing is ever written', async (life) => {
  const { changed, denied } = await applyAsPlanner(life);
  expect(denied.length).toBeGreaterThan(0);
  expect(changed).toEqual([]);
});
