import { expect, test } from 'vitest';
import { statusText } from '../../src/report/status.ts';

test.each([
  ['Normal', 'normal'],
  ['PROGRESSING', 'progressing'],
  ['progressing', 'progressing'],
  ['A\u001b[2J', 'a\\u{1b}[2j'],
])('the status %j is one word in every list', (status, shown) => expect(statusText(status)).toBe(shown));
