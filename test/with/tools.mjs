import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Counts and prints what passed and what failed. */
export class Tally {
  passed = 0;
  failed = 0;

  pass(name) {
    this.passed += 1;
    console.log(`  ok ${name}`);
  }

  fail(name, why) {
    this.failed += 1;
    console.log(`  FAIL ${name}: ${why}`);
  }

  /** Runs one check, which throws where it fails. */
  async check(name, run) {
    try {
      await run();
      this.pass(name);
    } catch (error) {
      this.fail(name, error.message);
    }
  }
}

/**
 * Runs a program to its end; `line` is given each line of its output as it comes.
 * A program that cannot be started ends with code 127, as in a shell.
 */
export function runProgram([file, args], { cwd, env = {}, line = () => {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, rest, errors] = ['', '', ''];
    child.stdout.on('data', (data) => {
      const lines = (rest + data).split('\n');
      rest = lines.pop();
      out += data;
      lines.forEach(line);
    });
    child.stderr.on('data', (data) => (errors += data));
    child.on('error', (error) => resolve({ code: 127, out, errors: `${error.message}: is it installed?` }));
    child.on('close', (code) => resolve({ code, out, errors }));
  });
}

/**
 * Installs packages of npm into a folder of their own.
 * @throws Error where npm cannot
 */
export async function installPackages(folder, packages) {
  mkdirSync(folder, { recursive: true });
  // The package `node` brings its binary by a script, which npm runs only where it is allowed.
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }));
  // Under `npm run` the settings of this project and of that command would hold: engine-strict, silence.
  const flags = ['--no-audit', '--no-fund', '--no-save', '--engine-strict=false', '--loglevel=error'];
  const { code, errors } = await runProgram(['npm', ['install', ...flags, ...packages]], { cwd: folder });
  if (code !== 0) throw new Error(`npm cannot install ${packages.join(', ')}: ${errors.trim().split('\n').slice(-3).join(' ')}`);
}

/** The path of the binary of a Node version, such as `22` or `20.19.0`, from the package `node` of npm. */
export async function nodeBinary(folder, version) {
  const place = join(folder, `node-${version}`);
  const binary = join(place, 'node_modules/node/bin/node');
  if (!existsSync(binary)) await installPackages(place, [`node@${version}`]);
  const { code, out, errors } = await runProgram([binary, ['--version']]);
  if (code !== 0 || !out.startsWith(`v${version}`)) throw new Error(`node@${version} does not run here: ${errors || out}`);
  return { binary, version: out.trim() };
}
