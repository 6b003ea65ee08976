import { cellsOf } from '../report/terminal/wrap.ts';

/** Where lines are drawn in place of those drawn before, below everything that was printed. */
export class LiveArea {
  private drawn: readonly string[] = [];
  private isHeld = false;
  private readonly write: (text: string) => void;
  private readonly columns: () => number | undefined;

  constructor(write: (text: string) => void, columns: () => number | undefined) {
    this.write = write;
    this.columns = columns;
  }

  /** @param lines none to leave nothing */
  draw(lines: readonly string[]): void {
    if (this.isHeld || (lines.length === 0 && this.drawn.length === 0)) return;
    this.write(this.erasure() + lines.map((line) => `${line}\n`).join(''));
    this.drawn = lines;
  }

  /** What is printed from now on stands where the lines stood. */
  clear(): void {
    this.draw([]);
  }

  /** Draws nothing while something else writes where the lines would stand, such as a question and its answer. */
  async hold<T>(other: () => Promise<T>): Promise<T> {
    this.clear();
    this.isHeld = true;
    try {
      return await other();
    } finally {
      this.isHeld = false;
    }
  }

  /** Goes up to the first line that was drawn, and erases from there. A terminal that became narrower has wrapped them. */
  private erasure(): string {
    const width = this.columns() ?? Number.POSITIVE_INFINITY;
    const rows = this.drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(cellsOf(line) / width)), 0);
    return rows === 0 ? '' : `\r\x1b[${rows}A\x1b[0J`;
  }
}
