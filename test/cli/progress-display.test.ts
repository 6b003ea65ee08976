import { describe, expect, test } from 'vitest';
import { LiveArea } from '../../src/cli/live-area.ts';
import { progressDisplay } from '../../src/cli/progress-display.ts';
import type { DisplayPlace } from '../../src/cli/progress-display.ts';
import type { Progress } from '../../src/report/progress/progress.ts';

/** A terminal of a few lines that obeys what the display writes: carriage return, up, erase below. */
class Screen {
  lines: string[] = [''];
  columns: number;

  constructor(columns: number) {
    this.columns = columns;
  }

  readonly write = (text: string): void => {
    for (const [, up, below, newLine, char] of text.matchAll(/\x1b\[(\d+)A|(\x1b\[0J)|(\n)|([^\r\x1b])/gu))
      if (up !== undefined) this.lines.length -= Number(up);
      else if (below !== undefined) this.lines[this.lines.length - 1] = '';
      else if (newLine !== undefined) this.lines.push('');
      else if (this.lines.at(-1)?.length === this.columns) this.lines.push(char ?? '');
      else this.lines.push((this.lines.pop() ?? '') + (char ?? ''));
  };

  /** A narrower terminal wraps what stands on it. */
  narrow(columns: number): void {
    this.columns = columns;
    this.lines = this.lines.flatMap((line) => line.match(new RegExp(`.{1,${columns}}`, 'g')) ?? ['']);
  }
}

const at = (seconds: number, doing: readonly string[] = []): Progress => ({
  since: 0,
  doing: doing.map((subject) => ({ subject, what: 'take the snapshot', since: 0 })),
  summary: `at ${seconds}`,
});

function display(screen: Screen | undefined, place: Partial<DisplayPlace> = {}) {
  const printed: string[] = [];
  let tick = (): void => {};
  const area = screen && new LiveArea(screen.write, () => screen.columns);
  const made = progressDisplay(
    {
      area,
      columns: () => screen?.columns,
      rows: () => 24,
      color: () => false,
      print: (text) => printed.push(text),
      printedAt: () => 0,
      now: () => 0,
      ...place,
    },
    (_, act) => (tick = act),
  );
  return { ...made, area, printed, tick: () => tick() };
}

describe('on a terminal', () => {
  test('a list is drawn over the one before, and leaves nothing behind', () => {
    const screen = new Screen(60);
    let progress: Progress | undefined = at(2, ['snapshots/a', 'snapshots/b']);
    const shown = display(screen, { now: () => 2_000 });
    shown.show(() => progress);
    shown.tick();
    expect(screen.lines.map((line) => line.trim())).toEqual([
      expect.stringMatching(/^snapshots\/a .*2 s$/),
      expect.stringMatching(/^snapshots\/b .*2 s$/),
      'at 2, 2 s',
      '',
    ]);
    progress = at(3, ['snapshots/b']);
    shown.tick();
    expect(screen.lines).toHaveLength(3);
    progress = undefined;
    shown.tick();
    expect(screen.lines).toEqual(['']);
  });

  test('a terminal that becomes narrower keeps no remains of the wider list', () => {
    const screen = new Screen(100);
    const shown = display(screen, { now: () => 2_000 });
    screen.write('printed before\n');
    shown.show(() => at(2, ['snapshots/a', 'snapshots/b']));
    shown.tick();
    screen.narrow(40);
    shown.tick();
    expect(screen.lines.filter((line) => line.includes('snapshots/'))).toHaveLength(2);
    expect(screen.lines[0]).toBe('printed before');
    shown.area?.clear();
    expect(screen.lines).toEqual(['printed before', '']);
  });

  test('what takes less than a second shows nothing', () => {
    const screen = new Screen(60);
    const shown = display(screen, { now: () => 900 });
    shown.show(() => at(0, ['snapshots/a']));
    shown.tick();
    expect(screen.lines).toEqual(['']);
  });
});

describe('in a log', () => {
  test.each([
    ['nothing before fifteen seconds without a line', 14_000, 0, 0],
    ['a line after them', 15_000, 0, 1],
    ['nothing where something was printed meanwhile', 15_000, 9_000, 0],
  ])('%s', (_, now, printedAt, lines) => {
    const shown = display(undefined, { now: () => now, printedAt: () => printedAt });
    shown.show(() => at(3, ['snapshots/a']));
    shown.tick();
    expect(shown.printed).toHaveLength(lines);
    expect(shown.isLive).toBe(false);
  });
});

test('nothing is drawn over a question, and nothing of it is erased', async () => {
  const screen = new Screen(40);
  const area = new LiveArea(screen.write, () => screen.columns);
  area.draw(['reading']);
  await area.hold(async () => {
    screen.write('Apply? ');
    area.draw(['reading: 2 s']);
    area.clear();
  });
  expect(screen.lines).toEqual(['Apply? ']);
  area.draw(['again']);
  expect(screen.lines).toContain('Apply? again');
});
