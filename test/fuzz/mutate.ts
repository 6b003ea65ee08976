import type { Chance } from './chance.ts';
import { hostileWords, specWords, yamlWords } from './dictionary.ts';

/** No mutant grows beyond this many UTF-16 units. */
const most = 20_000;

type Change = (text: string, chance: Chance, others: readonly string[]) => string;

const word = (chance: Chance): string => chance.pick(chance.pick([yamlWords, hostileWords, specWords]));
const cut = (text: string, from: number, to: number, between = ''): string => text.slice(0, from) + between + text.slice(to);

/** Changes some lines, given as a list. */
const ofLines =
  (change: (lines: string[], at: number, chance: Chance, others: readonly string[]) => void): Change =>
  (text, chance, others) => {
    const lines = text.split('\n');
    change(lines, chance.below(lines.length), chance, others);
    return lines.join('\n');
  };

const keyLine = /^([ -]*)([^:#]+)(: *)(.*)$/;

/** Puts something in the place of the key or the value of one line. */
const member = (part: 'key' | 'value'): Change =>
  ofLines((lines, at, chance) => {
    const found = keyLine.exec(lines[at] as string);
    if (!found) return;
    const [, lead = '', key = '', colon = '', value = ''] = found;
    lines[at] = part === 'key' ? lead + word(chance) + colon + value : lead + key + (colon === ':' ? ': ' : colon) + word(chance);
  });

const changes: readonly Change[] = [
  // A character is removed, inserted or replaced.
  (text, chance) => {
    const at = chance.below(text.length + 1);
    return cut(
      text,
      at,
      at + chance.below(3),
      chance.once(2) ? String.fromCharCode(chance.pick([chance.below(128), chance.below(0x10000)])) : '',
    );
  },
  (text, chance) => {
    const at = chance.below(text.length + 1);
    return cut(text, at, at, word(chance));
  },
  (text, chance) => {
    const at = chance.below(text.length + 1);
    return cut(text, at, at + 1 + chance.below(12), word(chance));
  },
  member('key'),
  member('value'),
  member('value'),
  ofLines((lines, at) => void lines.splice(at, 1)),
  ofLines((lines, at) => void lines.splice(at, 0, lines[at] as string)),
  ofLines((lines, at, chance) => void lines.splice(chance.below(lines.length), 0, ...lines.splice(at, 1 + chance.below(4)))),
  ofLines((lines, at, chance, others) => {
    const from = chance.pick(others).split('\n');
    const first = chance.below(from.length);
    lines.splice(at, chance.below(3), ...from.slice(first, first + 1 + chance.below(8)));
  }),
  ofLines((lines, at, chance) => {
    lines[at] = chance.pick(['', ' ', '  ', '\t', '- ', '    ']) + (lines[at] as string).slice(chance.below(4));
  }),
  ofLines((lines, at, chance) => {
    lines[at] += ` # ${word(chance).replaceAll('\n', ' ')}`;
  }),
  // A stretch again and again.
  (text, chance) => {
    const from = chance.below(text.length + 1);
    const piece = text.slice(from, from + 1 + chance.below(20));
    return cut(text, from, from, piece.repeat(1 + chance.below(chance.once(10) ? 200 : 4)));
  },
  (text, chance) => text.slice(0, chance.below(text.length + 1)),
  (text, chance, others) => text.slice(0, chance.below(text.length + 1)) + chance.pick(others),
  (text, chance) => (chance.once(4) ? text.replaceAll('\n', chance.pick(['\r\n', '\r', '\u0085', '\n\n'])) : text),
  (text, chance) => (chance.once(4) ? `${chance.pick(['\ufeff', '---\n', '# x\n', '%YAML 1.2\n---\n'])}${text}` : text),
];

/** Flips bits of some bytes. */
function flip(bytes: Uint8Array, chance: Chance): Uint8Array {
  const flipped = bytes.slice();
  for (let times = 1 + chance.below(3); times > 0 && flipped.length > 0; times--) {
    const at = chance.below(flipped.length);
    flipped[at] = (flipped[at] as number) ^ (1 << chance.below(8));
  }
  return flipped;
}

/** One text with some changes; the fewer, the more often. */
export function mutate(texts: readonly string[], chance: Chance): Uint8Array {
  let text = chance.pick(texts);
  do text = chance.pick(changes)(text, chance, texts).slice(0, most);
  while (chance.once(2));
  const bytes = new TextEncoder().encode(text);
  return chance.once(12) ? flip(bytes, chance) : bytes;
}
