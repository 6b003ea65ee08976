import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { knownFaults } from './known-faults.ts';

const tests = join(import.meta.dirname, '..');

test.each(knownFaults)('$fault: would show in a test that is there', ({ heldBy }) => {
  expect(heldBy.length).toBeGreaterThan(0);
  for (const [file, title] of heldBy) expect(readFileSync(join(tests, file), 'utf8'), file).toContain(title);
});
