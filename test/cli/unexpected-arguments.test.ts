import { expect, test } from 'vitest';
import { snapspec } from '../support/cli.ts';

test.each(['plan', 'drift'])('%s FILE says how a file is named', async (verb) => {
  const { code, stdout, stderr } = await snapspec('/', [verb, 'a.yaml', 'my spec.yaml']);
  expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  expect(stderr).toBe(
    `error: too many arguments for '${verb}'. Expected 0 arguments but got 2.\n  help: Use -f to name a spec: snapspec ${verb} -f a.yaml -f "my spec.yaml"\n`,
  );
});

test('apply takes one saved plan', async () => {
  const { code, stderr } = await snapspec('/', ['apply', 'a.json', 'b.yaml']);
  expect(code).toBe(64);
  expect(stderr).toContain("too many arguments for 'apply'. Expected 1 argument but got 2.\n  help: Use -f to name a spec:");
});

test('a verb that reads no spec says nothing of files', async () =>
  expect((await snapspec('/', ['demo', 'a.yaml'])).stderr).not.toContain('help:'));
