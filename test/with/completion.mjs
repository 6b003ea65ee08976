import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './tools.mjs';

const root = join(import.meta.dirname, '../..');
const command = join(root, 'dist/cli/main.cjs');

/** A shell of this machine, or unpacked from the packages of Debian or Ubuntu, without installing anything. */
async function shellIn(folder, name, packages) {
  const found = await runProgram(['sh', ['-c', `command -v ${name}`]]);
  if (found.code === 0) return { binary: found.out.trim(), env: {} };
  const place = join(folder, name);
  const binary = [`usr/bin/${name}`, `bin/${name}`].map((path) => join(place, path)).find(existsSync);
  if (binary === undefined) {
    mkdirSync(place, { recursive: true });
    const downloaded = await runProgram(['apt-get', ['download', ...packages]], { cwd: place });
    if (downloaded.code !== 0)
      throw new Error(`apt-get cannot download ${packages.join(', ')}: ${downloaded.errors.trim().split('\n').at(-1)}`);
    for (const file of readdirSync(place).filter((one) => one.endsWith('.deb'))) {
      const { code, errors } = await runProgram(['dpkg', ['-x', file, '.']], { cwd: place });
      if (code !== 0) throw new Error(errors);
    }
    return shellIn(folder, name, packages);
  }
  const libraries = readdirSync(join(place, 'usr/lib'), { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() ? [join(place, 'usr/lib', one.name)] : [],
  );
  return { binary, place, env: { LD_LIBRARY_PATH: libraries.join(':') } };
}

/** Types a line and Tab into an interactive shell on a terminal of its own, and gives what is shown after it. */
const typist = `
import os, pty, re, select, sys, time
argv, lines, line = sys.argv[1].split('\\x1f'), sys.argv[2].split('\\x1f'), sys.argv[3]
pid, fd = pty.fork()
if pid == 0:
    os.environ.update({'TERM': 'dumb', 'COLUMNS': '200', 'LINES': '400'})
    os.execv(argv[0], argv)
def read(seconds, until=None):
    out, end = b'', time.time() + seconds
    while time.time() < end:
        if select.select([fd], [], [], 0.1)[0]:
            try: out += os.read(fd, 65536)
            except OSError: break
        if until and until in out: break
    return out.decode('utf8', 'replace')
read(1.0)
for one in lines:
    os.write(fd, one.encode() + b'\\n'); read(0.5)
os.write(fd, b'echo RE""ADY\\n'); read(20, b'READY')
read(0.3)
os.write(fd, line.encode() + b'\\t'); shown = read(1.5)
os.write(fd, b'\\t'); shown += read(2.0)
print(shown)
os.kill(pid, 9)
`;

async function typed(shell, argv, setup, line, cwd) {
  const python = ['python3', ['-c', typist, [shell.binary, ...argv].join('\x1f'), setup.join('\x1f'), line]];
  const { code, out, errors } = await runProgram(python, { cwd, env: { ...shell.env, HOME: cwd, PS1: '$ ', snapspec: command } });
  if (code !== 0) throw new Error(errors);
  // What a terminal obeys is left out.
  return out.replace(/\x1b\[[0-9;?]*[A-Za-z]|[\x07\r]|.\x08/g, '');
}

const lines = [
  ['snapspec dri', /drift/],
  ['snapspec plan --form', /--format/],
  ['snapspec plan --format ma', /markdown/],
  ['snapspec explain snapshot-retention-days-r', /snapshot-retention-days-range/],
  ['snapspec lint --rule unknown-key=war', /unknown-key=warning/],
  ['snapspec plan -f some-s', /some-spec\.yaml/],
];

export async function run({ folder, tally }) {
  const cwd = mkdtempSync(join(tmpdir(), 'snapspec-completion-'));
  writeFileSync(join(cwd, 'some-spec.yaml'), '');
  try {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { code, out } = await runProgram([process.execPath, [command, 'completion', shell]]);
      assert.equal(code, 0);
      writeFileSync(join(cwd, `completion.${shell}`), out);
    }
    await tally.check('bash', async () => {
      const bash = await shellIn(folder, 'bash', ['bash']);
      for (const [line, expected] of lines)
        assert.match(await typed(bash, ['--norc', '--noprofile', '-i'], ['source completion.bash'], line, cwd), expected, line);
    });
    await tally.check('zsh', async () => {
      const zsh = await shellIn(folder, 'zsh', ['zsh', 'zsh-common']);
      const modules = zsh.place === undefined ? [] : zshModules(zsh.place);
      const setup = [...modules, 'unsetopt zle_bracketed_paste', 'autoload -Uz compinit && compinit -D -u', 'source completion.zsh'];
      for (const [line, expected] of lines) assert.match(await typed(zsh, ['-f', '-i'], setup, line, cwd), expected, line);
    });
    await tally.check('fish', async () => {
      const fish = await shellIn(folder, 'fish', ['fish', 'fish-common', 'libpcre2-32-0']);
      const functions = fish.place === undefined ? '' : `set fish_function_path ${join(fish.place, 'usr/share/fish/functions')}; `;
      for (const [line, expected] of lines) {
        const { out, errors } = await runProgram(
          [fish.binary, ['--no-config', '-c', `${functions}source completion.fish; complete -C ${JSON.stringify(line)}`]],
          { cwd, env: { ...fish.env, HOME: cwd } },
        );
        assert.match(out, expected, `${line}: ${errors}`);
      }
    });
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** Where an unpacked zsh has its modules and functions. */
function zshModules(place) {
  const folders = (path) => readdirSync(path, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [join(path, one.name)] : []));
  const [modules] = folders(join(place, 'usr/lib'))
    .map((one) => join(one, 'zsh'))
    .filter(existsSync)
    .flatMap(folders);
  const functions = [join(place, 'usr/share/zsh/functions'), ...folders(join(place, 'usr/share/zsh/functions'))];
  const nested = functions.flatMap(folders);
  return [`module_path=(${modules})`, `fpath=(${[...functions, ...nested].join(' ')})`];
}
