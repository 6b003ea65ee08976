import type { ApiRequest } from '../../src/emulator/index.ts';
import { applyStack } from '../../src/engine/apply-stack.ts';
import { answered } from './answers.ts';
import { ApplyRun, crashPhases, endingText } from './apply-run.ts';
import type { Crash, Ending, Executor } from './apply-run.ts';
import { Cloud } from './cloud.ts';
import { Coverage } from './coverage.ts';
import { Dice } from './dice.ts';
import { Faults } from './faults.ts';
import { checkInterruption, checkLateWrites, exceeds } from './invariants/bounds.ts';
import { checkChanges } from './invariants/changes.ts';
import { checkEnd, foundNothing, isSettled, lastPlan } from './invariants/convergence.ts';
import { checkReattached } from './invariants/reattached.ts';
import { checkKnown, checkLateEffect, checkReport } from './invariants/report.ts';
import { Judge } from './judge.ts';
import type { Violation } from './judge.ts';
import type { Actor, RowChange } from './ledger.ts';
import { Network } from './network.ts';
import { disturb, meddle } from './people.ts';
import { isUndisturbed } from './scenario.ts';
import type { Round, Scenario } from './scenario.ts';
import { Scheduler } from './scheduler.ts';
import { addressOf, programOf } from './specs.ts';
import type { Entry, SimSpec } from './specs.ts';
import { Story } from './story.ts';
import { epoch } from './worlds.ts';

/** What came of one seed. */
export type Outcome = {
  readonly violation: Violation | undefined;
  readonly story: Story;
  readonly calls: number;
  readonly writes: number;
  readonly runs: number;
  readonly crashes: number;
  /** Milliseconds of virtual time. */
  readonly took: number;
  /** Second backups of a class of seeds that may have them. */
  readonly twins: number;
  /** The calls that each run sent, in their order of starting. */
  readonly callsOf: readonly number[];
  /** And of them those that change something. */
  readonly writesOf: readonly number[];
};

export type SimulateOptions = {
  readonly told?: boolean;
  readonly executor?: Executor;
  readonly coverage?: Coverage;
  /** Where each run is killed, in the order in which they start: nothing is left to chance. */
  readonly crashes?: readonly (Crash | undefined)[];
};

/** Runs that may be needed until nothing is left to do, once nothing goes wrong any more. */
const mostCalmRuns = 5;
/** Milliseconds between them: what is being taken is finished then. */
const betweenCalmRuns = 150_000;
const restartDelays = [10, 300, 3_000, 12_000, 60_000];

/** One seed: its rounds of runs, with everything that goes wrong, and the calm after them. */
class Simulation {
  readonly #scenario: Scenario;
  readonly #options: SimulateOptions;
  readonly #dice: Dice;
  readonly #scheduler: Scheduler;
  readonly #story: Story;
  readonly #cloud: Cloud;
  readonly #judge: Judge;
  readonly #faults: Faults;
  readonly #network: Network;
  readonly #coverage: Coverage;
  readonly #runs = new Map<string, ApplyRun>();
  readonly #results = new Map<ApplyRun, Ending>();
  #round: Round;
  #crashesLeft: number;
  #crashed = 0;
  #active = 0;
  #isOver = false;

  constructor(scenario: Scenario, options: SimulateOptions) {
    this.#scenario = scenario;
    this.#options = options;
    this.#dice = new Dice(scenario.seed ^ 0x5bd1e995);
    // The moment within an hour and a minute matters: policies take snapshots by the hour, limits go by the minute.
    this.#scheduler = new Scheduler(epoch + this.#dice.between(0, 3_600_000));
    const now = (): number => this.#scheduler.now;
    this.#story = new Story(options.told ?? false, now);
    this.#cloud = new Cloud(scenario, this.#scheduler, (...change) => this.#changed(...change));
    this.#round = scenario.rounds[0] as Round;
    const { spec } = this.#round;
    const { ledger, world } = this.#cloud;
    this.#judge = new Judge({ ledger, world, scenario, scheduler: this.#scheduler, story: this.#story, spec });
    this.#faults = new Faults(scenario, this.#dice.fork(), now);
    this.#network = new Network({
      scheduler: this.#scheduler,
      cloud: this.#cloud,
      faults: this.#faults,
      settle: scenario.settle,
      story: this.#story,
    });
    this.#coverage = options.coverage ?? new Coverage();
    this.#crashesLeft = options.crashes === undefined ? scenario.crashes : options.crashes.filter((one) => one !== undefined).length;
  }

  async run(): Promise<Outcome> {
    const ended = await this.#heard(() => {
      this.#startRound(0);
      return this.#scheduler.run(() => this.#isOver || this.#judge.violation !== undefined);
    });
    if (!ended) this.#judge.violate('I7', 'nothing can happen any more, and a run has not ended');
    const runs = [...this.#runs.values()];
    for (const run of runs) checkLateWrites(this.#judge, run);
    return {
      violation: this.#judge.violation,
      story: this.#story,
      calls: runs.reduce((sum, one) => sum + one.calls, 0),
      writes: runs.reduce((sum, one) => sum + one.writes, 0),
      runs: runs.length,
      crashes: this.#crashed,
      took: this.#scheduler.now - epoch,
      twins: this.#judge.expectedTwins.size,
      callsOf: runs.map(({ calls }) => calls),
      writesOf: runs.map(({ writes }) => writes),
    };
  }

  /** A rejection that nobody awaits ends a process, whatever it was about to say. */
  async #heard<T>(work: () => Promise<T>): Promise<T> {
    const onUnheard = (reason: unknown): void =>
      this.#judge.violate('I7', `nobody awaits what was rejected: ${reason instanceof Error ? reason.stack : String(reason)}`);
    process.on('unhandledRejection', onUnheard);
    try {
      const result = await work();
      // They are told of once nothing else is left to do at this moment.
      await new Promise((resolve) => setImmediate(resolve));
      return result;
    } finally {
      process.off('unhandledRejection', onUnheard);
    }
  }

  #changed(actor: Actor, call: ApiRequest | undefined, changes: readonly RowChange[], isLater: boolean): void {
    const run = this.#runs.get(actor.name);
    if (run !== undefined && call !== undefined) checkChanges(this.#judge, run, call, changes);
    for (const change of changes) {
      if (change.after === undefined) this.#judge.noteLost(actor.name, change.id);
      this.#judge.noteMarks(actor, change);
      const thing = this.#judge.ledger.things.get(change.id);
      const effect = this.#judge.effects.add(actor, this.#scheduler.now, call, change, thing, isLater);
      const ending = run && this.#results.get(run);
      if (run !== undefined && ending?.type === 'ended') checkLateEffect(this.#judge, run, ending.result, effect);
    }
  }

  #startRound(at: number): void {
    const given = this.#scenario.rounds[at];
    if (given === undefined) return this.#calmDown();
    const before = this.#judge.spec;
    this.#judge.spec = given.spec;
    const round = answered(given, this.#judge);
    this.#round = round;
    const { spec } = round;
    this.#judge.spec = before;
    this.#noteTargets(before, spec);
    this.#judge.spec = spec;
    this.#judge.ledger.learn(spec);
    this.#story.tell(
      'round',
      () =>
        `${at + 1}${round.edit && ` (${round.edit})`}: ${JSON.stringify({ ...spec, ...(spec.moved.length === 0 && { moved: undefined }) })}`,
    );
    const next = (): void => void this.#scheduler.after(this.#dice.pick(restartDelays), () => this.#startRound(at + 1));
    this.#active = round.runs;
    for (let index = 0; index < round.runs; index++) {
      const delay = index === 0 ? 0 : this.#dice.pick([10, 300, 3_000, 30_000]);
      this.#scheduler.after(delay, () => this.#launch(round, next));
    }
    if (this.#options.crashes === undefined) this.#schedulePeople();
  }

  /** Remembers entries whose target is another one under the same occurrence: they are refused. */
  #noteTargets(before: SimSpec, after: SimSpec): void {
    // What is taken over from now on stands perhaps beside what runs before have sent.
    const targetOf = ({ key, name, tags, ...rest }: Entry): string => JSON.stringify({ ...rest, retention: 0 });
    for (const entry of after.entries) {
      if (entry.section === 'policies') continue;
      const address = addressOf(entry);
      const earlier = before.entries.find((one) => this.#judge.canonical(addressOf(one)) === address || addressOf(one) === address);
      if (earlier !== undefined && targetOf(earlier) !== targetOf(entry)) this.#judge.retargeted.add(address);
    }
  }

  #schedulePeople(): void {
    const { people, rates, rounds } = this.#scenario;
    const parts = { cloud: this.#cloud, judge: this.#judge, dice: this.#dice.fork(), scheduler: this.#scheduler, story: this.#story };
    const soon = (): number => 10 ** (2.5 + 3 * this.#dice.next());
    const share = Math.ceil(people / rounds.length);
    for (let at = 0; at < share; at++) this.#scheduler.after(soon(), () => this.#faults.calm || meddle(parts, this.#scenario.deeds));
    if (rates.busy === undefined) return;
    for (let at = 0; at < 3; at++) this.#scheduler.after(soon(), () => this.#faults.calm || disturb(parts));
  }

  #nextCrash(): Crash | undefined {
    const { crashes } = this.#options;
    if (crashes !== undefined) return crashes[this.#runs.size];
    if (this.#scenario.aims !== undefined) return undefined;
    if (this.#crashesLeft === 0 || !this.#dice.chance(0.8)) return undefined;
    const phase = this.#dice.pick(crashPhases);
    const at = this.#dice.pick(['write', 'write', 'write', 'call', 'wait'] as const);
    return { at, phase, number: at === 'call' ? this.#dice.between(1, 60) : this.#dice.between(1, 6) };
  }

  #launch(round: Round, whenOver: () => void): void {
    const name = `apply-${this.#runs.size + 1}`;
    const run: ApplyRun = new ApplyRun(
      name,
      { ...programOf(round.spec), ...(round.prune && { prune: true }) },
      round,
      {
        scheduler: this.#scheduler,
        network: this.#network,
        dice: this.#dice.fork(),
        story: this.#story,
        coverage: this.#coverage,
        executor: this.#options.executor ?? applyStack,
        settle: this.#scenario.settle,
        skew: this.#scenario.skew,
        aim: this.#faults.calm ? undefined : this.#scenario.aims?.[this.#runs.size],
        expiry: this.#faults.calm ? undefined : this.#scenario.expiry,
        onEnd: (_, ending) => this.#ended(run, ending, round, whenOver),
      },
      this.#nextCrash(),
    );
    this.#runs.set(name, run);
    run.start();
    this.#watch(run);
    if (this.#scenario.interrupts && !this.#faults.calm && this.#dice.chance(0.4))
      this.#scheduler.after(10 ** (2.5 + 2.5 * this.#dice.next()), () => run.interrupt());
  }

  /** Looks every minute whether a run goes on beyond its bounds. */
  #watch(run: ApplyRun): void {
    this.#scheduler.after(60_000, () => {
      if (!run.isOver && !exceeds(this.#judge, run)) this.#watch(run);
    });
  }

  #ended(run: ApplyRun, ending: Ending, round: Round, whenOver: () => void): void {
    this.#results.set(run, ending);
    exceeds(this.#judge, run);
    if (ending.type === 'ended') {
      checkReport(this.#judge, this.#judge.effects, run, ending.result);
      checkReattached(this.#judge, this.#judge.effects, run, ending.result);
      if (isUndisturbed(this.#scenario)) checkKnown(this.#judge, run, ending.result);
      checkInterruption(this.#judge, run);
      checkLateWrites(this.#judge, run);
    }
    this.#checkDefect(run, ending);
    if (ending.type === 'killed') this.#crashed += 1;
    const isLeft = ending.type === 'killed' && this.#crashesLeft > 0;
    if (isLeft) this.#crashesLeft -= 1;
    const { abandons } = this.#scenario;
    if (isLeft && (abandons === undefined || !this.#dice.chance(abandons))) {
      // A run that begins at once is the most dangerous one: it sees the least of what was sent.
      const delay = this.#options.crashes === undefined ? this.#dice.pick(restartDelays) : 10;
      this.#scheduler.after(delay, () => this.#launch(round, whenOver));
      return;
    }
    this.#active -= 1;
    if (this.#active === 0) whenOver();
  }

  #checkDefect(run: ApplyRun, ending: Ending): void {
    const failure =
      ending.type === 'threw' ? ending.error : ending.type === 'ended' && 'failure' in ending.result ? ending.result.failure : undefined;
    if (failure === undefined || isFailure(failure)) return;
    this.#judge.violate('I7', `${run.actor.name} has a defect: ${failure instanceof Error ? failure.stack : String(failure)}`);
  }

  /** Nothing goes wrong any more, and everything that was on its way has arrived. */
  #calmDown(): void {
    const { settle, latest } = this.#scenario;
    this.#faults.calm = true;
    this.#crashesLeft = 0;
    this.#cloud.world.settings = { ...this.#cloud.world.settings, callsPerMinute: {}, quotas: {} };
    this.#story.tell('calm', () => 'nothing goes wrong any more');
    this.#scheduler.after(settle + latest + 60_000, () => this.#applyCalmly(1));
  }

  #applyCalmly(attempt: number): void {
    this.#active = 1;
    this.#launch({ ...this.#round, runs: 1, approved: true }, () => {
      const run = [...this.#runs.values()].at(-1) as ApplyRun;
      this.#judgeCalm(run, this.#results.get(run) as Ending, attempt);
    });
  }

  #judgeCalm(run: ApplyRun, ending: Ending, attempt: number): void {
    const plan = ending.type === 'ended' ? lastPlan(ending.result) : undefined;
    if (ending.type === 'ended') checkKnown(this.#judge, run, ending.result);
    if (ending.type === 'ended' && plan !== undefined && foundNothing(ending.result)) {
      checkEnd(this.#judge, run, plan);
      this.#isOver = true;
    } else if (isSettled(this.#judge, ending)) {
      this.#isOver = true;
    } else if (attempt < mostCalmRuns) {
      this.#scheduler.after(betweenCalmRuns, () => this.#applyCalmly(attempt + 1));
    } else {
      this.#judge.violate(
        'I4',
        `after ${attempt} runs in which nothing went wrong there is still something to do: ${ending.type === 'killed' ? 'killed' : endingText(ending)}`,
      );
    }
  }
}

/** What a run throws on purpose; anything else is a defect. */
const isFailure = (error: unknown): boolean => error instanceof Error && error.name === 'Failure';

/** Runs one seed. */
export const simulate = (scenario: Scenario, options: SimulateOptions = {}): Promise<Outcome> => new Simulation(scenario, options).run();
