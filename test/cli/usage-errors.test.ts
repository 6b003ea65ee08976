import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { foreignCommands, foreignFlags } from '../../src/cli/foreign-words.ts';
import { shell } from '../support/built.ts';
import { folder, snapspec } from '../support/cli.ts';

/** The commands and flags that a help text names exist: their help is asked for. */
const helpOf = new Map<string, Promise<string>>();
function pageOf(verb: string): Promise<string> {
  const page = helpOf.get(verb) ?? snapspec('/', [verb, '--help']).then(({ code, stdout }) => (code === 0 ? stdout : ''));
  helpOf.set(verb, page);
  return page;
}

/** `plan --out`, `snapspec lint --fix`: a command with flags, as texts of ours name it. */
const commandsIn = (text: string): { verb: string; flags: string[] }[] =>
  [
    ...text.matchAll(/\b(?:snapspec )?(lint|plan|apply|drift|wait|fmt|init|seed|demo|emulator|explain)((?: (?:--?[a-z][\w-]*|[A-Z]+))*)/g),
  ].map(([, verb, rest]) => ({ verb: verb as string, flags: (rest as string).match(/--[a-z-]+/g) ?? [] }));

describe('a command of another tool', () => {
  const rows = foreignCommands.flatMap(({ words, help }) => words.map((word) => [word, help] as const));

  test.each(rows)('%s is answered with ours', async (word, help) => {
    const asked = await snapspec('/', [word, '-f', 'x.yaml']);
    expect(asked).toEqual({ code: 64, stdout: '', stderr: `error: There is no command "${word}".\n  help: ${help}\n` });
    expect(await snapspec('/', ['help', word])).toEqual(asked);
  });

  test('is listed once, and is none of ours', () => {
    const words = rows.map(([word]) => word);
    expect(new Set(words).size).toBe(words.length);
  });
});

describe('a long flag behind one dash', () => {
  test.each([
    ['-file', ['-file', 'x.yaml']],
    ['-format', ['-format=json']],
    ['-var', ['-f', 'x.yaml', '-var', 'a=b']],
  ])('%s is not read as a short one with a value', async (word, argv) => {
    const help = `error: snapspec lint has no flag ${word}.\n  help: Did you mean -${word}?\n`;
    expect(await snapspec('/', ['lint', ...argv])).toEqual({ code: 64, stdout: '', stderr: help });
  });

  test('what follows a flag that takes a value is its value, and what follows -- a name', async () => {
    for (const argv of [
      ['-f', '-file'],
      ['--', '-file'],
    ])
      expect((await snapspec('/', ['lint', ...argv])).stderr).not.toContain('has no flag');
  });
});

describe('a flag of another tool', () => {
  const rows = foreignFlags.flatMap(({ words, help }) => words.map((word) => [word, help] as const));
  const verbs = ['lint', 'plan', 'apply', 'fmt', 'drift'];

  test.each(rows)('%s is answered where it is not one of ours', async (flag, help) => {
    let answered = 0;
    for (const verb of verbs) {
      const page = await pageOf(verb);
      if (new RegExp(`(?:^|[ ,])${flag}[ ,\n]`, 'm').test(page)) continue;
      // A short flag that a verb has takes what follows as its value.
      if (/^-\w\w/.test(flag) && page.includes(` ${flag.slice(0, 2)},`)) continue;
      const { code, stderr, stdout } = await snapspec('/', [verb, flag]);
      expect({ code, stdout }, verb).toEqual({ code: 64, stdout: '' });
      expect(stderr).toContain(`error: snapspec ${verb} has no flag ${flag}.\n  help: `);
      if (stderr.includes(help)) answered += 1;
    }
    expect(answered).toBeGreaterThan(0);
  });

  test('is listed once', () => {
    const words = rows.map(([word]) => word);
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
  });

  test('what the answers name exists', async () => {
    for (const { help } of [...foreignCommands, ...foreignFlags])
      for (const { verb, flags } of commandsIn(help)) {
        const page = await pageOf(verb);
        for (const flag of flags) expect(page, `${help} names ${verb} ${flag}`).toContain(flag);
      }
  });
});

describe('what the reader of the command line refuses', () => {
  test.each<[readonly string[], string]>([
    [['plna'], 'error: There is no command "plna".\n  help: Did you mean plan?\n'],
    [['ftm'], 'error: There is no command "ftm".\n  help: Did you mean fmt?\n'],
    [['frobnicate'], 'error: There is no command "frobnicate".\n  help: snapspec --help lists the commands.\n'],
    [['help', 'foo'], 'error: There is no command "foo".\n  help: snapspec --help lists the commands.\n'],
    [['-v'], 'error: snapspec has no flag -v.\n  help: snapspec --version (or -V) prints the version.\n'],
    [['apply', '-auto-approve'], 'error: snapspec apply has no flag -auto-approve.\n  help: Did you mean --auto-approve?\n'],
    [
      ['plan', '-auto-approve'],
      'error: snapspec plan has no flag -auto-approve.\n  help: Only apply asks: snapspec apply --auto-approve.\n',
    ],
    [['plan', '-target=policies/a'], 'error: snapspec plan has no flag -target.\n  help: Did you mean --target?\n'],
    [['plan', '-var', 'x=1'], 'error: snapspec plan has no flag -var.\n  help: Did you mean --var?\n'],
    [['plan', '-out=p'], 'error: snapspec plan has no flag -out.\n  help: Did you mean --out?\n'],
    [['plan', '-detailed-exitcode'], 'error: snapspec plan has no flag -detailed-exitcode.\n  help: Did you mean --detailed-exitcode?\n'],
    [['plan', '--var_file', 'x'], 'error: snapspec plan has no flag --var_file.\n  help: Did you mean --var-file?\n'],
    [['fmt', '-check'], 'error: snapspec fmt has no flag -check.\n  help: Did you mean --check?\n'],
    [['fmt', '-diff'], 'error: snapspec fmt has no flag -diff.\n  help: Did you mean --diff?\n'],
    [['lint', '--formt', 'json'], 'error: snapspec lint has no flag --formt.\n  help: Did you mean --format?\n'],
    [['lint', '--frobnicate'], 'error: snapspec lint has no flag --frobnicate.\n  help: snapspec lint --help lists its flags.\n'],
    [['lint', '--format'], 'error: --format needs a value.\n  help: Write --format <format>. snapspec lint --help says more.\n'],
    [['lint', '--format', 'jsn'], 'error: --format jsn is not possible.\n  help: Did you mean json?\n'],
    [['apply', '--wait', 'forever'], 'error: --wait forever is not possible.\n  help: Write none, accepted or finished.\n'],
    [['ram-policy'], 'error: snapspec ram-policy needs --for <purpose>.\n  help: snapspec ram-policy --help says what it is for.\n'],
    [['show'], 'error: snapspec show needs a file.\n  help: Write snapspec show FILE. snapspec show --help says more.\n'],
    [
      ['demo', 'a', 'b', 'c'],
      'error: snapspec demo takes no arguments, and a, b and c are too much.\n  help: snapspec demo --help shows what it takes.\n',
    ],
    [
      ['lint', '-f', ''],
      'error: Cannot read "": it is a folder, not a file.\n  help: The name of a file is empty: a variable of the shell may have no value.\n',
    ],
    [
      ['lint', '-f', 'sub'],
      'error: Cannot read "sub": it is a folder, not a file.\n  help: Name a file in it, such as sub/snapspec.yaml. snapspec lint sub checks all specs in it.\n',
    ],
    [
      ['lint', '-f', '*.yaml'],
      'error: Cannot read "*.yaml": no such file.\n  help: A pattern is expanded by the shell, and only without quotes. snapspec lint FOLDER checks all specs in a folder.\n',
    ],
    [
      ['lint', 'none.yaml'],
      'error: Cannot read "none.yaml": no such file.\n  help: Check the name, or run in a folder with a snapspec.yaml.\n',
    ],
    [
      ['plan'],
      'error: Cannot read "snapspec.yaml": no such file.\n  help: Name the spec with -f FILE (- is standard input), or write a first one with snapspec init.\n',
    ],
    [
      ['emulator'],
      'error: Cannot read "local-cloud.yaml": no such file.\n  help: snapspec init writes local-cloud.yaml with a first spec, snapspec seed writes one from an account; or name another seed.\n',
    ],
  ])('%j', async (argv, stderr) => {
    const cwd = folder();
    mkdirSync(join(cwd, 'sub'));
    expect(await snapspec(cwd, argv)).toEqual({ code: 64, stdout: '', stderr });
  });

  test('help shows the page of a command, and without one that of all', async () => {
    expect(await snapspec('/', ['help', 'plan'])).toEqual(await snapspec('/', ['plan', '--help']));
    expect(await snapspec('/', ['help'])).toEqual(await snapspec('/', ['--help']));
    expect((await snapspec('/', [])).code).toBe(64);
  });

  test('nothing that was typed moves the cursor', async () => {
    for (const argv of [['a\u001b[2J'], ['lint', '--a\u001b[2J'], ['demo', 'a\u001b[2J'], ['lint', '--format', 'a\u001b[2J']]) {
      const { stderr } = await snapspec('/', argv);
      expect(stderr).not.toContain('\u001b');
      expect(stderr).toContain('error: ');
    }
  });

  test('the command line of lint alone says the same', async () => {
    const cwd = folder();
    for (const line of ['--yes', '-check', '--format jsn', '--format', '--no-color'])
      expect(await shell(cwd, `$S lint ${line}`)).toMatchObject(await snapspec(cwd, ['lint', ...line.split(' ')]));
  });
});
