import type { Json } from '../base/json.ts';
import type { LiveState } from '../diff/live-state.ts';
import { noWays } from '../diff/ways.ts';
import type { Ways } from '../diff/ways.ts';
import { unknownResourceType } from '../facts/api-errors/tags.ts';
import type { Desired } from '../kinds/desired.ts';
import { snapshotsByDisk, underWayListing } from '../kinds/region-wide.ts';
import { kindOf } from '../kinds/registry.ts';
import { AttachmentListings } from './attachment-listings.ts';
import { LiveListings } from './live-listings.ts';
import type { Wanted } from './live-listings.ts';
import { detachesOf, needsOf } from './needs.ts';
import { accountIn, accountRequest, regionsOf, regionsRequest } from './place-answers.ts';
import { alsoAttaching, preflightNeeds, prospectsOf, takesDisks } from './preflight-reads.ts';
import type { Prospect } from './preflight-reads.ts';
import { RemovalReads } from './removal-reads.ts';
import type { ReadAnswer, ReadRequest, Subject } from './request.ts';
import { taggingReads } from './tagging-reads.ts';
import { TargetListings } from './target-listings.ts';

/** The stack that is read for. */
export type Scope = { readonly stack: string; readonly region: string; readonly account?: string };

/** What is live of an entry that manages attachments, and how many it says that it has. */
type Managed = { readonly one: Desired; readonly id: string; readonly many: number };

/**
 * What is known of the live state of a stack, and what has to be read next. It reads nothing itself: `next` says what to
 * ask, `record` takes an answer, in any order, until there is nothing left to ask.
 */
export class Observation {
  private readonly scope: Scope;
  private readonly wanted: Wanted;
  private readonly compared: readonly Desired[];
  private account: string | undefined;
  private readonly live: LiveListings;
  private readonly targets: TargetListings;
  private readonly attached: AttachmentListings;
  private readonly removalReads: RemovalReads;
  private readonly untaggable = new Map<string, boolean>();
  /** Null where the service may not be asked. */
  private regions: ReadonlySet<string> | null | undefined;
  private underWay: ReadonlyMap<string, readonly string[]> | undefined;
  /** Kept until an answer may change what is selected. */
  private prospects: readonly Prospect[] | undefined;

  /** @param compared entries of another spec, whose selectors will be asked too */
  constructor(scope: Scope, desired: readonly Desired[], ways: Ways = noWays, compared: readonly Desired[] = []) {
    const { stack, region } = scope;
    this.scope = scope;
    this.wanted = { stack, region, desired, ways };
    this.compared = compared;
    this.live = new LiveListings(this.wanted);
    this.targets = new TargetListings(region);
    this.attached = new AttachmentListings(region);
    this.removalReads = new RemovalReads(region);
  }

  /** What can be asked now: each of it at once, or in any order. Empty once everything is known. */
  next(): readonly ReadRequest[] {
    const { region } = this.scope;
    if (this.account === undefined) return [accountRequest(region)];
    if (this.regions === undefined) return [regionsRequest(region)];
    // Where the region does not exist there is nothing in it, and every other call would be refused.
    if (this.regions?.has(region) === false) return [];
    const kindsToList = this.live.toList();
    const first = [...kindsToList, ...this.selectorTargets()];
    // Whose attachments count is known once their own kind is listed, whatever else is still being listed.
    if (kindsToList.length > 0) return [...first, ...this.attachments()];
    const second = [...first, ...this.live.toListAgain(), ...this.namedTargets(), ...this.attachments(), ...this.tagging()];
    if (second.length > 0) return second;
    const third = [...this.preflightReads(), ...this.readsForRemovals()];
    return third.length > 0 ? third : this.secondLooks();
  }

  /** What selectors choose from is needed whatever is live. */
  private selectorTargets(): ReadRequest[] {
    return this.targets.requests(needsOf([...this.wanted.desired, ...this.compared], () => false));
  }

  private namedTargets(): ReadRequest[] {
    const matchOf = this.live.matches();
    return this.targets.requests(needsOf(this.wanted.desired, (one) => matchOf(one).live === undefined));
  }

  /** Attachments of what is live and whose attachments the spec manages. */
  private managed(): Managed[] {
    const matchOf = this.live.matches();
    return this.wanted.desired.flatMap((one) => {
      const { attachments, section } = kindOf(one.section);
      if (attachments === undefined || one.props[attachments.field] === null || !this.live.has(section)) return [];
      const { live } = matchOf(one);
      return live === undefined ? [] : [{ one, id: live.id, many: attachments.countOf(live) }];
    });
  }

  /** Whether the attachments that were listed are perhaps not all: they differ from one listing to the next, or from the policy's own count. */
  private isInDoubt({ id, many }: Managed): boolean {
    return this.attached.isInDoubt(id) || (this.attached.has(id) && this.attached.idsOf(id).length !== many);
  }

  private attachments(): ReadRequest[] {
    return this.managed()
      .filter(({ id }) => !this.attached.has(id))
      .flatMap(({ one, id }) => this.attached.request(one.section, id));
  }

  private tagging(): ReadRequest[] {
    return taggingReads(this.wanted, this.live, (section) => this.untaggable.has(section));
  }

  /** What has to be known before something is deleted: what it protects, its locks, and which other backups there are. */
  private readsForRemovals(): ReadRequest[] {
    const deleted = this.live.removals().targets.filter(({ forget }) => !forget);
    const attachments = deleted.flatMap(({ live: { section, id } }) =>
      this.attached.isSettled(id) ? [] : this.attached.request(section, id),
    );
    const { needs, requests } = this.removalReads.next(deleted, this.targets.inventory());
    const targets = this.targets.requests(needs);
    return [...attachments, ...targets, ...(targets.length > 0 ? [] : requests)];
  }

  /** What decides whether a call would be refused, of what is to be created and attached only. */
  private preflightReads(): ReadRequest[] {
    const matchOf = this.live.matches();
    const inventory = this.targets.inventory();
    this.prospects ??= prospectsOf(
      this.wanted.desired,
      inventory,
      (one) => matchOf(one).live,
      (id) => this.attached.idsOf(id),
    );
    const others = alsoAttaching(this.prospects, this.live.all()).filter(({ id }) => !this.attached.has(id));
    return [
      ...this.targets.requests(preflightNeeds(this.prospects, inventory)),
      ...(takesDisks(this.prospects) ? this.underWayRequest() : []),
      ...others.flatMap(({ section, id }) => this.attached.request(section, id)),
    ];
  }

  private underWayRequest(): ReadRequest[] {
    return this.underWay === undefined ? [{ subject: { of: 'under-way' }, ask: { listing: underWayListing(this.scope.region) } }] : [];
  }

  /** Before something is taken off, the disks and the attachments that say so are listed until they say it twice. */
  private secondLooks(): ReadRequest[] {
    const managed = this.managed();
    const detaching = managed.filter(({ one, id }) => detachesOf(one, this.targets.inventory(), this.attached.idsOf(id)).length > 0);
    const attachments = managed
      .filter((found) => (detaching.includes(found) || this.isInDoubt(found)) && !this.attached.isSettled(found.id))
      .flatMap(({ one, id }) => this.attached.request(one.section, id));
    return [...(detaching.length > 0 ? this.targets.unsettled('disk') : []), ...attachments];
  }

  /**
   * Takes the answer to a request.
   * @throws Failure `cloud` where it is not understood, `refused` for another account than the spec names
   */
  record({ subject }: ReadRequest, answer: ReadAnswer): void {
    if (decidesSelection(subject)) this.prospects = undefined;
    switch (subject.of) {
      case 'account':
        this.account = accountIn(answer, this.scope.account);
        this.live.account = this.account;
        return;
      case 'regions':
        this.regions = regionsOf(answer);
        return;
      case 'under-way':
        this.underWay = snapshotsByDisk(itemsOf(answer));
        return;
      case 'kind':
        if (answer.type === 'refused') this.live.recordRefusal(subject.section, answer.code);
        else this.live.record(kindOf(subject.section), itemsOf(answer));
        return;
      case 'targets':
        this.targets.record(subject, itemsOf(answer));
        return;
      case 'attachments':
        this.attached.record(subject, itemsOf(answer));
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

  /** What is known, once there is nothing left to ask. */
  state(calls: number): LiveState {
    return {
      account: this.account ?? '',
      region: this.scope.region,
      live: this.live.all(),
      matchOf: this.live.matches(),
      attached: this.attached.all(),
      untaggable: new Set([...this.untaggable].filter(([, unknown]) => unknown).map(([section]) => section)),
      inventory: this.targets.inventory(),
      ...(this.regions && { regions: this.regions }),
      ...(this.underWay && { underWay: this.underWay }),
      ...this.removalReads.state(),
      unchecked: this.live.unchecked(),
      calls,
    };
  }
}

/** Whether what is attached, or selected, may be another after this answer. */
const decidesSelection = (subject: Subject): boolean =>
  subject.of === 'kind' || subject.of === 'attachments' || (subject.of === 'targets' && subject.target === 'disk');

const itemsOf = (answer: ReadAnswer): readonly Json[] => (answer.type === 'items' ? answer.items : []);
