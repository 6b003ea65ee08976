import type { Clock } from '../../src/base/clock.ts';
import type { Reader, Reply, Writer } from '../../src/cloud/client.ts';
import { ServiceError } from '../../src/cloud/errors.ts';
import { patientReader } from '../../src/cloud/patient-reader.ts';
import type { ApplyStackOptions, ApplyStackResult } from '../../src/engine/apply-stack.ts';
import type { StackProgram } from '../../src/engine/plan-stack.ts';
import type { ReadCall, WriteCall } from '../../src/kinds/calls.ts';
import { hasFailed } from '../../src/plan/receipt.ts';
import type { ApplyEvent } from '../../src/plan/receipt.ts';
import type { Cell } from './coverage-table.ts';
import type { Coverage } from './coverage.ts';
import type { Dice } from './dice.ts';
import type { Actor } from './ledger.ts';
import { RunCredentials } from './credentials.ts';
import { deadlineOf } from './network.ts';
import type { Network, Sender, Sending } from './network.ts';
import type { Expiry, Round } from './scenario.ts';
import type { Scheduler } from './scheduler.ts';
import type { Story } from './story.ts';
import type { Heard } from './wire.ts';

/** Where a run is killed: at a call, counted from 1, or while it waits. */
export type Crash = {
  readonly at: 'call' | 'write' | 'wait';
  readonly number: number;
  readonly phase: 'before sending' | 'under way' | 'before the answer' | 'after the answer';
};
export const crashPhases = ['before sending', 'under way', 'before the answer', 'after the answer'] as const;

/** An executor: that of the product, or another to compare it with. */
export type Executor = (program: StackProgram, options: ApplyStackOptions & Beside) => Promise<ApplyStackResult>;
/** What the executor is given beside the options that it has had for long. */
export type Beside = { readonly chance: () => number; readonly careful: boolean };

/** How a run ended. */
export type Ending =
  | { readonly type: 'killed'; readonly where: string }
  | { readonly type: 'ended'; readonly result: ApplyStackResult }
  | { readonly type: 'threw'; readonly error: unknown };

export type RunParts = {
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly dice: Dice;
  readonly story: Story;
  readonly coverage: Coverage;
  readonly executor: Executor;
  readonly settle: number;
  readonly skew: number;
  /** Absent where credentials do not expire. */
  readonly expiry?: Expiry | undefined;
  /** What it meets, and where it is killed, at the first call of an operation. */
  readonly aim?: Cell | undefined;
  readonly onEnd: (run: ApplyRun, ending: Ending) => void;
};

/** What is taken off in one run, where reductions are approved. */
const anyNumber = 100_000;

/** One run of `snapspec apply`: everything that it does goes through here, and it can be killed at any point. */
export class ApplyRun {
  readonly actor: Actor;
  readonly program: StackProgram;
  readonly round: Round;
  readonly startedAt: number;
  calls = 0;
  writes = 0;
  waits = 0;
  isOver = false;
  /** When it was interrupted by a signal. */
  interruptedAt: number | undefined;
  /** Calls that change something and were sent after that, or after its end. */
  lateWrites = 0;
  /** When it began to read for its last plan. */
  plannedAt = 0;
  /** The most calls of one operation that change something and were refused within a minute for their number. */
  mostThrottled = 0;
  readonly #throttled = new Map<string, number>();
  /** When something of it failed first, and what had begun by then: the action of the call, and what it is about. */
  #failedAt: number | undefined;
  readonly #begun = new Set<string>();
  #isKilled = false;
  /** Disks that it has taken off a policy. */
  readonly #takenOff = new Set<string>();
  readonly #parts: RunParts;
  readonly #crash: Crash | undefined;
  readonly #interruption = new AbortController();
  readonly #credentials: RunCredentials | undefined;
  /** What it is aimed at was met. */
  #isAimed = false;
  #isApproved = false;

  constructor(name: string, program: StackProgram, round: Round, parts: RunParts, crash?: Crash) {
    this.actor = { kind: 'run', name };
    this.program = program;
    this.round = round;
    this.startedAt = parts.scheduler.now;
    this.#parts = parts;
    this.#crash = crash;
    this.#credentials = parts.expiry && new RunCredentials(parts.scheduler.now, parts.expiry);
  }

  start(): void {
    const { executor, dice, settle, story } = this.#parts;
    const { approved, careful, prune, wait } = this.round;
    const said = [approved && 'reductions approved', careful && '--careful', prune && '--prune'].filter(Boolean);
    story.tell(this.actor.name, () => ['starts', ...said].join(', '));
    const chance = dice.next;
    const options: ApplyStackOptions & Beside = {
      reader: patientReader(this.#reader(), { clock: this.#clock, chance }),
      writer: this.#writer(),
      clock: this.#clock,
      settle,
      wait,
      chance,
      careful,
      gate: { approvals: approved ? [{ by: 'flag', reductions: anyNumber }] : [], limit: 0 },
      approve: async () => {
        this.#isApproved = true;
        return { type: 'yes' };
      },
      signal: () => this.#interruption.signal,
      onEvent: (event) => this.#tell(event),
    };
    executor(this.program, options).then(
      (result) => this.#end({ type: 'ended', result }),
      (error: unknown) => this.#end({ type: 'threw', error }),
    );
  }

  /** Ends it in the middle: nothing of it happens any more, but what it has sent is under way. */
  kill(where: string): void {
    this.#isKilled ||= !this.isOver;
    this.#end({ type: 'killed', where });
  }

  /** A signal: before anything is approved it simply ends the process. */
  interrupt(): void {
    if (this.isOver) return;
    if (!this.#isApproved) return this.kill('by a signal before anything was approved');
    this.#parts.story.tell(this.actor.name, () => 'is interrupted (SIGINT)');
    this.interruptedAt = this.#parts.scheduler.now;
    this.#interruption.abort(new Error('SIGINT'));
  }

  #end(ending: Ending): void {
    if (this.isOver) return;
    this.isOver = true;
    this.#parts.story.tell(this.actor.name, () => (ending.type === 'killed' ? `is killed ${ending.where}` : `ends: ${endingText(ending)}`));
    this.#parts.onEnd(this, ending);
  }

  /** Whether something failed in it before it began what a call belongs to. */
  beganAfterFailure({ action, params }: { readonly action: string; readonly params: { readonly [name: string]: unknown } }): boolean {
    return this.#failedAt !== undefined && !this.#begun.has(`${action} ${aboutOf(params)}`);
  }

  #note(event: ApplyEvent): void {
    if (event.type === 'ended' && hasFailed(event.result)) this.#failedAt ??= this.#parts.scheduler.now;
    if (event.type !== 'started' || this.#failedAt !== undefined) return;
    const { call, from } = event.operation;
    for (const { action, params } of [call, ...(from === undefined ? [] : [from.call])]) this.#begun.add(`${action} ${aboutOf(params)}`);
  }

  #tell(event: ApplyEvent): void {
    if (this.isOver) return;
    this.#note(event);
    this.#parts.story.tell(this.actor.name, () => `  ${eventText(event)}`);
  }

  readonly #clock: Clock = {
    now: () => this.#parts.scheduler.now + this.#parts.skew,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (this.isOver) return;
        if (signal?.aborted) return reject(signal.reason);
        this.waits += 1;
        if (this.#crash?.at === 'wait' && this.#crash.number === this.waits) return this.kill('while it waits');
        const takeBack = this.#parts.scheduler.after(milliseconds, () => {
          signal?.removeEventListener('abort', onAbort);
          if (!this.isOver) resolve();
        });
        const onAbort = (): void => {
          takeBack();
          if (!this.isOver) reject(signal?.reason);
        };
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
  };

  #reader(): Reader {
    let reads = 0;
    const read = (call: ReadCall): Promise<Reply> => {
      reads += 1;
      return this.#send(call);
    };
    return { read, calls: () => reads };
  }

  #writer(): Writer {
    return { write: (call) => this.#send(call) };
  }

  /** The fault that a call is to meet; only the first one of its operation does. */
  #aimedFault(call: ReadCall | WriteCall): string | undefined {
    const { aim } = this.#parts;
    if (aim === undefined || this.#isAimed || nameOf(call) !== aim.action) return undefined;
    this.#isAimed = true;
    return aim.fault;
  }

  #crashHere(call: ReadCall | WriteCall): Crash['phase'] | undefined {
    this.calls += 1;
    if ('writes' in call) this.writes += 1;
    const { aim } = this.#parts;
    if (aim !== undefined)
      return this.#isAimed || nameOf(call) !== aim.action ? undefined : crashPhases.find((phase) => phase === aim.crash);
    const { at, number, phase } = this.#crash ?? { at: 'none', number: 0, phase: undefined };
    const isHere = (at === 'call' && number === this.calls) || (at === 'write' && 'writes' in call && number === this.writes);
    return isHere ? phase : undefined;
  }

  /** What was refused for its credentials had no effect: it is sent once more with fresh ones, within the same time. */
  #renewing(call: ReadCall | WriteCall, used: Sender, heard: Heard, { sentAt }: Sending, hear: (heard: Heard) => void): void {
    const { network, scheduler, settle, story } = this.#parts;
    const { now } = scheduler;
    const left = deadlineOf(call, settle) - (now - sentAt);
    if (this.isOver || left <= 0 || !this.#credentials?.renewed(heard, used.goodUntil, now)) return hear(heard);
    story.tell(this.actor.name, () => 'renews its credentials, which have expired');
    network.send(this.actor, call, { goodUntil: this.#credentials.goodUntil, deadline: left }, hear);
  }

  #noteThrottled(call: ReadCall | WriteCall, heard: Heard): void {
    if ('reads' in call || !('error' in heard) || !(heard.error instanceof ServiceError) || !heard.error.code.includes('Throttling'))
      return;
    const key = `${call.action} ${Math.floor(this.#parts.scheduler.now / 60_000)}`;
    const count = (this.#throttled.get(key) ?? 0) + 1;
    this.#throttled.set(key, count);
    this.mostThrottled = Math.max(this.mostThrottled, count);
  }

  /** Attaches what it has just taken off: that goes on after a signal, as long as the run does. */
  #isMending(call: ReadCall | WriteCall): boolean {
    return !this.isOver && call.action === 'ApplyAutoSnapshotPolicy' && disksOf(call).every((disk) => this.#takenOff.has(disk));
  }

  #send(call: ReadCall | WriteCall): Promise<Reply> {
    const { network, scheduler, coverage } = this.#parts;
    if ('writes' in call && !this.#isKilled && (this.isOver || this.interruptedAt !== undefined) && !this.#isMending(call))
      this.lateWrites += 1;
    if (call.action === 'CancelAutoSnapshotPolicy') for (const disk of disksOf(call)) this.#takenOff.add(disk);
    if (call.action === 'GetCallerIdentity') this.plannedAt = scheduler.now;
    return new Promise((resolve, reject) => {
      if (this.isOver) return;
      const crash = this.#crashHere(call);
      const kill = (): void => this.kill(`${crash}: ${call.action}`);
      if (crash === 'before sending') {
        coverage.hit(nameOf(call), 'none', crash);
        return kill();
      }
      const fault = this.#aimedFault(call);
      const good = this.#credentials?.goodUntil ?? Number.POSITIVE_INFINITY;
      const used: Sender = { goodUntil: good, ...(fault !== undefined && { aim: fault }) };
      const sending = network.send(this.actor, call, used, (first) =>
        this.#renewing(call, used, first, sending, (heard) => {
          if (this.isOver) return;
          this.#parts.story.heard(this.actor, sending, heard);
          this.#noteThrottled(call, heard);
          if (crash === 'after the answer') kill();
          else if ('reply' in heard) resolve(heard.reply);
          else reject(heard.error);
        }),
      );
      const { out } = sending.trip;
      coverage.hit(nameOf(call), sending.trip.fault, crash ?? 'none');
      if (crash === 'under way') scheduler.after(Math.min(out / 2, 1_000), kill);
      if (crash === 'before the answer') scheduler.after(out + 1, kill);
    });
  }
}

/** What a call is about, where it takes something away. */
const aboutOf = (params: { readonly [name: string]: unknown }): string =>
  String(params['autoSnapshotPolicyId'] ?? params['SnapshotId'] ?? params['SnapshotGroupId'] ?? params['SnapshotId.1'] ?? '');

const disksOf = ({ params }: ReadCall | WriteCall): readonly string[] => JSON.parse(String(params['diskIds'] ?? '[]')) as string[];

/** Two services have operations of one name. */
const nameOf = ({ service, action }: ReadCall | WriteCall): string => (service === 'ecd' ? `ECD ${action}` : action);

function eventText(event: ApplyEvent): string {
  switch (event.type) {
    case 'ended': {
      const { outcome, resourceId, message } = event.result;
      return `${event.operation.id}: ${[outcome, resourceId, message].filter(Boolean).join(', ')}`;
    }
    case 'started':
      return `${event.operation.id}: started`;
    case 'waiting':
      return `${event.operation.id}: waits ${event.seconds} s, ${event.why}`;
    case 'settling':
      return event.what;
    default:
      return JSON.stringify(event);
  }
}

export function endingText(ending: Exclude<Ending, { readonly type: 'killed' }>): string {
  if (ending.type === 'threw') return `throws ${ending.error instanceof Error ? ending.error.message : String(ending.error)}`;
  const { result } = ending;
  if (result.type !== 'applied') return `${result.type}, ${result.plan.operations.length} operations held back`;
  const outcomes = result.results.map(({ id, outcome }) => `${id} ${outcome}`).join('; ');
  const left = result.after === undefined ? 'no last look' : `${result.after.operations.length} operations left`;
  return `applied (${outcomes}); ${left}`;
}
