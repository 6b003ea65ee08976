import { Command } from 'commander';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Host } from '../../src/cli/host.ts';
import { lintVerb } from '../../src/cli/lint-verb.ts';
import type { LoadLint } from '../../src/cli/lint-verb.ts';
import { PlainCommand } from '../../src/cli/plain-command.ts';

type Read = { readonly names: readonly string[]; readonly options: { readonly [name: string]: unknown } };

/** `lint`, which only says what it was given. */
function told(): { readonly load: LoadLint; readonly given: () => Read | undefined } {
  let given: Read | undefined;
  const lint: Awaited<ReturnType<LoadLint['lint']>>['lint'] = async (names, options) => {
    given = { names, options };
    return 0;
  };
  return { load: { lint: async () => ({ lint }), live: async () => ({ lintLive: lint }) }, given: () => given };
}

const host = {} as Host;

async function plainly(argv: readonly string[]): Promise<Read | undefined> {
  const { load, given } = told();
  await lintVerb(new PlainCommand(), load, host, () => {}).read(argv)?.();
  return given();
}

async function byTheLibrary(argv: readonly string[]): Promise<Read | undefined> {
  const { load, given } = told();
  const command = lintVerb(new Command('lint'), load, host, () => {})
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  await command.parseAsync([...argv], { from: 'user' }).catch(() => {});
  return given();
}

const words = [
  ...['-f', '--file', '--format', '--fail-on', '--strict', '--no-strict', '--rule', '--all', '--no-ignores', '--fix', '--unsafe'],
  ...['--var', '--var-file', '--allow-path', '--local', '--local-seed', '--timeout', '--max-calls', '--endpoint-ecs'],
  ...['a.yaml', '-', '', 'json', 'error', 'unknown-key=off', 'a=b', '--', '-x', '-fa.yaml', '--file=a.yaml', '--file=', '--format=sarif'],
  ...['--format=xml', '--fix=yes', '--fixx', '-file', '-h', '--help', '--rule=a=b', '--no-file', '--ignores', '-1'],
];

describe('a command line without doubt', () => {
  test('is read as the library reads it', async () => {
    let read = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...words), { maxLength: 6 }), async (argv) => {
        const found = await plainly(argv);
        if (found === undefined) return;
        read++;
        expect(found).toEqual(await byTheLibrary(argv));
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(200);
  });

  test.each([
    [['-f', 'a.yaml'], { names: [], options: { file: ['a.yaml'] } }],
    [['a.yaml', '--fix', 'b.yaml'], { names: ['a.yaml', 'b.yaml'], options: { fix: true } }],
    [['-f', '-', '--file=b.yaml', '--no-strict'], { names: [], options: { file: ['-', 'b.yaml'], strict: false } }],
    [['--no-ignores', '--rule', 'a=off', '--fail-on=info'], { names: [], options: { ignores: false, rule: ['a=off'], failOn: 'info' } }],
    [['--format', 'json', '--format', 'sarif'], { names: [], options: { format: 'sarif' } }],
  ])('%j', async (argv, { names, options }) => {
    expect(await plainly(argv)).toEqual({ names, options: { format: 'text', ignores: true, ...options } });
  });

  test.each([
    ['--help'],
    ['--fixx'],
    ['--format', 'xml'],
    ['-f'],
    ['-f', '--fix'],
    ['--fix=yes'],
    ['--', 'a.yaml'],
    ['-fa.yaml'],
    ['--file='],
  ])('%j %j is left to the library', async (...argv) => expect(await plainly(argv.filter((word) => word !== undefined))).toBeUndefined());
});
