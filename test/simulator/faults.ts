import type { FaultRule } from '../../src/emulator/index.ts';
import type { Dice } from './dice.ts';
import { aimedFaultClasses, faultClasses } from './scenario.ts';
import type { FaultClass, Scenario } from './scenario.ts';
import { accidents } from './wire.ts';
import type { Accident } from './wire.ts';

/** How a call travels, and what happens to it. Milliseconds. */
export type Trip = {
  /** Until it arrives. */
  readonly out: number;
  /** Until its reply is there. */
  readonly back: number;
  /** For stories and the table of what was tried. */
  readonly fault: string;
  /** What the service does with it. */
  readonly rule?: FaultRule;
  /** The client hears this soon after sending, whatever becomes of the call. */
  readonly accident?: Accident;
  /** It never arrives. */
  readonly lost?: true;
};

/** The call, as far as faults depend on it. */
export type Travelling = {
  readonly action: string;
  readonly reads: boolean;
  readonly tokened: boolean;
  /** It lists something, and soon after a call that makes something. */
  readonly looks?: boolean;
};

type Draw = (call: Travelling) => Omit<Trip, 'out' | 'back'> & Partial<Pick<Trip, 'out' | 'back'>>;

const allClasses: readonly FaultClass[] = [...faultClasses, ...aimedFaultClasses];
const attaching = ['ApplyAutoSnapshotPolicy', 'CancelAutoSnapshotPolicy'];
const isTaking = ({ action }: Travelling): boolean => action === 'CreateSnapshot' || action === 'CreateSnapshotGroup';

/** Which calls a class of faults can hit. */
const hits: { readonly [C in FaultClass]: (call: Travelling) => boolean } = {
  lost: () => true,
  late: ({ reads }) => !reads,
  slow: () => true,
  throttled: () => true,
  // These are settings of the service, or things that happen in it.
  limits: () => false,
  busy: () => false,
  quotas: () => false,
  errors: () => true,
  repeated: ({ reads }) => !reads,
  garbled: () => true,
  processing: ({ tokened }) => tokened,
  spent: ({ tokened }) => tokened,
  pages: ({ reads, action }) => reads && action.startsWith('Describe'),
  partial: ({ action }) => attaching.includes(action),
  'late-effect': ({ action }) => attaching.includes(action),
  failing: isTaking,
  denied: ({ reads }) => !reads,
  unheard: ({ reads }) => !reads,
  unnamed: ({ action }) => action.startsWith('Create'),
  unanswered: ({ action }) => action.startsWith('Create'),
  'held-up': ({ looks = false }) => looks,
  mislaid: ({ looks = false, action }) => looks && action.includes('Snapshot') && !action.endsWith('Associations'),
  queued: ({ action }) => action.startsWith('Create'),
};

/** Milliseconds after a call that makes something in which it is looked for. */
const soon = 100_000;

const ruled = (fault: string, rule: FaultRule): ReturnType<Draw> => ({ fault, rule });

/** Draws what becomes of each call of a run. */
export class Faults {
  readonly #dice: Dice;
  readonly #scenario: Scenario;
  readonly #now: () => number;
  readonly #draws: { readonly [C in FaultClass]: Draw };
  /** When a listing last lacked an item: one that lacks it again and again would be a world in which it is not there. */
  #lackedAt = Number.NEGATIVE_INFINITY;
  /** When something was last made. */
  #createdAt = Number.NEGATIVE_INFINITY;
  /** Nothing goes wrong any more. */
  calm = false;

  constructor(scenario: Scenario, dice: Dice, now: () => number) {
    this.#dice = dice;
    this.#scenario = scenario;
    this.#now = now;
    this.#draws = this.#makeDraws();
  }

  /**
   * How a call travels.
   * @param deadline when the client gives up
   * @param aim the fault that it is to meet
   */
  trip(given: Travelling, deadline: number, aim?: string): Trip {
    const dice = this.#dice;
    const looks = given.reads && given.action.startsWith('Describe') && this.#now() < this.#createdAt + soon;
    const call: Travelling = { ...given, looks };
    if (given.action.startsWith('Create')) this.#createdAt = this.#now();
    const usual = { out: dice.between(20, 250), back: dice.between(20, 250) };
    const hit = this.calm || aim !== undefined ? undefined : allClasses.find((one) => this.#isHit(one, call));
    const drawn = aim === undefined ? (hit === undefined ? { fault: 'none' } : this.#draws[hit](call)) : this.#aimed(call, aim);
    const { out = usual.out, back = usual.back } = drawn;
    // A call that is still under way when the client gives up is a late one, whatever delayed it.
    return { ...drawn, out: Math.min(out, Math.max(this.#scenario.latest, 1)), back: Math.min(back, 4 * deadline) };
  }

  /** Draws until the fault is the one that is wanted. */
  #aimed(call: Travelling, aim: string): ReturnType<Draw> {
    const classes = faultClasses.filter((one) => hits[one](call));
    for (let attempt = 0; attempt < 20; attempt++)
      for (const one of classes) {
        const drawn = this.#draws[one](call);
        if (drawn.fault === aim) return drawn;
      }
    return { fault: 'none' };
  }

  #isHit(name: FaultClass, call: Travelling): boolean {
    const rate = this.#scenario.rates[name];
    return rate !== undefined && hits[name](call) && this.#dice.chance(rate);
  }

  #makeDraws(): { readonly [C in FaultClass]: Draw } {
    const dice = this.#dice;
    const { latest, settle } = this.#scenario;
    const after = (): number => dice.between(1_000, latest);
    const none: Draw = () => ({ fault: 'none' });
    return {
      lost: ({ reads }) =>
        dice.pick<ReturnType<Draw>>([
          { fault: 'lost-before', accident: accidents.reset, lost: true },
          { fault: 'unsent', accident: accidents.refused, lost: true },
          ruled(reads ? 'lost-before' : 'lost-after-commit', { type: reads ? 'lost-before' : 'lost-after-commit' }),
          { fault: 'unreachable', accident: accidents.unreachable },
        ]),
      late: () =>
        dice.pick<ReturnType<Draw>>([
          { fault: 'late-commit', out: after() },
          { fault: 'late-commit', out: after(), accident: accidents.reset },
        ]),
      slow: () => ({ fault: 'slow', back: dice.between(1_000, Math.max(50_000, settle)) }),
      throttled: () =>
        ruled('throttled', {
          type: 'code',
          code: dice.pick(['Throttling', 'Throttling.User', 'Throttling.Api']),
          ...(dice.chance(0.5) && { retryAfter: dice.pick(['1', '20', '1500', '90000', 'soon']) }),
        }),
      limits: none,
      busy: none,
      quotas: none,
      errors: ({ reads }) =>
        dice.pick([
          ruled('500', { type: 'error-before' }),
          ruled('503', { type: 'code', code: 'ServiceUnavailable', status: 503 }),
          ruled(reads ? '500' : '500-after-commit', { type: reads ? 'error-before' : 'error-after' }),
        ]),
      repeated: () => ruled('nonce-seen', { type: 'nonce-seen' }),
      garbled: () => {
        const commit = dice.chance(0.5);
        const also = commit ? '-commit' : '';
        return dice.pick([
          ruled('truncated', { type: 'truncated' }),
          ruled(`html${also}`, { type: 'html', commit }),
          ruled(`empty${also}`, { type: 'empty', commit }),
          ruled(`redirect${also}`, { type: 'redirect', commit }),
        ]);
      },
      processing: () => ruled('processing', { type: 'code', code: dice.pick(['IdempotentProcessing', 'LastTokenProcessing']) }),
      spent: () => ruled('token-spent', { type: 'token-spent' }),
      pages: (call) => {
        if (this.#now() < this.#lackedAt + 2 * settle) return none(call);
        this.#lackedAt = this.#now();
        const type = dice.pick(['item-missing', 'list-missing', 'page-repeated', 'total-wrong'] as const);
        return ruled(type, { type });
      },
      partial: () => ruled('partial', { type: 'partial', ...(dice.chance(0.5) && { code: 'InternalError', status: 500 }) }),
      'late-effect': () => ruled('late-effect', { type: 'late-effect', seconds: after() / 1000 }),
      failing: () => ruled('fails', { type: 'fails' }),
      unheard: () =>
        dice.pick([
          { fault: 'lost-before', accident: accidents.reset, lost: true },
          { fault: 'unreachable', accident: accidents.unreachable },
        ]),
      unnamed: () => ({ fault: 'unnamed' }),
      unanswered: () => ruled('lost-after-commit', { type: 'lost-after-commit' }),
      'held-up': () => ruled('throttled', { type: 'code', code: 'Throttling' }),
      queued: () => ruled('throttled', { type: 'code', code: 'Throttling', retryAfter: dice.pick(['5', '12', '20']) }),
      mislaid: (call) => {
        if (this.#now() < this.#lackedAt + 2 * settle) return none(call);
        this.#lackedAt = this.#now();
        return { fault: 'mislaid' };
      },
      denied: () => ruled('denied', { type: 'code', code: 'Forbidden.RAM', status: 403 }),
    };
  }
}
