import { Failure } from '../base/failure.ts';
import type { Json } from '../base/json.ts';
import type { LiveState } from '../diff/live-state.ts';
import { withAdoptions } from '../diff/adoption.ts';
import { movesOf } from '../diff/moves.ts';
import { ownershipIndex } from '../diff/ownership.ts';
import type { MatchOf, OwnershipScope } from '../diff/ownership.ts';
import { ownershipScope, stacksOf } from '../diff/ownership-scope.ts';
import { removalsOf } from '../diff/removals.ts';
import type { Removals } from '../diff/removals.ts';
import { noWays } from '../diff/ways.ts';
import type { Ways } from '../diff/ways.ts';
import { accountDigits } from '../fields/value-hints.ts';
import { unknownResourceType } from '../facts/api-errors/tags.ts';
import { readCall } from '../kinds/call-builder.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Live } from '../kinds/live.ts';
import { kindOf, kinds } from '../kinds/registry.ts';
import { textAt } from '../kinds/reply-reader.ts';
import { listTagsCall } from '../kinds/tagging.ts';
import { regionsCall, regionsIn, snapshotsByDisk, underWayListing } from '../kinds/region-wide.ts';
import { detachesOf, needsOf, resourceToTag } from './needs.ts';
import { Listings } from './listings.ts';
import { parseLive } from './parse.ts';
import { alsoAttaching, preflightNeeds, prospectsOf, takesDisks } from './preflight-reads.ts';
import type { Prospect } from './preflight-reads.ts';
import type { ReadAnswer, ReadRequest, Subject } from './request.ts';
import { RemovalReads, mayName } from './removal-reads.ts';
import { TargetListings } from './target-listings.ts';

/** The stack that is read for. */
export type Scope = { readonly stack: string; readonly region: string; readonly account?: string };

type Attached = { readonly id: string };

/**
 * What is known of the live state of a stack, and what has to be read next. It reads nothing itself: `next` says what to
 * ask, `record` takes an answer, in any order, until there is nothing left to ask.
 */
export class Observation {
  private readonly scope: Scope;
  private readonly desired: readonly Desired[];
  private readonly compared: readonly Desired[];
  private account: string | undefined;
  private readonly live = new Map<string, Listings<Live>>();
  private readonly unchecked = new Map<string, string>();
  private readonly targets: TargetListings;
  private readonly attached = new Map<string, Listings<Attached>>();
  private readonly untaggable = new Map<string, boolean>();
  /** Null where the service may not be asked. */
  private regions: ReadonlySet<string> | null | undefined;
  private underWay: ReadonlyMap<string, readonly string[]> | undefined;
  /** Kept until an answer may change what is selected. */
  private prospects: readonly Prospect[] | undefined;
  /** Kept until another listing of a kind comes in. */
  private index: MatchOf | undefined;
  private known: Removals | undefined;

  private readonly ways: Ways;
  /** The names that the stack has or had. */
  private readonly stacks: ReadonlySet<string>;
  private readonly removalReads: RemovalReads;

  /** @param compared entries of another spec, whose selectors will be asked too */
  constructor(scope: Scope, desired: readonly Desired[], ways: Ways = noWays, compared: readonly Desired[] = []) {
    this.scope = scope;
    this.desired = desired;
    this.compared = compared;
    this.ways = ways;
    this.stacks = new Set(stacksOf(ownershipScope(scope.stack, { account: '', region: scope.region }, desired, ways)));
    this.removalReads = new RemovalReads(scope.region);
    this.targets = new TargetListings(scope.region);
  }

  /** What can be asked now: each of it at once, or in any order. Empty once everything is known. */
  next(): readonly ReadRequest[] {
    if (this.account === undefined) return [this.accountRequest()];
    if (this.regions === undefined) return [this.regionsRequest()];
    // Where the region does not exist there is nothing in it, and every other call would be refused.
    if (this.regions?.has(this.scope.region) === false) return [];
    const first = [...this.kindsToList(), ...this.selectorTargets()];
    // Whose attachments count is known once their own kind is listed, whatever else is still being listed.
    if (this.usedKinds().some((kind) => !this.isRead(kind))) return [...first, ...this.attachments()];
    const second = [...first, ...this.kindsToListAgain(), ...this.namedTargets(), ...this.attachments(), ...this.tagging()];
    if (second.length > 0) return second;
    const third = [...this.preflightReads(), ...this.readsForRemovals()];
    return third.length > 0 ? third : this.secondLooks();
  }

  private accountRequest(): ReadRequest {
    return { subject: { of: 'account' }, ask: { call: readCall(this.scope.region, 'sts', 'GetCallerIdentity', {}) } };
  }

  private regionsRequest(): ReadRequest {
    return { subject: { of: 'regions' }, ask: { call: regionsCall(this.scope.region) }, optional: true };
  }

  /** The kinds to list. Those with owner tags always: the stack may own what the spec no longer declares. */
  private usedKinds(): Kind[] {
    return kinds.filter((kind) => kind.ownership === 'tags' || this.isUsed(kind) || mayName(this.ways, kind.section));
  }

  private isUsed(kind: Kind): boolean {
    return this.desired.some((one) => one.section === kind.section);
  }

  private isRead({ section }: Kind): boolean {
    return this.unchecked.has(section) || this.live.has(section);
  }

  private kindRequest(kind: Kind): ReadRequest {
    const subject: Subject = { of: 'kind', section: kind.section };
    const isNamed = this.ways.removed.some(({ address }) => address?.startsWith(`${kind.section}/`));
    const optional = !this.isUsed(kind) && !isNamed;
    return { subject, ask: { listing: kind.listing(this.scope.region) }, ...(optional && { optional: true as const }) };
  }

  private kindsToList(): ReadRequest[] {
    return this.usedKinds()
      .filter((kind) => !this.isRead(kind))
      .map((kind) => this.kindRequest(kind));
  }

  /** Only what would be created must be believed absent, so only then is its kind listed again. */
  private kindsToListAgain(): ReadRequest[] {
    const matchOf = this.matches();
    const missing = new Set(this.desired.filter((one) => matchOf(one).live === undefined).map((one) => one.section));
    return kinds
      .filter(({ section }) => missing.has(section) && this.live.get(section)?.settled === false)
      .map((kind) => this.kindRequest(kind));
  }

  /** What selectors choose from is needed whatever is live. */
  private selectorTargets(): ReadRequest[] {
    return this.targets.requests(needsOf([...this.desired, ...this.compared], () => false));
  }

  private namedTargets(): ReadRequest[] {
    const matchOf = this.matches();
    return this.targets.requests(needsOf(this.desired, (one) => matchOf(one).live === undefined));
  }

  /** Attachments of what is live and whose attachments the spec manages. */
  private managed(): { readonly kind: Kind; readonly one: Desired; readonly id: string }[] {
    const matchOf = this.matches();
    return this.desired.flatMap((one) => {
      const kind = kindOf(one.section);
      if (kind.attachments === undefined || one.props[kind.attachments.field] === null || !this.live.has(kind.section)) return [];
      const { live } = matchOf(one);
      return live === undefined ? [] : [{ kind, one, id: live.id }];
    });
  }

  private attachmentRequest(kind: Kind, id: string): ReadRequest[] {
    if (kind.attachments === undefined) return [];
    const subject: Subject = { of: 'attachments', section: kind.section, id };
    return [{ subject, ask: { listing: kind.attachments.listing(this.scope.region, id) } }];
  }

  private attachments(): ReadRequest[] {
    return this.managed()
      .filter(({ id }) => !this.attached.has(id))
      .flatMap(({ kind, id }) => this.attachmentRequest(kind, id));
  }

  /** Asked only where no page lists the type, and tags would change. */
  private tagging(): ReadRequest[] {
    return kinds.flatMap((kind): ReadRequest[] => {
      if (kind.resourceType === undefined || kind.unlistedResourceType === undefined || this.untaggable.has(kind.section)) return [];
      const id = this.idToMark(kind) ?? resourceToTag(kind, this.desired, this.matches());
      if (id === undefined) return [];
      const subject: Subject = { of: 'tagging', section: kind.section, id };
      return [{ subject, ask: { call: listTagsCall(this.scope.region, kind.resourceType, id) } }];
    });
  }

  /** Something of a kind whose marks are to be written or taken off. */
  private idToMark({ section }: Kind): string | undefined {
    const live = this.allLive();
    const { forgotten, scope } = { forgotten: this.removals().targets.filter(({ forget }) => forget), scope: this.ownership() };
    const moves = movesOf(this.ways.moved, live, scope, this.matches()).changes;
    const adopted = this.desired.flatMap((one) => {
      const { adoption } = this.matches()(one);
      return adoption?.type === 'take' ? [adoption.live] : [];
    });
    const marked = [
      ...forgotten.map((one) => one.live),
      ...moves.flatMap((one) => ('live' in one && one.live ? [one.live] : [])),
      ...adopted,
    ];
    return marked.find((one) => one.section === section)?.id;
  }

  private removals(): Removals {
    this.known ??= removalsOf(this.ways, this.allLive(), this.ownership(), this.matches());
    return this.known;
  }

  /** What has to be known before something is deleted: what it protects, its locks, and which other backups there are. */
  private readsForRemovals(): ReadRequest[] {
    const deleted = this.removals().targets.filter(({ forget }) => !forget);
    const attachments = deleted.flatMap(({ live: { section, id } }) =>
      this.attached.get(id)?.settled ? [] : this.attachmentRequest(kindOf(section), id),
    );
    const { needs, requests } = this.removalReads.next(deleted, this.targets.inventory());
    const targets = this.targets.requests(needs);
    return [...attachments, ...targets, ...(targets.length > 0 ? [] : requests)];
  }

  /** What decides whether a call would be refused, of what is to be created and attached only. */
  private preflightReads(): ReadRequest[] {
    const matchOf = this.matches();
    const inventory = this.targets.inventory();
    this.prospects ??= prospectsOf(
      this.desired,
      inventory,
      (one) => matchOf(one).live,
      (id) => this.idsAttachedTo(id),
    );
    const others = alsoAttaching(this.prospects, this.allLive()).filter(({ id }) => !this.attached.has(id));
    return [
      ...this.targets.requests(preflightNeeds(this.prospects, inventory)),
      ...(takesDisks(this.prospects) ? this.underWayRequest() : []),
      ...others.flatMap(({ section, id }) => this.attachmentRequest(kindOf(section), id)),
    ];
  }

  private underWayRequest(): ReadRequest[] {
    return this.underWay === undefined ? [{ subject: { of: 'under-way' }, ask: { listing: underWayListing(this.scope.region) } }] : [];
  }

  /** Before something is taken off, the disks and the attachments that say so are listed until they say it twice. */
  private secondLooks(): ReadRequest[] {
    const detaching = this.managed().filter(({ one, id }) => detachesOf(one, this.targets.inventory(), this.idsAttachedTo(id)).length > 0);
    if (detaching.length === 0) return [];
    const attachments = detaching
      .filter(({ id }) => !this.attached.get(id)?.settled)
      .flatMap(({ kind, id }) => this.attachmentRequest(kind, id));
    return [...this.targets.unsettled('disk'), ...attachments];
  }

  /**
   * Takes the answer to a request.
   * @throws Failure `cloud` where it is not understood, `refused` for another account than the spec names
   */
  record({ subject }: ReadRequest, answer: ReadAnswer): void {
    if (decidesSelection(subject)) this.prospects = undefined;
    switch (subject.of) {
      case 'account':
        this.account = this.accountIn(answer);
        return;
      case 'regions':
        this.regions = this.regionsOf(answer);
        return;
      case 'under-way':
        this.underWay = snapshotsByDisk(itemsOf(answer));
        return;
      case 'kind':
        if (answer.type === 'refused') this.unchecked.set(subject.section, answer.code);
        else this.recordKind(kindOf(subject.section), itemsOf(answer));
        return;
      case 'targets':
        this.targets.record(subject, itemsOf(answer));
        return;
      case 'attachments':
        this.recordAttachments(subject, itemsOf(answer));
        return;
      case 'locks':
      case 'points':
        this.removalReads.record(subject, itemsOf(answer));
        return;
      case 'tagging':
        this.untaggable.set(subject.section, answer.type === 'refused' && unknownResourceType.includes(answer.code));
        return;
      default:
        subject satisfies never;
    }
  }

  private accountIn(answer: ReadAnswer): string {
    const account = answer.type === 'reply' ? (textAt(answer.body, 'AccountId') ?? '') : '';
    if (!new RegExp(`^[0-9]{1,${accountDigits.max}}$`).test(account))
      throw new Failure('cloud', 'STS GetCallerIdentity did not say which account the credentials belong to.', {
        help: 'What a stack owns depends on the account. Check the STS endpoint; if it is right, report the reply.',
      });
    if (this.scope.account !== undefined && this.scope.account !== account)
      throw new Failure('refused', `The credentials belong to account ${account}, and the spec is for account ${this.scope.account}.`, {
        help: 'Use credentials of that account, or change `account` in the spec if it moved. Nothing else was read, and nothing was changed.',
      });
    return account;
  }

  private regionsOf(answer: ReadAnswer): ReadonlySet<string> | null {
    if (answer.type === 'refused') return null;
    const ids = answer.type === 'reply' ? regionsIn(answer.body) : undefined;
    if (ids !== undefined) return new Set(ids);
    throw new Failure('cloud', 'ECS DescribeRegions did not say which regions there are.', {
      help: 'Check the ECS endpoint; if it is right, report the reply.',
    });
  }

  private recordKind(kind: Kind, items: readonly Json[]): void {
    const listings = this.live.get(kind.section) ?? new Listings<Live>((one) => this.printOf(one));
    listings.add(parseLive(kind, items));
    this.live.set(kind.section, listings);
    this.index = undefined;
    this.known = undefined;
  }

  /** What must be the same in two listings: the stack's own resources. What others create meanwhile does not matter. */
  private printOf(one: Live): string | undefined {
    const marked = one.marks !== undefined || one.marker !== undefined || one.formerMarker !== undefined;
    const own = marked || (one.owner !== undefined && this.stacks.has(one.owner.stack));
    return own ? `${one.id}${one.status === 'failed' ? ' failed' : ''}` : undefined;
  }

  private recordAttachments({ id, section }: Subject & { readonly of: 'attachments' }, items: readonly Json[]): void {
    const name = kindOf(section).attachments?.listing(this.scope.region, id).id ?? '';
    const listings = this.attached.get(id) ?? new Listings<Attached>((one) => one.id);
    listings.add(items.map((item) => ({ id: textAt(item, name) ?? '' })));
    this.attached.set(id, listings);
  }

  private matches(): MatchOf {
    if (this.index === undefined) {
      const live = this.allLive();
      const scope = this.ownership();
      this.index = withAdoptions(ownershipIndex(live, scope), live, scope);
    }
    return this.index;
  }

  private ownership(): OwnershipScope {
    const { stack, region } = this.scope;
    return ownershipScope(stack, { account: this.account ?? '', region }, this.desired, this.ways);
  }

  private allLive(): Live[] {
    return kinds.flatMap(({ section }) => this.live.get(section)?.items ?? []);
  }

  private idsAttachedTo(id: string): readonly string[] {
    return (this.attached.get(id)?.items ?? []).map((one) => one.id).sort();
  }

  /** What is known, once there is nothing left to ask. */
  state(calls: number): LiveState {
    return {
      account: this.account ?? '',
      region: this.scope.region,
      live: this.allLive(),
      matchOf: this.matches(),
      attached: new Map([...this.attached.keys()].map((id) => [id, this.idsAttachedTo(id)])),
      untaggable: new Set([...this.untaggable].filter(([, unknown]) => unknown).map(([section]) => section)),
      inventory: this.targets.inventory(),
      ...(this.regions && { regions: this.regions }),
      ...(this.underWay && { underWay: this.underWay }),
      ...this.removalReads.state(),
      unchecked: [...this.unchecked].map(([section, code]) => ({ section, code })),
      calls,
    };
  }
}

/** Whether what is attached, or selected, may be another after this answer. */
const decidesSelection = (subject: Subject): boolean =>
  subject.of === 'kind' || subject.of === 'attachments' || (subject.of === 'targets' && subject.target === 'disk');

const itemsOf = (answer: ReadAnswer): readonly Json[] => (answer.type === 'items' ? answer.items : []);
