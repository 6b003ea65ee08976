import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyWorld, loadModel } from '../../../src/emulator/index.ts';
import { restoreWorld } from '../../../src/emulator/model/world.ts';
import { Cloud } from '../properties/cloud.ts';
import type { Expected } from '../properties/cloud.ts';
import { commands } from '../properties/commands.ts';

const model = loadModel();
type Run = Iterable<fc.Command<Expected, Cloud>>;

const nothing = (): Expected => ({ snapshots: new Map(), policies: new Map(), tokens: new Map(), ids: new Set() });
const copied = ({ snapshots, policies, tokens, ids }: Expected): Expected => ({
  snapshots: new Map([...snapshots].map(([id, one]) => [id, { ...one, tags: new Map(one.tags) }])),
  policies: new Map([...policies].map(([id, disks]) => [id, new Set(disks)])),
  tokens: new Map(tokens),
  ids: new Set(ids),
});

/** A cloud of its own in the same state. */
function copyOf(cloud: Cloud): Cloud {
  const copy = new Cloud(model, copyWorld(cloud.world));
  copy.now = cloud.now;
  return copy;
}

const run = (cloud: Cloud, expected: Expected, commandsToRun: Run): void => {
  fc.modelRun(() => ({ model: expected, real: cloud }), commandsToRun);
};
const stateOf = (cloud: Cloud): string => JSON.stringify(cloud.world);
const program = () => fc.commands([...commands], { maxCommands: 30, size: 'max' });

test('what happens in a copy of a world does not show in the other, and both behave as if they were alone', () => {
  let differed = 0;
  fc.assert(
    fc.property(program(), program(), program(), (before, here, there) => {
      const [original, expected] = [new Cloud(model), nothing()];
      run(original, expected, before);
      const [copy, ofCopy] = [copyOf(original), copied(expected)];
      const [reference, ofReference] = [copyOf(original), copied(expected)];
      const state = stateOf(original);
      expect(stateOf(copy)).toBe(state);
      run(copy, ofCopy, there);
      expect(stateOf(original)).toBe(state);
      const after = stateOf(copy);
      run(original, expected, here);
      expect(stateOf(copy)).toBe(after);
      run(reference, ofReference, here);
      expect(stateOf(reference)).toBe(stateOf(original));
      if (stateOf(original) !== after) differed++;
    }),
    { seed: 20_261_125, numRuns: 60 },
  );
  expect(differed).toBeGreaterThan(30);
});

test('a world that was saved as JSON goes on as the one that was not', () => {
  fc.assert(
    fc.property(program(), program(), (before, after) => {
      const [cloud, expected] = [new Cloud(model), nothing()];
      run(cloud, expected, before);
      const restored = new Cloud(model, restoreWorld(JSON.parse(stateOf(cloud))));
      restored.now = cloud.now;
      const ofRestored = copied(expected);
      run(cloud, expected, after);
      run(restored, ofRestored, after);
      expect(stateOf(restored)).toBe(stateOf(cloud));
    }),
    { seed: 20_261_126, numRuns: 40 },
  );
});
