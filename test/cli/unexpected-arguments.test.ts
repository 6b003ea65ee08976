import { expect, test } from 'vitest';
import { snapspec } from '../support/cli.ts';

test.each(['plan', 'drift'])('%s FILE says how a file is named', async (verb) => {
  const { code, stdout, stderr } = await snapspec('/', [verb, 'a.yaml', 'my spec.yaml']);
  expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  expect(stderr).toBe(
    `error: snapspec ${verb} takes no arguments, and a.yaml and "my spec.yaml" are too much.\n  help: Use -f to name a spec: snapspec ${verb} -f a.yaml -f "my spec.yaml"\n`,
  );
});

test('apply takes one saved plan', async () => {
  const { code, stderr } = await snapspec('/', ['apply', 'a.json', 'b.yaml']);
  expect(code).toBe(64);
  expect(stderr).toContain('error: snapspec apply takes one argument, and b.yaml is too much.\n  help: Use -f to name a spec:');
});

test('a verb that reads no spec says nothing of files', async () =>
  expect((await snapspec('/', ['demo', 'a.yaml'])).stderr).not.toContain('-f'));
