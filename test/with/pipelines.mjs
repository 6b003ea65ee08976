// What a pipeline is made of, in the programs that run it: actionlint, gitlab-ci-local and pre-commit; needs go, python3 and rsync.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { load } from '../../scripts/bundle.mjs';
import { keys, serveLocalCloud } from '../../scripts/local-cloud.mjs';
import { installPackages, nodeBinary, runProgram } from './tools.mjs';

const root = join(import.meta.dirname, '../..');
const actionlint = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.7';
const gitlab = 'gitlab-ci-local@4.75.1';
const preCommit = 'pre-commit==4.7.0';
const spec = 'apiVersion: snapspec/v1\nstack: prod\nregion: cn-hangzhou\nsnapshots:\n  before: {diskId: d-1, retentionDays: 7}\n';

/** Runs a program to its end. @throws Error where it ends with another code than this one */
async function ended(program, expected, options) {
  const ran = await runProgram(program, options);
  const all = ran.out + ran.errors;
  assert.equal(ran.code, expected, `${program[0]} ${program[1].join(' ')} ended with ${ran.code}: ${all.slice(-3000)}`);
  return all;
}

/** A repository with these files committed. */
function repository(place, files) {
  rmSync(place, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
  const git = (...argv) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...argv], { cwd: place });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'x');
  return { place, git };
}

async function tarball(folder) {
  await ended(['npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder]], 0, { cwd: root });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return join(folder, `snapspec-${version}.tgz`);
}

async function checkWorkflows({ folder, tally, filesOf }) {
  await tally.check('actionlint takes the workflows of this repository and what init --ci writes', async () => {
    const bin = join(folder, 'bin');
    await ended(['go', ['install', actionlint]], 0, { env: { GOBIN: bin, GOFLAGS: '' } });
    const { place } = repository(join(folder, 'github'), filesOf('github'));
    for (const cwd of [place, root]) await ended([join(bin, 'actionlint'), ['-no-color']], 0, { cwd });
    // It can refuse: an input that the action does not have.
    const path = join(place, '.github/workflows/snapspec-prod.yml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('command: lint', 'comand: lint'));
    const refused = await ended([join(bin, 'actionlint'), ['-no-color']], 1, { cwd: place });
    assert.match(refused, /input "comand" is not defined in action/);
  });
}

async function checkGitLab({ folder, tally, filesOf, packed }) {
  const home = join(folder, 'gitlab-ci-local');
  if (!existsSync(join(home, 'node_modules'))) await installPackages(home, [gitlab]);
  const { binary } = await nodeBinary(folder, '22');
  const written = filesOf('gitlab');
  // As a person does who has no package in a registry: the input that names it, and no roles where there is no OIDC.
  const own = written['.gitlab-ci.yml']
    .replace(/ +(?:[\w-]+-role|oidc-provider): .*\n/g, '')
    .replace(/$/, '      package: ./snapspec.tgz\n');
  const { place } = repository(join(folder, 'gitlab'), {
    ...written,
    '.gitlab-ci.yml': own,
    'snapspec.yaml': spec,
    '.gitignore': 'snapspec.tgz\n',
  });
  copyFileSync(packed, join(place, 'snapspec.tgz'));
  writeFileSync(join(folder, 'seed.yaml'), 'disks: [{id: d-1}]\n');
  const cloud = await serveLocalCloud(join(root, 'dist/cli/main.cjs'), join(folder, 'seed.yaml'), folder, process.env);
  const given = { ...keys, SNAPSPEC_ARGUMENTS: '--settle=0' };
  for (const service of ['ECS', 'ECD', 'STS']) given[`ALIBABA_CLOUD_ENDPOINT_${service}`] = cloud.url;
  const flags = [
    '--force-shell-executor',
    '--no-color',
    ...Object.entries(given).flatMap(([name, value]) => ['--variable', `${name}=${value}`]),
  ];
  const env = { PATH: `${dirname(binary)}${delimiter}${process.env.PATH}`, HOME: folder };
  const job = (name, code = 0) =>
    ended([binary, [join(home, 'node_modules/gitlab-ci-local/dist/index.js'), ...flags, `snapspec-prod-${name}`]], code, {
      cwd: place,
      env,
    });
  try {
    await tally.check('gitlab-ci-local runs lint, with a Code Quality report', async () => {
      await job('lint');
      assert.equal(existsSync(join(place, 'snapspec-out/snapspec-prod/code-quality.json')), true);
    });
    await tally.check('gitlab-ci-local runs plan, then apply of exactly that plan', async () => {
      assert.match(await job('plan'), /### snapspec plan: `prod`/);
      assert.match(await job('apply'), /1 operation: 1 done\./);
      assert.match(await job('plan'), /No changes: 1 unchanged/);
    });
    await tally.check('gitlab-ci-local fails with a spec that is wrong', async () => {
      writeFileSync(join(place, 'snapspec.yaml'), spec.replace('retentionDays: 7', 'retentionDays: 0'));
      assert.match(await job('lint', 1), /error\[snapshot-retention-days-range\]/);
      const [found] = JSON.parse(readFileSync(join(place, 'snapspec-out/snapspec-prod/code-quality.json'), 'utf8'));
      assert.equal(found.location.path, 'snapspec.yaml');
    });
  } finally {
    cloud.close();
  }
}

async function checkHooks({ folder, tally }) {
  const python = join(folder, 'python/bin');
  if (!existsSync(python)) await ended(['python3', ['-m', 'venv', join(folder, 'python')]], 0);
  await ended([join(python, 'pip'), ['install', '--quiet', preCommit]], 0);
  const clone = join(folder, 'clone');
  rmSync(clone, { recursive: true, force: true });
  await ended(['git', ['clone', '--quiet', root, clone]], 0);
  const untidy = spec.replace('{diskId: d-1, ', '{  diskId: d-1 ,');
  const wrong = spec.replace('retentionDays: 7', 'retentionDays: 0');
  const { place } = repository(join(folder, 'hooked'), { 'snapspec.yaml': untidy, 'b.snapspec.yaml': wrong, 'values.yaml': 'a: [' });
  await tally.check('pre-commit try-repo on a fresh clone: it is built, and every hook looks at files with our names only', async () => {
    const said = await ended([join(python, 'pre-commit'), ['try-repo', clone, '--all-files', '--verbose', '--color=never']], 1, {
      cwd: place,
      env: { PRE_COMMIT_HOME: join(folder, 'pre-commit') },
    });
    const of = (id) => said.slice(said.indexOf(`hook id: ${id}\n`)).split(/\n[^\n]*\.{8,}/)[0];
    assert.match(of('snapspec-lint'), /exit code: 1[\s\S]*b\.snapspec\.yaml:6:/);
    assert.match(of('snapspec-lint-all'), /b\.snapspec\.yaml:6:/);
    assert.match(of('snapspec-fmt'), /files were modified by this hook/);
    assert.doesNotMatch(said, /values\.yaml/);
    assert.match(readFileSync(join(place, 'snapspec.yaml'), 'utf8'), /before: \{diskId: d-1, retentionDays: 7\}/);
  });
}

export async function run({ folder, words, tally }) {
  const { pipelineFiles } = await load('src/pipelines/index.ts', join(folder, 'pipelines.mjs'));
  const filesOf = (forge) =>
    Object.fromEntries(pipelineFiles(forge, { stack: 'prod', spec: 'snapspec.yaml' }).map(({ path, text }) => [path, text]));
  const context = { folder, tally, filesOf, packed: await tarball(folder) };
  const checks = { actionlint: checkWorkflows, gitlab: checkGitLab, hooks: checkHooks };
  for (const [name, check] of Object.entries(checks))
    if (words.length === 0 || words.includes(name)) await check(context).catch((error) => tally.fail(name, error.message));
}
