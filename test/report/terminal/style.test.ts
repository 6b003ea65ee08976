import { expect, test } from 'vitest';
import { style } from '../../../src/report/terminal/style.ts';
import type { Sign } from '../../../src/report/terminal/style.ts';

type Colour = readonly [number, number, number];

/** What terminals draw the codes 31, 34 and 35 as, plain and bright: the palettes that they come with, and their grounds. */
const palettes: Readonly<
  Record<string, { readonly ground: Colour; readonly plain: readonly Colour[]; readonly bright: readonly Colour[] }>
> = {
  'xterm, dark': {
    ground: [0, 0, 0],
    plain: [
      [205, 0, 0],
      [0, 0, 238],
      [205, 0, 205],
    ],
    bright: [
      [255, 0, 0],
      [92, 92, 255],
      [255, 0, 255],
    ],
  },
  'xterm, light': {
    ground: [255, 255, 255],
    plain: [
      [205, 0, 0],
      [0, 0, 238],
      [205, 0, 205],
    ],
    bright: [
      [255, 0, 0],
      [92, 92, 255],
      [255, 0, 255],
    ],
  },
  'VS Code, dark': {
    ground: [30, 30, 30],
    plain: [
      [205, 49, 49],
      [36, 114, 200],
      [188, 63, 188],
    ],
    bright: [
      [241, 76, 76],
      [59, 142, 234],
      [214, 112, 214],
    ],
  },
  'VS Code, light': {
    ground: [255, 255, 255],
    plain: [
      [205, 49, 49],
      [4, 81, 165],
      [188, 5, 188],
    ],
    bright: [
      [205, 49, 49],
      [4, 81, 165],
      [188, 5, 188],
    ],
  },
  'Windows, dark': {
    ground: [12, 12, 12],
    plain: [
      [197, 15, 31],
      [0, 55, 218],
      [136, 23, 152],
    ],
    bright: [
      [231, 72, 86],
      [59, 120, 255],
      [180, 0, 158],
    ],
  },
};

const codes = ['31', '34', '35'];

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((value) =>
    value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Colour, b: Colour): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The codes of a painted text. */
const codesIn = (text: string): readonly string[] => [...text.matchAll(/\u001b\[(\d+)m/g)].map(([, code]) => code as string);

const paint = style(true);
const severities = ['error', 'warning', 'info'] as const;
const signs: readonly Sign[] = ['~', '-', '!', '?'];
const painted = [
  ...severities.map((one) => paint.severity(one, 'text')),
  ...signs.map((one) => paint.change(one, 'text')),
  paint.quiet('text'),
];

test.each(Object.entries(palettes))('%s: each colour can be read', (_, { ground, plain, bright }) => {
  for (const text of painted) {
    const code = codesIn(text).find((one) => codes.includes(one));
    expect(code, JSON.stringify(text)).toBeDefined();
    const at = codes.indexOf(code as string);
    // Many terminals draw bold as bright: on a dark ground one of the two has to do, on a light one both.
    const each = [contrast(plain[at] as Colour, ground), contrast(bright[at] as Colour, ground)];
    expect(luminance(ground) > 0.5 ? Math.min(...each) : Math.max(...each)).toBeGreaterThanOrEqual(3);
  }
});

test('a text is the same without colours, and what it means does not rest on them', () => {
  const plain = style(false);
  for (const one of severities) expect(plain.severity(one, 'text')).toBe('text');
  expect(plain.change('+', '+')).toBe('+');
  expect(new Set(severities.map((one) => paint.severity(one, 'text'))).size).toBe(3);
});
