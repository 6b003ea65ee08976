import { describe, expect, test } from 'vitest';
import { cellsOf } from '../../../src/report/terminal/wrap.ts';
import { applyBegins, applyGoesOn, applyProgress } from '../../../src/report/progress/apply-progress.ts';
import { heartbeat } from '../../../src/report/progress/heartbeat.ts';
import { liveList } from '../../../src/report/progress/live-list.ts';
import { durationText } from '../../../src/report/progress/progress.ts';
import type { Progress } from '../../../src/report/progress/progress.ts';
import type { ApplyEvent } from '../../../src/plan/receipt.ts';
import { createOf } from '../../support/operations.ts';
import { desired } from '../../support/resources.ts';

const start = 1_000_000;
const [first, second] = ['a', 'b'].map((key) => createOf(desired('snapshots', { key, props: { diskId: `d-${key}` } })));

function stateAfter(...events: readonly ApplyEvent[]): Progress {
  const begun = applyBegins(2, start);
  return applyProgress(events.reduce((state, event, at) => applyGoesOn(state, event, start + (at + 1) * 1_000), begun));
}

const ended = (operation: typeof first, outcome: 'done' | 'failed'): ApplyEvent => ({
  type: 'ended',
  operation: operation!,
  result: { id: operation!.id, address: operation!.address, action: 'create', outcome },
});

describe('how far an apply is', () => {
  test('names what is under way since it began, with what it waits for and its percent', () => {
    const progress = stateAfter(
      { type: 'started', operation: first! },
      { type: 'waiting', operation: first!, seconds: 3, why: 'until it is finished', percent: 40 },
    );
    expect(progress.doing).toEqual([
      { subject: 'snapshots/a', what: 'take the snapshot: until it is finished', since: start + 1_000, percent: 40 },
    ]);
    expect(progress.summary).toBe('0 of 2 operations ended');
  });

  test('counts what ended, and what of it did not end as planned', () => {
    const progress = stateAfter({ type: 'started', operation: first! }, ended(first, 'failed'), ended(second, 'done'));
    expect(progress.doing).toEqual([]);
    expect(progress.summary).toBe('2 of 2 operations ended, 1 not as planned; reading the cloud again');
  });

  test('says what the last look waits for', () => {
    const progress = stateAfter(ended(first, 'done'), ended(second, 'done'), {
      type: 'settling',
      what: 'waiting until everything is listed',
    });
    expect(progress.summary).toBe('2 of 2 operations ended; waiting until everything is listed');
  });
});

const many: Progress = {
  since: start,
  doing: Array.from({ length: 40 }, (_, at) => ({
    subject: `snapshots/${'备份'.repeat(at % 9)}-${at}`,
    what: 'take the snapshot: until it is listed',
    since: start,
    ...(at % 2 === 0 && { percent: at }),
  })),
  summary: '960 of 1000 operations ended',
};

describe('the live list', () => {
  test.each([20, 40, 60, 80, 150])('has no line wider than %i columns, and no more lines than the terminal', (columns) => {
    for (const rows of [4, 10, 24, 60]) {
      const lines = liveList(many, start + 65_000, { columns, rows, color: true });
      expect(lines.length).toBeLessThan(rows);
      for (const line of lines) expect(cellsOf(line), line).toBeLessThan(columns);
    }
  });

  test('shows subject, state, percent and time, and counts what it leaves out', () => {
    const lines = liveList(many, start + 65_000, { columns: 80, rows: 8, color: false });
    expect(lines.slice(0, 2)).toEqual([
      '  snapshots/-0              take the snapshot: until it is lis…  0%  1 min 05 s',
      '  snapshots/备份-1          take the snapshot: until it is lis…      1 min 05 s',
    ]);
    expect(lines.slice(-2)).toEqual(['  and 36 more', '960 of 1000 operations ended, 1 min 05 s']);
  });

  test('lets no text of the cloud move the cursor or look like a command of CI', () => {
    const hostile = { ...many, doing: [{ subject: 'a\x1b[2Jb', what: '##[error]x', since: start }] };
    const [line] = liveList(hostile, start, { columns: 80, rows: 24, color: false });
    expect(line).not.toMatch(/\x1b|##\[/);
  });
});

test('a heartbeat says what goes on for longest', () => {
  expect(heartbeat(many, start + 65_000)).toBe(
    'Still at it after 1 min 05 s: 960 of 1000 operations ended. snapshots/-0: take the snapshot: until it is listed, 1 min 05 s.\n',
  );
});

test.each([
  [0, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min 00 s'],
  [3_725_000, '1 h 02 min'],
])('%i ms are %s', (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text);
});
