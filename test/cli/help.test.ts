import { expect, test } from 'vitest';
import { folder, snapspec } from '../support/cli.ts';

const verbs = ['', 'lint', 'plan', 'show', 'drift', 'apply', 'fmt', 'schema', 'explain', 'emulator', 'seed', 'init', 'demo'];

/** The descriptions of a help page: of the verb, and of each of its arguments, options and commands. */
const descriptions = (page: string): string[] =>
  page
    .replace(/\n {10,}/g, ' ')
    .split('\n')
    .flatMap((line) => /^ {2}\S.*? {2,}(.+)$/.exec(line)?.[1] ?? []);

test.each(verbs)('the help of snapspec %s is sentences, each with a full stop', async (verb) => {
  const { code, stdout } = await snapspec(folder(), [...(verb === '' ? [] : [verb]), '--help']);
  expect(code).toBe(0);
  const found = descriptions(stdout);
  expect(found.length).toBeGreaterThan(0);
  for (const text of found) expect(text).toMatch(/^[A-Z].*\.(?: \((?:choices|default): .*\))?$/);
});
