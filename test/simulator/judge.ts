import type { World } from '../../src/emulator/index.ts';
import { Effects } from './effects.ts';
import type { Actor, Ledger, RowChange } from './ledger.ts';
import type { Scenario } from './scenario.ts';
import type { Scheduler } from './scheduler.ts';
import { canonicalAddress } from './specs.ts';
import type { SimSpec } from './specs.ts';
import type { Story } from './story.ts';

/**
 * What must hold.
 *
 * - `I1` each declared backup exists exactly once, and one policy of an entry has disks
 * - `I2` nothing is changed that is not ours
 * - `I3` nothing is deleted or reduced without approval
 * - `I4` once nothing goes wrong any more a run finds nothing to do, and sends nothing that changes anything
 * - `I5` what is reported is true
 * - `I6` a disk that is to be protected is protected at every moment
 * - `I7` a run ends, within its calls and its time
 */
export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7';

/** A broken promise. */
export type Violation = { readonly invariant: Invariant; readonly what: string; readonly at: number };

const isMarked = ({ tags }: { readonly tags: { readonly [key: string]: string } }): boolean =>
  Object.keys(tags).some((key) => key.startsWith('snapspec:'));

const marksOf = ({ tags }: { readonly tags: { readonly [key: string]: string } }): string =>
  JSON.stringify(
    Object.entries(tags)
      .filter(([key]) => key.startsWith('snapspec:'))
      .sort(),
  );

/** Watches one seed. The first violation counts: what follows may follow from it. */
export class Judge {
  violation: Violation | undefined;
  /** Second backups that a class of seeds may have: they must be named in the end. */
  readonly expectedTwins = new Set<string>();
  /** The spec that is in force. */
  spec: SimSpec;
  readonly ledger: Ledger;
  readonly effects = new Effects();
  readonly world: World;
  readonly scenario: Scenario;
  readonly #scheduler: Scheduler;
  readonly #story: Story;
  /** When a person last did something to an entry or a disk. */
  readonly #touched = new Map<string, number>();
  /** When what a person did to an entry was answered by the spec. */
  readonly #settled = new Map<string, number>();
  readonly #unmarkedAt = new Map<string, number>();
  /** Who last changed the marks of a thing, and when. */
  readonly #remarked = new Map<string, { readonly by: string; readonly at: number }>();
  /** When something was last deleted, by who did it. */
  readonly #lost = new Map<string, number>();
  /** The same, by who did it and of which address it was. */
  readonly #lostOf = new Map<string, number>();
  /** Disks at their limit that a run has taken off a policy, so as to attach them to another, by the name of the run. */
  readonly takenOff = new Map<string, Set<string>>();
  /** Entries that got another target under the same occurrence. */
  readonly retargeted = new Set<string>();

  constructor(parts: {
    readonly ledger: Ledger;
    readonly world: World;
    readonly scenario: Scenario;
    readonly scheduler: Scheduler;
    readonly story: Story;
    readonly spec: SimSpec;
  }) {
    this.ledger = parts.ledger;
    this.world = parts.world;
    this.scenario = parts.scenario;
    this.spec = parts.spec;
    this.#scheduler = parts.scheduler;
    this.#story = parts.story;
  }

  get now(): number {
    return this.#scheduler.now;
  }

  violate(invariant: Invariant, what: string): void {
    this.#story.tell('JUDGE', () => `${invariant} broken: ${what}`);
    this.violation ??= { invariant, what, at: this.now };
  }

  /** Remembers that a person did something to these addresses or disks. */
  touch(...names: readonly string[]): void {
    for (const name of names) this.#touched.set(canonicalAddress(name, this.spec.moved), this.now);
  }

  /** Another spec may answer nothing any more. */
  unsettle(): void {
    this.#settled.clear();
  }

  /** The spec says from now on what is to become of what a person did to an address. */
  settle(address: string): void {
    this.#settled.set(this.canonical(address), this.now);
  }

  /** Whether a person did something to an address or a disk since a moment; at all, what the spec has answered does not count. */
  isTouched(name: string, since = Number.NEGATIVE_INFINITY): boolean {
    if (this.#touched.size === 0) return false;
    const wanted = this.canonical(name);
    const from = since === Number.NEGATIVE_INFINITY ? (this.#settled.get(wanted) ?? since) : since;
    // Moves may have come since: what an address was called before counts as well.
    return [...this.#touched].some(([one, at]) => at >= from && canonicalAddress(one, this.spec.moved) === wanted);
  }

  /** Remembers that something is gone: until a listing shows it, another one may not be known to be the last. */
  noteLost(who: string, id: string): void {
    this.#lost.set(who, this.now);
    this.#noteLostOf(who, id);
  }

  #noteLostOf(who: string, id: string): void {
    const address = this.ledger.things.get(id)?.address;
    if (address !== undefined) this.#lostOf.set(`${who} ${address}`, this.now);
  }

  /** Whether somebody else has deleted something of an address since a moment. */
  hasLostOne(address: string, than: string, since: number): boolean {
    return [...this.#lostOf].some(([key, at]) => {
      const [who = '', lost = ''] = key.split(' ');
      return who !== than && at >= since && this.canonical(lost) === this.canonical(address);
    });
  }

  othersHaveLost(than: string, since: number): boolean {
    return [...this.#lost].some(([who, at]) => who !== than && at >= since);
  }

  /** Remembers when somebody else took the last mark off something. */
  noteMarks({ kind, name }: Actor, { id, before, after }: RowChange): void {
    if (before !== undefined && after !== undefined && marksOf(before) !== marksOf(after))
      this.#remarked.set(id, { by: name, at: this.now });
    // What a person takes marks off no longer counts for its entry, as if it were gone.
    if (kind !== 'run' && before !== undefined && after !== undefined && marksOf(before) !== marksOf(after)) this.#noteLostOf(name, id);
    if (after === undefined || isMarked(after)) this.#unmarkedAt.delete(id);
    else if (kind !== 'run' && before !== undefined && isMarked(before)) this.#unmarkedAt.set(id, this.now);
  }

  /** Whether somebody else has changed the marks of a thing since a moment. */
  wasRemarked(id: string, than: string, since: number): boolean {
    const last = this.#remarked.get(id);
    return last !== undefined && last.by !== than && last.at >= since;
  }

  /** Whether a thing carried no mark any more at a moment, and carries none now. */
  wasUnmarked(id: string, at: number): boolean {
    return (this.#unmarkedAt.get(id) ?? Number.POSITIVE_INFINITY) < at;
  }

  /** Whether a person did something to any entry of a section. */
  isAnyTouched(section: string): boolean {
    return [...this.#touched.keys()].some((one) => one.startsWith(`${section}/`));
  }

  canonical(address: string): string {
    return canonicalAddress(address, this.spec.moved);
  }
}
