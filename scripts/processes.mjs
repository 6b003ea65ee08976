// The built command line in real processes against the local cloud over HTTP, killed, interrupted and run twice at once:
//   npm run processes -- --kills N --signals N --pairs N [--seed S] [--lag] [--at-once N] [--minutes N] [--settle S]
// Every second trial meets listings that lag, replicas of different age, late commits and lost answers, all of it below the
// settle time; with --lag every one. The same seed makes the same cloud and chooses the same moment. With
// --settle 0 something else is declared than what holds: then it must break. Ends with 1 where a
// declared backup is there twice or not at all, where a receipt or an exit code is untrue, or where something foreign was
// changed; the log of such a trial is kept.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { load } from './bundle.mjs';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '0' },
    signals: { type: 'string', default: '0' },
    pairs: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    lag: { type: 'boolean', default: false },
    'at-once': { type: 'string', default: '6' },
    minutes: { type: 'string' },
    settle: { type: 'string' },
    built: { type: 'string', default: join(root, 'dist/cli/main.cjs') },
    logs: { type: 'string', default: join(tmpdir(), 'snapspec-processes') },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'snapspec-processes-'));

const columns = ['runs', 'lagging', 'missed', 'twice', 'lost', 'untrue', 'others', 'twins', 'inert', 'slowest'];
const heads = {
  runs: 'runs',
  lagging: 'under lag',
  missed: 'signal missed it',
  twice: 'backups twice',
  lost: 'backups lost',
  untrue: 'untrue outcomes',
  others: 'other breaks',
  twins: 'twins named',
  inert: 'with inert policies',
  slowest: 'slowest end, s',
};

try {
  const { campaign, sorts } = await load('test/processes/campaign.ts', join(folder, 'campaign.mjs'));
  const until = values.minutes === undefined ? undefined : Date.now() + Number(values.minutes) * 60_000;
  const lines = [];
  let failed = 0;
  for (const name of Object.keys(sorts)) {
    const count = Number(values[name]);
    if (count === 0) continue;
    const began = performance.now();
    const tally = await campaign(name, {
      command: values.built,
      count,
      seed: Number(values.seed),
      lag: values.lag,
      atOnce: Number(values['at-once']),
      logs: values.logs,
      ...(until && { until }),
      ...(values.settle !== undefined && { settle: Number(values.settle) }),
      onBroken: (line) => console.log(line),
    });
    failed += tally.failed;
    const cells = columns.map((column) => (column === 'slowest' ? tally.slowest.toFixed(2) : String(tally[column])));
    lines.push(`| ${name} | ${cells.join(' | ')} |`);
    console.log(`${name}: ${tally.runs} trials in ${((performance.now() - began) / 1000).toFixed(0)} s, ${tally.failed} broken`);
  }
  console.log(`| | ${columns.map((column) => heads[column]).join(' | ')} |\n|${' --- |'.repeat(columns.length + 1)}\n${lines.join('\n')}`);
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
