/** A fault that an apply once had, and the tests in which it would show again. */
export type KnownFault = {
  /** What went wrong, and the group that it belongs to. */
  readonly fault: string;
  /** Each test by its file below test/ and words of its title. */
  readonly heldBy: readonly (readonly [file: string, title: string])[];
};

const machine = 'apply/machine.test.ts';
const attachments = 'apply/attachments.test.ts';
const scheduling = 'apply/scheduling.test.ts';
const limiter = 'apply/limiter.test.ts';
const run = 'apply/apply.test.ts';
const again = 'e2e/taken-again.test.ts';
const processes = 'e2e/processes.test.ts';

const killed = ['simulator/promises.test.ts', 'a run that is killed at any call makes no second'] as const;
const twoLooks = [machine, 'a desktop snapshot is taken after two looks alike a settle time apart, and one right before'] as const;
const elected = [machine, 'of policies the earliest counts, once none that is earlier can still show up'] as const;
const realProcesses = [
  processes,
  'killed, interrupted and run twice at once makes each backup exactly once, and says what is true',
] as const;
const notAnswered = [
  machine,
  'that was not answered is looked for until the settle time is over, then sent once more with the same token',
] as const;

/** Found by a review of the first executor: A what users met, C what reading its code showed. */
export const knownFaults: readonly KnownFault[] = [
  { fault: 'A1 a crash while listings lag makes a second policy or desktop snapshot', heldBy: [killed, elected, twoLooks, realProcesses] },
  {
    fault: 'A2 a job that is cancelled while a create is on its way, and run again',
    heldBy: [['e2e/signals.test.ts', '%s during %s'], killed, realProcesses],
  },
  {
    fault: 'A3 a backup that went away is never taken again',
    heldBy: [
      [again, 'a snapshot that somebody deleted'],
      [again, 'a group that somebody deleted'],
      [again, 'a snapshot that its retention released'],
      [again, 'a failed one that somebody cleaned up'],
      [machine, 'whose answer names what two looks lack when the settle time is over, goes on with the next token'],
    ],
  },
  {
    fault: 'A4 a token that a refusal has spent keeps the backup from ever being taken',
    heldBy: [
      [again, 'a token that a refusal has spent is left behind'],
      [machine, "test.each(['IdempotentFailed', 'IdempotentParameterMismatch'])("],
    ],
  },
  {
    fault: 'A5 a read that fails after the writes loses the report',
    heldBy: [
      ['e2e/results-first.test.ts', 'the cloud dies after the writes: what was made is printed'],
      ['e2e/results-first.test.ts', 'as a document too: the receipt is whole'],
      ['e2e/results-first.test.ts', 'a last look that is throttled until --timeout: the results are printed first'],
      ['cloud/renewal.test.ts', 'are renewed once for all calls, and the calls sent again'],
      ['engine/watch.test.ts', 'what is due within two seconds of each other is one look of each kind'],
    ],
  },
  {
    fault: 'A6 writes go on after the error was printed',
    heldBy: [
      [run, 'a defect of ours stops the run, and hides nothing of what was done'],
      ['engine/apply-stack.test.ts', 'an unanswered create that cannot be looked up is unknown, and what was not begun is cancelled'],
    ],
  },
  {
    fault: 'A7 one unsuitable disk takes the protection of all',
    heldBy: [
      [attachments, 'that is refused for one disk is halved until it is found, and the others are attached'],
      ['e2e/situations.test.ts', 'one disk at its limit is found and named, and the others are attached'],
      ['e2e/situations.test.ts', 'an urgent backup does not wait for a disk that is gone from another entry'],
    ],
  },
  {
    fault: 'A8 a disk that moves is taken off on an answer, or on one listing',
    heldBy: [
      [attachments, 'is taken off only once it is seen where it moves to'],
      [attachments, 'that this run did not attach is seen twice, a settle time apart'],
      ['cloud/observe.test.ts', 'before a disk is taken off, the disks and the attachments are listed until they say so twice'],
    ],
  },
  {
    fault: 'A9 nothing is asked before protection is reduced',
    heldBy: [
      ['plan/gate.test.ts', 'what counts, each disk for each thing it loses'],
      ['plan/gate.test.ts', 'what is not approved is held back, and the rest goes on'],
      ['e2e/situations.test.ts', 'nothing is taken off without a word, and the near miss is named'],
    ],
  },
  {
    fault: 'A10 three of four marks make a second one, copied marks take a foreign one over, tags of others are removed',
    heldBy: [
      ['e2e/ownership.test.ts', 'one of four marks is not what it was'],
      ['diff/ownership.property.test.ts', 'whatever happens to marks, nothing is made twice and nothing is changed that is not proven'],
      ['e2e/tagging-robots.test.ts', 'a robot that tags between runs and the spec never fight'],
    ],
  },
  {
    fault: 'A11 a plan that changed while somebody was asked is carried out all the same',
    heldBy: [['engine/apply-stack.test.ts', 'counts for the plan that was shown: what changed meanwhile is shown again']],
  },
  {
    fault: 'A12 two applies at once leave two policies with disks',
    heldBy: [
      elected,
      [machine, 'of policies the one with disks counts, and with disks on two none does'],
      [attachments, 'to a policy that is young waits until none that is earlier can still show up, and is not sent where one does'],
      realProcesses,
    ],
  },
  {
    fault: 'A13 outcomes that are not true: cancelled, failed or done without being known',
    heldBy: [
      [run, 'after a call that may have taken effect is unknown, never cancelled'],
      [run, 'while something is not listed yet leaves it unknown, with its id'],
      [run, 'without an answer is looked for, and sent again only where it is not seen'],
      [attachments, 'that was not answered is looked at first, and sends only what is missing'],
      ['e2e/eventual-consistency.test.ts', 'a resource that was created and is not listed yet is not created a second time'],
      ['simulator/judge.test.ts', 'what is reported as cancelled, and took effect later'],
    ],
  },
  {
    fault: 'A14 a signal is not heard for half a minute',
    heldBy: [
      ['e2e/signals.test.ts', 'a signal ends an apply within seven seconds, whatever is in flight'],
      ['e2e/signals.test.ts', 'during the last look leaves what was done as it is'],
      [machine, 'starts nothing, and ends after six seconds whatever is in flight'],
    ],
  },
  {
    fault: 'A15 an answer without its list counts as an empty list',
    heldBy: [
      ['cloud/listing.test.ts', 'a token that is repeated is an incomplete list'],
      ['cloud/observe.test.ts', 'what is not understood'],
    ],
  },
  {
    fault: 'C1 EHOSTUNREACH of a connection that stood counts as not sent',
    heldBy: [['cloud/errors.test.ts', 'EHOSTUNREACH of %s, on a connection that stood: it may have arrived']],
  },
  {
    fault: 'C2 a create is sent again for minutes without a look',
    heldBy: [[machine, 'after IdempotentProcessing the same token, for two settle times at most, then unknown']],
  },
  {
    fault: 'C3 a change that was not answered is sent again without a look',
    heldBy: [
      [attachments, 'that was not answered is looked at first, and sends only what is missing'],
      [attachments, 'a change that was not answered is looked at, and sent again only where it is not seen'],
    ],
  },
  {
    fault: 'C4 pauses that know neither the minute nor chance',
    heldBy: [
      [limiter, 'twenty processes at once do not storm'],
      ['cloud/patient-reader.test.ts', 'throttling is waited out to the end of the minute'],
    ],
  },
  {
    fault: 'C5 four busy disks hold up a fifth',
    heldBy: [
      [scheduling, '%i busy disks do not hold up one that is free'],
      [scheduling, 'what got no answer and is looked for holds nothing up either'],
    ],
  },
  {
    fault: 'C6 what is being made is listed four times a second, for an hour at most',
    heldBy: [['engine/watch.test.ts', 'where the service says nothing of what is left, looks become rarer']],
  },
  { fault: 'C7 one look after the settle time decides', heldBy: [notAnswered] },
  {
    fault: 'C8 reads give up after seven seconds, and hear no signal while they pause',
    heldBy: [
      ['cloud/patient-reader.test.ts', 'as many minutes as it takes'],
      ['cloud/patient-reader.test.ts', 'the end of the run ends the waiting'],
    ],
  },
  { fault: 'C9 an id that is not known is sent as an empty text', heldBy: [[attachments, 'whose policy has no id is not sent']] },
  {
    fault: 'C10 a tag is gone between untag and tag',
    heldBy: [['plan/operations.test.ts', 'those that change are set before others are removed']],
  },
  {
    fault: 'C11 a full disk ends the process in the middle of an apply',
    heldBy: [['e2e/broken-output.test.ts', 'output that fails neither ends a run half-way nor hides its exit code']],
  },
  {
    fault: 'C12 an empty spec is refused for tagged things only (what carries no tags says of no stack that it is its own)',
    heldBy: [['engine/apply-stack.test.ts', 'an empty spec for a stack that owns something is refused']],
  },
  {
    fault: 'C13 desktop snapshots are read only where the spec has some',
    heldBy: [['cloud/observe.test.ts', 'those with owner tags always, those with markers where the spec has one']],
  },
  {
    fault: 'C14 takeUntil is held against the clock of this machine',
    heldBy: [[again, 'takeUntil is held against the clock of the service, not of this machine']],
  },
  {
    fault: 'C15 a call that is given up leaves its connection open',
    heldBy: [['cloud/replies.test.ts', 'ends a read with its reason and destroys the connection']],
  },
];
