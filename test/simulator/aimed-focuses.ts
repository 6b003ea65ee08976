import type { Focus } from './focus.ts';

/**
 * Classes of seeds that are each aimed at the situation of a few clauses, which is rare in all others: a mutant without such a
 * clause is found in them within hundreds of seeds.
 */
export const aimedFocuses = {
  /** Backups that take a token, of one run at a time: with tokens off, looking is all there is. */
  looks: {
    sections: ['snapshots', 'groups'],
    runs: [1],
    edits: ['occurrence', 'rename', 'tags'],
    rates: { late: 0.2, lost: 0.1 },
    tokens: 'for ever',
    crashes: 3,
  },
  /** The same, and everything with `--careful`. */
  careful: {
    sections: ['snapshots', 'groups'],
    runs: [1],
    edits: ['occurrence', 'rename', 'tags'],
    rates: { late: 0.2, lost: 0.1 },
    tokens: 'for ever',
    crashes: 3,
    careful: true,
  },
  /** Tokens that are spent again and again. */
  rungs: {
    sections: ['snapshots'],
    runs: [2, 3],
    rounds: 3,
    edited: 0,
    ways: 0,
    rates: { spent: 0.5, failing: 0.5 },
    only: true,
    tokens: 'spent',
    settings: { snapshotSeconds: 1, tokenSeconds: 0 },
    crashes: 3,
  },
  /** Marks are taken off while runs go on. */
  doubts: {
    sections: ['snapshots', 'groups'],
    runs: [1],
    edits: ['occurrence', 'rename'],
    rates: { late: 0.2, lost: 0.1, throttled: 0.1 },
    tokens: 'for ever',
    crashes: 3,
    people: 6,
    deeds: ['untag', 'untag', 'tag'],
  },
  /** Listings that lose what was just made, and that come so late that one of them decides. */
  lacking: {
    sections: ['snapshots', 'groups', 'desktopSnapshots'],
    runs: [1],
    rounds: 2,
    edits: ['occurrence'],
    edited: 1,
    ways: 0,
    rates: { 'held-up': 0.5, mislaid: 0.7, unanswered: 0.3, failing: 0.2 },
    only: true,
    settle: 12_000,
    settings: { snapshotSeconds: 1 },
  },
  /** Listings that lose something, while all else goes well. */
  listings: {
    sections: ['snapshots', 'desktopSnapshots'],
    runs: [1],
    rounds: 5,
    edits: ['rename'],
    edited: 0.5,
    ways: 0,
    rates: { pages: 0.8 },
    only: true,
    settle: 12_000,
    settings: { listLagMs: {}, replicaLagMs: [] },
  },
  /** Backups that fail, and clocks that do not agree. */
  failures: {
    sections: ['snapshots', 'groups'],
    runs: [1],
    edits: ['occurrence'],
    rates: { failing: 0.5, lost: 0.05 },
    tokens: 'spent',
    settings: { snapshotSeconds: 1 },
    skews: [0, 20_000, 120_000, 300_000, -120_000],
    crashes: 2,
  },
  /** Policies that several runs create within a minute, which is all that times say. */
  minutes: {
    sections: ['policies'],
    runs: [2, 3],
    rates: { late: 0.4, lost: 0.1 },
    only: true,
    minutes: true,
    skews: [0, 0, 120_000, 300_000],
    crashes: 4,
    ways: 0,
  },
  /** Policies that several runs create, each after it has waited for a limit. */
  queues: {
    sections: ['policies'],
    runs: [2, 3],
    ways: 0,
    rounds: 1,
    rates: { queued: 0.6, late: 0.4, lost: 0.1 },
    only: true,
    crashes: 2,
  },
  /** Policies that several runs create, in listings that lose one of them. */
  mislaid: { sections: ['policies'], runs: [2], ways: 0, rounds: 1, rates: { mislaid: 0.6 }, only: true, minutes: true, settle: 12_000 },
  /** Disks that move, and move back. */
  backwards: {
    sections: ['policies'],
    ways: 0,
    whole: true,
    lists: true,
    rounds: 4,
    edits: ['shift-disks'],
    edited: 1,
    back: 0.7,
    rates: { late: 0.4, 'late-effect': 0.3 },
    only: true,
    crashes: 6,
    abandons: 0.8,
  },
  /** Disks that move to an entry that is refused, since somebody has changed its marks. */
  held: {
    sections: ['policies'],
    ways: 0,
    whole: true,
    lists: true,
    rounds: 3,
    edits: ['shift-disks'],
    edited: 1,
    approved: 1,
    people: 6,
    deeds: ['untag', 'tag'],
  },
  /** Of an entry two policies have disks: somebody attached some. */
  contested: {
    sections: ['policies'],
    ways: 0,
    runs: [2, 3],
    rounds: 3,
    edits: ['retention', 'rename', 'shift-disks'],
    rates: { late: 0.2, lost: 0.2 },
    crashes: 3,
    people: 6,
    deeds: ['attach'],
    approved: 1,
    prunes: true,
  },
  /** Limits that are reached at once. */
  limits: { whole: true, runs: [1], ways: 0, only: true, settings: { callsPerMinute: { '*': 2 } }, rounds: 1 },
  /** Calls that change something and never arrive. */
  unheard: { runs: [1], ways: 0, rates: { unheard: 0.6 }, only: true, rounds: 2 },
  /** Replies of success that do not say what was made. */
  unnamed: { runs: [1], ways: 0, rates: { unnamed: 0.5 }, only: true, rounds: 2 },
  /** Marks are taken off what a run is about to change, and has to wait for. */
  disowned: {
    ways: 0,
    edits: ['rename', 'tags', 'retention'],
    edited: 1,
    rounds: 3,
    rates: { throttled: 0.4 },
    settle: 12_000,
    people: 6,
    deeds: ['untag'],
  },
  /** Changes that arrive late, and are changed again. */
  changes: {
    edits: ['rename', 'tags', 'retention'],
    edited: 1,
    rounds: 3,
    runs: [1],
    ways: 0,
    rates: { late: 0.5 },
    only: true,
  },
  /** Backups that are no longer declared, where others of the same disks are left. */
  pruned: {
    sections: ['snapshots', 'groups', 'policies'],
    whole: true,
    rounds: 3,
    edits: ['removed'],
    edited: 1,
    approved: 1,
    prunes: true,
    people: 4,
    deeds: ['churn'],
  },
  /** Policies that go, and whose disks another one takes over. */
  merged: {
    sections: ['policies'],
    ways: 0,
    whole: true,
    lists: true,
    rounds: 3,
    edits: ['merge', 'shift-disks'],
    edited: 1,
    approved: 1,
    rates: { late: 0.1, lost: 0.1, denied: 0.1, 'late-effect': 0.2, partial: 0.1 },
    crashes: 3,
    prunes: true,
  },
  /** Nothing goes wrong, but that what is written is listed late. */
  lagged: { whole: true, runs: [1], ways: 0, undisturbed: true },
  /** Backups that somebody deletes while the run that made them goes on. */
  vanishing: { whole: true, runs: [1], rounds: 1, ways: 0, people: 8, deeds: ['delete'], rates: {}, only: true },
  /** Marks are taken off, and the spec lets go of what has lost them. */
  'let go': {
    sections: ['snapshots', 'groups'],
    runs: [1],
    rounds: 4,
    edited: 0,
    ways: 0,
    rates: { unanswered: 0.5, throttled: 0.1 },
    only: true,
    careful: true,
    people: 6,
    deeds: ['untag'],
    answer: 'forget',
  },
  /** Policies go whose disks an entry is to take over that is refused, for what it is to take over itself. */
  refused: {
    sections: ['policies'],
    whole: true,
    lists: true,
    runs: [1],
    rounds: 3,
    edits: ['merge', 'shift-disks'],
    edited: 1,
    approved: 1,
    ways: 1,
    adopts: 'policies',
    rates: {},
    only: true,
    prunes: true,
  },
  /** What alone counts of an entry is named by its id, to be deleted. */
  misnamed: { sections: ['snapshots', 'groups', 'policies'], runs: [1], rounds: 2, edited: 0, approved: 1, ways: 0, answer: 'misname' },
  /** Entries that get another target, after what was there of them could be listed. */
  retargeted: { sections: ['snapshots', 'groups'], rounds: 3, edits: ['other-target'], edited: 1, ways: 0, rates: { late: 0.1 } },
  /** Entries that get another name. */
  renamed: {
    sections: ['snapshots', 'groups'],
    runs: [1],
    rounds: 3,
    edits: ['moved'],
    edited: 1,
    back: 0,
    ways: 0,
    rates: { late: 0.3 },
    tokens: 'for ever',
    crashes: 4,
    abandons: 0.8,
  },
  /** Several runs that change the same at once, and are not answered. */
  doubled: {
    sections: ['policies', 'snapshots'],
    runs: [2, 3],
    rounds: 4,
    edits: ['rename', 'tags', 'retention', 'moved'],
    edited: 1,
    ways: 0,
    rates: { late: 0.4 },
    only: true,
  },
  /** Marks are taken off while runs that write others over them wait for limits. */
  unmarked: {
    sections: ['policies', 'snapshots'],
    runs: [1, 2],
    rounds: 4,
    edits: ['moved'],
    edited: 1,
    ways: 0,
    rates: { throttled: 0.4, limits: 0.5 },
    only: true,
    people: 6,
    deeds: ['untag'],
  },
  /** Desktop snapshots of several runs at once, some of which fail. */
  outcomes: {
    sections: ['desktopSnapshots'],
    runs: [2, 3],
    rounds: 2,
    ways: 0,
    rates: { failing: 0.4, late: 0.2, lost: 0.3 },
    only: true,
    settings: { snapshotSeconds: 1 },
  },
  /** Desktop snapshots of several runs at once, and limits: twins are not promised away, so that only mutants are looked for. */
  rivals: { sections: ['desktopSnapshots'], runs: [2, 3], rates: { throttled: 0.3 }, only: true },
  /** Tokens that are spent, and expire, with several runs at once: as little promised. */
  ladder: {
    sections: ['snapshots', 'groups'],
    runs: [2, 3],
    edits: ['occurrence'],
    rates: { failing: 0.2, spent: 0.15, late: 0.1, lost: 0.1 },
    tokens: 'both',
    settings: { snapshotSeconds: 1, tokenLifeMs: 60_000 },
    crashes: 3,
    people: 3,
    deeds: ['delete'],
  },
} as const satisfies { readonly [name: string]: Focus };
