import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { followedHelps } from './help-texts.ts';

const root = join(import.meta.dirname, '..');
const rooms = ['diff', 'plan', 'preflight', 'saved'];
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const files = rooms
  .flatMap((room) => readdirSync(join(root, 'src', room)).map((name) => `${room}/${name}`))
  .filter((name) => !name.includes('rule-docs'));

/** The helps of a file, each with the lines that it goes on over. */
function helpsIn(file: string): string[] {
  const lines = read(`src/${file}`).split('\n');
  return lines.flatMap((line, at) =>
    /\bhelp(?::| =)/.test(line) && !/readonly help|map\(\(\{ help|help: change\.help/.test(line)
      ? [lines.slice(at, at + 5).join('\n')]
      : [],
  );
}

describe('help texts of a plan', () => {
  test.each(files.filter((file) => helpsIn(file).length > 0))('each one of %s is in the list', (file) => {
    const known = followedHelps.filter((one) => one.file === file).map(({ says }) => says);
    expect(helpsIn(file).filter((help) => !known.some((says) => help.includes(says)))).toEqual([]);
  });

  test.each(followedHelps)('$file: “$says” is said, and followed', ({ file, says, followedBy }) => {
    expect(read(`src/${file}`)).toContain(says);
    if (followedBy !== undefined) expect(read(`test/${followedBy[0]}`)).toContain(followedBy[1]);
  });
});
