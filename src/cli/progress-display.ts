import { terminalOutput } from '../escape/terminal.ts';
import { heartbeat } from '../report/progress/heartbeat.ts';
import { liveList } from '../report/progress/live-list.ts';
import type { Progress } from '../report/progress/progress.ts';
import type { LiveArea } from './live-area.ts';

/** Asked again and again how far a run is; undefined while there is nothing to tell. */
export type ProgressSource = () => Progress | undefined;

/** Shows how far a run is: as a list that is drawn again and again, or as a line from time to time. */
export type ProgressDisplay = {
  /** A list is drawn: lines of progress need not be printed. */
  readonly isLive: boolean;
  /** From now on this is shown, in place of what was shown before. */
  readonly show: (source: ProgressSource) => void;
};

/** What the display is shown on. */
export type DisplayPlace = {
  /** Absent for what is no terminal. */
  readonly area: LiveArea | undefined;
  readonly columns: () => number | undefined;
  readonly rows: () => number | undefined;
  readonly color: () => boolean;
  readonly print: (text: string) => void;
  /** When something was printed last, in milliseconds since 1970. */
  readonly printedAt: () => number;
  readonly now: () => number;
};

/** Milliseconds between two drawings. */
const redraw = 200;
/** A run that is shorter shows nothing. */
const first = 1_000;
/** Milliseconds without a line, after which a log is told that the run goes on. */
const silence = 15_000;

/** The lines of an area at this moment. */
function linesNow(source: ProgressSource, { columns, rows, color, now }: DisplayPlace): readonly string[] {
  const progress = source();
  if (progress === undefined || now() - progress.since < first) return [];
  return liveList(progress, now(), { columns: columns() ?? 80, rows: rows() ?? 24, color: color() }).map((line) =>
    terminalOutput(line, { color }),
  );
}

function beat(source: ProgressSource, { print, printedAt, now }: DisplayPlace): void {
  const progress = source();
  if (progress !== undefined && now() - Math.max(progress.since, printedAt()) >= silence) print(heartbeat(progress, now()));
}

/**
 * A display that lives as long as its process, and never holds it.
 * @param every calls back again and again
 */
export function progressDisplay(
  place: DisplayPlace,
  every: (milliseconds: number, act: () => void) => void = (milliseconds, act) => void setInterval(act, milliseconds).unref(),
): ProgressDisplay {
  let current: ProgressSource | undefined;
  const tick = (): void => {
    if (current === undefined) return;
    if (place.area === undefined) beat(current, place);
    else place.area.draw(linesNow(current, place));
  };
  return {
    isLive: place.area !== undefined,
    show: (source) => {
      if (current === undefined) every(place.area === undefined ? first : redraw, tick);
      current = source;
    },
  };
}
