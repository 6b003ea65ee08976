import { Argument, Command, Option } from 'commander';
import { describe, expect, test } from 'vitest';
import { fish } from '../../src/completion/fish.ts';
import { grammarOf } from '../../src/completion/grammar.ts';
import { zsh } from '../../src/completion/zsh.ts';
import { folder, snapspec } from '../support/cli.ts';

const program = new Command('tool').helpOption('-h, --help', 'Show this help.').helpCommand(false);
program
  .command('go')
  .description("Go: it's [far]; wait.")
  .addArgument(new Argument('[name]', 'Whose.').choices(['a', 'b']))
  .addOption(new Option('-s, --speed <speed>', 'How fast. Very.').choices(['slow', 'fast']))
  .option('-f, --file <file>', 'A file.')
  .option('--rule <code=level>', 'A rule.')
  .option('--in <folder>', 'A folder.')
  .option('--free <text>', 'Anything.')
  .option('--plain', 'No value.')
  .addOption(new Option('--hidden').hideHelp());

describe('the grammar of a program', () => {
  const { verbs } = grammarOf(program, { 'code=level': { type: 'pairs', names: ['x'], values: ['on', 'off'] } });

  test('has what its help shows', () => {
    expect(verbs).toHaveLength(1);
    expect(verbs[0]).toMatchObject({ name: 'go', description: "Go: it's [far]", argument: { type: 'words', words: ['a', 'b'] } });
    const flags = Object.fromEntries((verbs[0]?.flags ?? []).map(({ names, value }) => [names.join(), value?.type]));
    expect(flags).toEqual({
      '-s,--speed': 'words',
      '-f,--file': 'files',
      '--rule': 'pairs',
      '--in': 'folders',
      '--free': 'anything',
      '--plain': undefined,
      '-h,--help': undefined,
    });
    expect(verbs[0]?.flags[0]?.description).toBe('How fast.');
  });

  test('is quoted for zsh and fish, whatever a description says', () => {
    const grammar = grammarOf(program, {});
    expect(zsh(grammar)).toContain(`'go:Go\\: it'\\''s [far]'`);
    expect(zsh(grammar)).toContain("'*--speed[How fast.]:value:(slow fast)'");
    expect(fish(grammar)).toContain("-f -a go -d 'Go: it\\'s [far]'");
    expect(fish(grammar)).toContain("-s s -l speed -x -a 'slow fast' -d 'How fast.'");
  });
});

describe('snapspec completion', () => {
  test('refuses what is no shell', async () => {
    expect(await snapspec(folder(), ['completion', 'tcsh'])).toMatchObject({ code: 64, stdout: '' });
    expect(await snapspec(folder(), ['completion'])).toMatchObject({ code: 64, stdout: '' });
  });

  test.each(['zsh', 'fish'])('prints a script for %s with every verb and format', async (shell) => {
    const { code, stdout } = await snapspec(folder(), ['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['ram-policy', 'completion', 'markdown', 'ndjson', 'snapshot-retention-days-range', 'auto-approve'])
      expect(stdout).toContain(word);
  });
});
