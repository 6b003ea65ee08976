import type { Json } from '../base/json.ts';
import { withAdoptions } from '../diff/adoption.ts';
import type { LiveState } from '../diff/live-state.ts';
import { ownershipIndex } from '../diff/ownership.ts';
import type { MatchOf, OwnershipScope } from '../diff/ownership.ts';
import { ownershipScope, stacksOf } from '../diff/ownership-scope.ts';
import { removalsOf } from '../diff/removals.ts';
import type { Removals } from '../diff/removals.ts';
import type { Ways } from '../diff/ways.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Live } from '../kinds/live.ts';
import { kinds } from '../kinds/registry.ts';
import { Listings } from './listings.ts';
import { parseLive } from './parse.ts';
import { mayName } from './removal-reads.ts';
import type { ReadRequest, Subject } from './request.ts';

/** What is asked for, and in whose name. */
export type Wanted = { readonly stack: string; readonly region: string; readonly desired: readonly Desired[]; readonly ways: Ways };

/** The resources of the kinds as far as they were listed, and whose they are. */
export class LiveListings {
  /** Part of every proof; it is known before anything is listed. */
  account = '';
  private readonly wanted: Wanted;
  private readonly listed = new Map<string, Listings<Live>>();
  private readonly refused = new Map<string, string>();
  /** The names that the stack has or had. */
  private readonly stacks: ReadonlySet<string>;
  /** Kept until another listing of a kind comes in. */
  private index: MatchOf | undefined;
  private known: Removals | undefined;

  constructor(wanted: Wanted) {
    this.wanted = wanted;
    this.stacks = new Set(stacksOf(this.ownership()));
  }

  /** The kinds to list. Those with owner tags always: the stack may own what the spec no longer declares. */
  private usedKinds(): Kind[] {
    return kinds.filter((kind) => kind.ownership === 'tags' || this.isUsed(kind) || mayName(this.wanted.ways, kind.section));
  }

  private isUsed(kind: Kind): boolean {
    return this.wanted.desired.some((one) => one.section === kind.section);
  }

  private request(kind: Kind): ReadRequest {
    const { ways, region } = this.wanted;
    const subject: Subject = { of: 'kind', section: kind.section };
    const isNamed = ways.removed.some(({ address }) => address?.startsWith(`${kind.section}/`));
    const optional = !this.isUsed(kind) && !isNamed;
    return { subject, ask: { listing: kind.listing(region) }, ...(optional && { optional: true as const }) };
  }

  /** The kinds that were not listed yet. */
  toList(): ReadRequest[] {
    return this.usedKinds()
      .filter(({ section }) => !this.refused.has(section) && !this.has(section))
      .map((kind) => this.request(kind));
  }

  /** Only what would be created must be believed absent, so only then is its kind listed again. */
  toListAgain(): ReadRequest[] {
    const matchOf = this.matches();
    const missing = new Set(this.wanted.desired.filter((one) => matchOf(one).live === undefined).map((one) => one.section));
    return kinds
      .filter(({ section }) => missing.has(section) && this.listed.get(section)?.settled === false)
      .map((kind) => this.request(kind));
  }

  /** @throws Failure `cloud` for an item that cannot be read */
  record(kind: Kind, items: readonly Json[]): void {
    const listings = this.listed.get(kind.section) ?? new Listings<Live>((one) => this.printOf(one));
    listings.add(parseLive(kind, items));
    this.listed.set(kind.section, listings);
    this.index = undefined;
    this.known = undefined;
  }

  /** A kind may not be read, and the rest of the world still counts. */
  recordRefusal(section: string, code: string): void {
    this.refused.set(section, code);
  }

  /** What must be the same in two listings: the stack's own resources. What others create meanwhile does not matter. */
  private printOf(one: Live): string | undefined {
    const marked = one.marks !== undefined || one.marker !== undefined || one.formerMarker !== undefined;
    const own = marked || (one.owner !== undefined && this.stacks.has(one.owner.stack));
    return own ? `${one.id}${one.status === 'failed' ? ' failed' : ''}` : undefined;
  }

  /** Whether the resources of a kind were listed. */
  has(section: string): boolean {
    return this.listed.has(section);
  }

  all(): Live[] {
    return kinds.flatMap(({ section }) => this.listed.get(section)?.items ?? []);
  }

  ownership(): OwnershipScope {
    const { stack, region, desired, ways } = this.wanted;
    return ownershipScope(stack, { account: this.account, region }, desired, ways);
  }

  matches(): MatchOf {
    if (this.index === undefined) {
      const live = this.all();
      const scope = this.ownership();
      this.index = withAdoptions(ownershipIndex(live, scope), live, scope);
    }
    return this.index;
  }

  removals(): Removals {
    this.known ??= removalsOf(this.wanted.ways, this.all(), this.ownership(), this.matches());
    return this.known;
  }

  unchecked(): LiveState['unchecked'] {
    return [...this.refused].map(([section, code]) => ({ section, code }));
  }
}
