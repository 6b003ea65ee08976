// The budgets of apply: what it makes of a limit by the minute, how many calls attachments take, and what waiting costs where
// nothing goes wrong. The first two run over the local cloud's model in virtual time (test/bench), the last in real processes.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { load } from './bundle.mjs';
import { keys, serveLocalCloud } from './local-cloud.mjs';

const perMinute = 240;
const many = 1000;

async function limited({ snapshotsUnderLimit }, hold) {
  const { share, minutes, accepted, distinct, sent, refused, reads, seconds, left } = await snapshotsUnderLimit(many, perMinute);
  console.log(
    `       ${many} snapshots under ${perMinute} creates a minute: ${seconds.toFixed(0)} s over ${minutes} minutes, ${accepted} accepted of ${distinct} disks, ${left} operations left, ${reads} reads; refused by minute: ${refused.join(', ')}`,
  );
  hold('share of the allowed rate that is not used', 1 - share, 0.1, '');
  hold('creates sent for each backup', sent / many, 1.1, '');
  hold('creates accepted beyond one for each disk, or lacking', Math.abs(accepted - many) + Math.abs(distinct - many) + left, 0, '');
}

async function attached({ attachedDisks }, hold) {
  const clean = await attachedDisks(many, 0);
  hold(`writing calls to attach ${many} disks (${clean.attached} attached)`, clean.writes, 12, 'calls');
  for (const unfit of [1, 5]) {
    const { writes, refused, attached, outcomes, named } = await attachedDisks(many, unfit);
    console.log(
      `       ${unfit} refused: ${writes - clean.writes} calls more (${refused} refused), ${attached} of ${many} attached, outcomes ${JSON.stringify(outcomes)}`,
    );
    if (named.length === 0) throw new Error('no refused disk is named');
    hold(`calls more for each refused disk, ${unfit} of them`, (writes - clean.writes) / unfit, 14, 'calls');
  }
}

/** Seconds of a first apply of the quickstart and of a second one, which has nothing to do. */
function twice(what, command, cwd, env, flags, hold, budgets) {
  for (const [index, budget] of budgets.entries()) {
    const begin = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, [command, 'apply', '--auto-approve', ...flags], { cwd, env, encoding: 'utf8' });
    const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
    if (status !== 0) throw new Error(`apply ended with ${status}: ${stderr}`);
    hold(`${index === 0 ? 'first' : 'second, empty'} apply of the quickstart, ${what}`, seconds, budget, 's');
  }
}

async function waited({ root, folder, command, env }, hold) {
  for (const name of ['remote', 'local']) {
    mkdirSync(join(folder, name));
    cpSync(join(root, 'examples/quickstart'), join(folder, name), { recursive: true });
  }
  const { flags, close } = await serveLocalCloud(command, 'local-cloud.yaml', join(folder, 'remote'), env);
  try {
    // One settle time for what takes no token, and what a start, a plan and the seconds of two clocks take.
    twice('settle time of 30 s', command, join(folder, 'remote'), { ...env, ...keys }, flags, hold, [40, 10]);
  } finally {
    close();
  }
  twice('--local', command, join(folder, 'local'), env, ['--local'], hold, [10, 10]);
}

/** @param hold prints a figure, and counts it where it is over its budget */
export async function benchApply(given, hold) {
  const suite = await load('test/bench/apply.ts', join(given.folder, 'bench-apply.mjs'));
  await limited(suite, hold);
  await attached(suite, hold);
  await waited(given, hold);
}
