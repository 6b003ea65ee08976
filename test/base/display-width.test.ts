import { expect, test } from 'vitest';
import { displayWidth } from '../../src/base/display-width.ts';

test.each([
  ['', 0],
  ['abc', 3],
  ['备份', 4],
  ['ｆｕｌｌ', 8],
  ['한국', 4],
  ['😀', 2],
  ['⌚', 2],
  ['e\u0301', 1],
  ['é', 1],
])('%j takes %i cells', (text, cells) => expect(displayWidth(text)).toBe(cells));
