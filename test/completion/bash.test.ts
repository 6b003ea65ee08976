import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import codes from '../../schema/codes.js';
import { explainableCodes } from '../../src/docs/explained.ts';
import { schemaNames } from '../../src/cli/schema-names.ts';
import { folder, snapspec } from '../support/cli.ts';

let script = '';
beforeAll(async () => {
  const { code, stdout, stderr } = await snapspec(folder(), ['completion', 'bash']);
  expect([code, stderr]).toEqual([0, '']);
  script = stdout;
});

/** What a real bash offers for a line whose last word is being typed; its words are split as readline does. */
function offered(line: string, { cwd = folder(), before = '' } = {}): string[] {
  const typed = line.split(/(?<==)|(?==)|\s+/).filter((word, at, all) => word !== '' || at === all.length - 1);
  const program = `${script}\n${before}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _snapspec; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const out = execFileSync('bash', ['--norc', '--noprofile', '-c', program, 'bash', ...typed], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return out.split('\n').filter((word) => word !== '');
}

describe('completion in bash', () => {
  test('offers the verbs, and those that begin so', async () => {
    const help = (await snapspec(folder(), ['--help'])).stdout;
    const listed = [...help.slice(help.indexOf('Commands:')).matchAll(/^ {2}([a-z-]+)/gm)].map((found) => found[1] as string);
    expect(listed.length).toBeGreaterThan(14);
    expect(offered('snapspec ').sort()).toEqual(listed.sort());
    expect(offered('snapspec dr')).toEqual(['drift']);
    expect(offered('snapspec --v')).toEqual(['--version']);
    expect(offered('snapspec help app')).toEqual(['apply']);
  });

  test.each(['lint', 'plan', 'apply', 'wait', 'fmt', 'emulator', 'ram-policy', 'mcp', 'seed', 'explain', 'completion'])(
    'offers the flags of %s',
    async (verb) => {
      const help = (await snapspec(folder(), ['help', verb])).stdout;
      const flags = [...help.slice(help.indexOf('Options:')).matchAll(/^ {2}(?:(-\w), )?(--[a-z-]+)/gm)].flatMap((found) =>
        [found[1], found[2]].filter((name) => name !== undefined),
      );
      expect(flags.length).toBeGreaterThan(0);
      expect(offered(`snapspec ${verb} -`).sort()).toEqual(flags.sort());
    },
  );

  test('offers the values of a flag, written either way', () => {
    expect(offered('snapspec plan --format ')).toEqual(['text', 'github', 'gitlab', 'json', 'junit', 'markdown', 'sarif']);
    expect(offered('snapspec plan --format ma')).toEqual(['markdown']);
    expect(offered('snapspec plan --format=s')).toEqual(['sarif']);
    expect(offered('snapspec plan --format=')).toContain('json');
    expect(offered('snapspec apply --format nd')).toEqual(['ndjson']);
    expect(offered('snapspec lint --format con')).toEqual(['concise']);
    expect(offered('snapspec apply -f a.yaml --wait f')).toEqual(['finished']);
    expect(offered('snapspec ram-policy --for ')).toEqual(['plan', 'apply', 'prune']);
    expect(offered('snapspec completion ')).toEqual(['bash', 'zsh', 'fish']);
    expect(offered('snapspec schema ')).toEqual([...schemaNames]);
  });

  test('offers every code to explain, and the severities of every rule', () => {
    expect(offered('snapspec explain ').sort()).toEqual([...explainableCodes()].sort());
    expect(offered('snapspec explain Forbidden.R')).toEqual(['Forbidden.RAM', 'Forbidden.RiskControl']);
    expect(offered('snapspec explain snapshot-retention-days-r')).toEqual(['snapshot-retention-days-range']);
    expect(offered('snapspec lint --rule ').sort()).toEqual(codes.map((code) => `${code}=`).sort());
    expect(offered('snapspec lint --rule unknown-key=')).toEqual(['off', 'info', 'warning', 'error']);
    expect(offered('snapspec lint --rule unknown-key=w')).toEqual(['warning']);
  });

  test('offers nothing where anything can stand, and nothing of a flag that is given already as its value', () => {
    expect(offered('snapspec plan --timeout ')).toEqual([]);
    expect(offered('snapspec plan --var a=')).toEqual([]);
    expect(offered('snapspec nothing ')).toEqual([]);
  });

  test('leaves files to bash, and lists them itself where bash is too old for that', () => {
    const cwd = folder({ 'a b.yaml': '', 'a.yaml': '' });
    mkdirSync(join(cwd, 'abc'));
    writeFileSync(join(cwd, 'abc/x'), '');
    const old = 'compopt() { return 1; }';
    expect(offered('snapspec plan -f a', { cwd, before: old }).sort()).toEqual(['a b.yaml', 'a.yaml', 'abc']);
    expect(offered('snapspec plan --allow-path a', { cwd, before: old })).toEqual(['abc']);
    expect(offered('snapspec fmt a', { cwd, before: old }).sort()).toEqual(['a b.yaml', 'a.yaml', 'abc']);
    expect(offered('snapspec plan -f a', { cwd, before: 'compopt() { echo "asked $*" >&2; COMPREPLY=("$*"); }' })).toEqual(['-o default']);
  });

  test('expands nothing of what it offers', () => {
    expect(script).not.toMatch(/words='[^']*[$`\\][^']*'/);
    expect(execFileSync('bash', ['-n', '-c', script], { encoding: 'utf8' })).toBe('');
  });
});
