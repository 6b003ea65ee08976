import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { askOnTerminal } from '../../src/cli/host.ts';

const terminal = () => ({ input: new PassThrough(), output: new PassThrough() });

test('an answer is what was typed', async () => {
  const { input, output } = terminal();
  const asked = askOnTerminal('Apply?', new AbortController().signal, { input, output });
  input.write('yes\n');
  expect(await asked).toBe('yes');
  expect(String(output.read())).toContain('Apply?');
});

test('a signal while somebody is asked ends the question, and after it nobody is asked', async () => {
  const controller = new AbortController();
  const asked = askOnTerminal('Apply?', controller.signal, terminal());
  await setTimeout(20);
  controller.abort('SIGTERM');
  expect(await Promise.race([asked, setTimeout(1_000, 'still asked')])).toBeUndefined();
  const { input, output } = terminal();
  expect(await askOnTerminal('Really?', controller.signal, { input, output })).toBeUndefined();
  expect(output.read()).toBeNull();
});
