/** Something that is listed, and told apart by its id. */
type Item = { readonly id: string };

/** Listings after which what is not listed alike twice is believed to be there if any of them had it. */
const maxListings = 3;

/**
 * Complete listings of the same thing, one after the other. What must be believed absent is listed until two in a row are
 * alike, since pages shift while others create and delete; where three differ, absent is what none of them had.
 */
export class Listings<T extends Item> {
  private readonly all: (readonly T[])[] = [];
  private readonly prints: string[] = [];
  private readonly fingerprint: (one: T) => string | undefined;
  private merged: readonly T[] | undefined;

  /** @param fingerprint what of an item must be the same in two listings; undefined for what does not matter */
  constructor(fingerprint: (one: T) => string | undefined) {
    this.fingerprint = fingerprint;
  }

  get made(): number {
    return this.all.length;
  }

  add(items: readonly T[]): void {
    this.all.push(items);
    const prints = items.map(this.fingerprint).filter((print) => print !== undefined);
    this.prints.push([...new Set(prints)].sort().join('\n'));
    this.merged = undefined;
  }

  /** Whether what the listings do not have may be believed absent. */
  get settled(): boolean {
    return this.made >= maxListings || this.alike;
  }

  private get alike(): boolean {
    return this.made >= 2 && this.prints.at(-1) === this.prints.at(-2);
  }

  /** What is there, each once, as it was read last; by id, since a service may list in any order. */
  get items(): readonly T[] {
    const counted = this.made >= maxListings && !this.alike ? this.all : this.all.slice(-1);
    this.merged ??= [...new Map(counted.flat().map((one) => [one.id, one])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return this.merged;
  }
}
