import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect } from 'vitest';
import { systemClock } from '../../src/engine/system-clock.ts';
import { snapspec } from './cli.ts';

/** A fenced block of a page: its language, its text, and where the text stands in the page. */
type Block = { readonly language: string; readonly text: string; readonly start: number; readonly end: number };

function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((found) => {
    const start = found.index + (found[1] as string).length + 4;
    return { language: found[1] as string, text: found[2] as string, start, end: start + (found[2] as string).length };
  });
}

/** What a person types, and what it prints. */
const typedIn = (block: string): { command: string; output: string }[] =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => ({ command: part.slice(0, part.indexOf('\n')), output: part.slice(part.indexOf('\n') + 1) }));

/** Words of a line, with those in quotes whole. */
const wordsOf = (line: string): string[] =>
  (line.match(/'[^']*'|"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^(['"])([\s\S]*)\1$/, '$2'));

/** The day on which the pages were written: a first spec names its month. */
const clock = { ...systemClock, now: () => Date.parse('2026-11-26T10:00:00Z') };

/** The folder of a page, in which its commands run one after the other. */
class Shell {
  private readonly root: string;
  private cwd: string;
  private code = 0;

  constructor(root: string) {
    this.root = root;
    this.cwd = root;
  }

  /** `# snapspec.yaml` as the first line of a block makes that file of it. */
  write({ text }: Block): void {
    const [, name] = /^# ([\w./-]+\.ya?ml)\n/.exec(text) ?? [];
    if (name === undefined) return;
    const path = join(this.cwd, name);
    expect(relative(this.root, path)).not.toMatch(/^\.\./);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text.slice(text.indexOf('\n') + 1));
  }

  /** What a command prints on standard output. */
  async run(line: string): Promise<string> {
    const [command = '', ...rest] = line.split('; ');
    const [name, ...argv] = wordsOf(command.replace(/ {2,}# .*$/, ''));
    let out = '';
    if (name === 'cd') this.cwd = resolve(this.cwd, argv[0] as string);
    else if (name === 'sed') this.edit(argv);
    else if (name === 'cat') out = readFileSync(join(this.cwd, argv[0] as string), 'utf8');
    else if (name === 'snapspec') {
      const ran = await snapspec(this.cwd, argv, argv[0] === 'init' ? { clock } : {});
      this.code = ran.code;
      // What is typed wrong on a page is no example of anything.
      expect(ran.code, `${line}\n${ran.stderr}`).not.toBe(70);
      if (!rest.includes('echo $?')) expect([0, 1, 2], `${line}\n${ran.stderr}`).toContain(ran.code);
      out = ran.stdout === '' && ran.code !== 0 ? ran.stderr : ran.stdout;
    } else expect.unreachable(`the page types ${line}`);
    return rest.includes('echo $?') ? `${out}${this.code}\n` : out;
  }

  /** `sed -i 's/FROM/TO/' FILE`, the one editor of a page. */
  private edit([flag, script, file]: readonly string[]): void {
    const found = /^s\/(.*)\/(.*)\/$/.exec(script ?? '');
    expect(flag).toBe('-i');
    const path = join(this.cwd, file as string);
    const before = readFileSync(path, 'utf8');
    expect(before, 'the text to replace is there').toContain(found?.[1]);
    writeFileSync(path, before.replace(found?.[1] as string, found?.[2] as string));
  }
}

/** What a page says is printed: `…` alone on a line stands for some lines, at the end of a line for the rest of it. */
function matches(says: string, printed: string): boolean {
  const escaped = says
    .split('\n')
    .map((line) => (line === '…' ? '(?:.*\\n)*?.*' : line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/…$/, '.*')))
    .join('\n');
  return new RegExp(`^${escaped}$`).test(printed);
}

/** The texts end with one line feed, and a page may have a blank line before the next command. */
const trimmed = (text: string): string => text.replace(/\n+$/, '\n');

/**
 * Does what a page says, block by block in one folder, and compares what is printed. With UPDATE_PAGES the page is given back
 * with what is printed now.
 */
export async function execute(page: string, folder: string): Promise<string> {
  const shell = new Shell(folder);
  let updated = '';
  let at = 0;
  for (const block of blocksOf(page)) {
    if (block.language === 'yaml') shell.write(block);
    if (block.language !== 'console') continue;
    let text = '';
    for (const { command, output } of typedIn(block.text)) {
      const printed = trimmed(await shell.run(command));
      const says = trimmed(output);
      const isRight = matches(says, printed);
      if (!process.env['UPDATE_PAGES'] && !isRight) expect(printed, command).toBe(says);
      text += `$ ${command}\n${isRight ? output : printed}`;
    }
    updated += page.slice(at, block.start) + text;
    at = block.end;
  }
  return updated + page.slice(at);
}

/** The commands of a page that are not run: those of blocks for the shell, and of blocks without a language. */
export const commandsNamed = (page: string): string[][] =>
  blocksOf(page)
    .filter(({ language }) => language === 'sh' || language === '')
    .flatMap(({ text }) => text.split('\n'))
    .map((line) => /^\s*(?:npx )?snapspec (.*)$/.exec(line)?.[1])
    .filter((rest) => rest !== undefined)
    .map((rest) => wordsOf(rest.replace(/\s+#.*$/, '')));
