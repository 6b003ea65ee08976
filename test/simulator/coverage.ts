/** How often each operation met each fault and each point of a crash. */
export class Coverage {
  readonly counts = new Map<string, number>();

  hit(action: string, fault: string, crash: string): void {
    const name = `${action} ${fault} ${crash}`;
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  add(counts: Iterable<readonly [string, number]>): void {
    for (const [name, count] of counts) this.counts.set(name, (this.counts.get(name) ?? 0) + count);
  }
}
