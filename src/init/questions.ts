import { count, quote } from '../base/text.ts';
import type { Seed } from '../emulator/seed/types.ts';
import { defaultRegion, disksIn, regionOf } from './answers.ts';
import type { Answers } from './answers.ts';
import { isProblem, parseTag } from './disks-question.ts';
import type { Problem } from './disks-question.ts';
import type { AnswerName } from './problems.ts';

/** What a question may look at. */
export type Known = {
  /** What was read of a cloud; absent where the first spec is tried on an example. */
  readonly seed?: Seed;
  /** Whether these answers lint. */
  readonly lints: (answers: Answers) => boolean;
};

/** One thing that is asked on a terminal, and given by a flag elsewhere. */
export type Question = {
  readonly name: AnswerName;
  readonly flag: string;
  readonly text: string;
  /** The answer where none is given; none where there must be one. */
  readonly fallback: (answers: Answers, known: Known) => string | undefined;
  readonly set: (answers: Answers, text: string) => Answers | Problem;
  readonly problem?: (answers: Answers, known: Known) => Problem | undefined;
};

/** Hours at which little happens, in the order of trial: not each can be said in every zone. */
const quietHours = ['02:00', '02:30', '02:15', '02:45', '03:00', '03:30', '04:00', '04:30', '12:00', '12:30'];

/** The regions in which a seed has disks, those of most disks first. */
function regionsOf(seed: Seed): readonly string[] {
  const all = [...new Set((seed.disks ?? []).map((disk) => regionOf(disk, seed)))];
  return all.sort((a, b) => disksIn(seed, b).length - disksIn(seed, a).length || (a < b ? -1 : 1));
}

function regionProblem({ region }: Answers, { seed }: Known): Problem | undefined {
  if (seed === undefined || disksIn(seed, region).length > 0) return undefined;
  const regions = regionsOf(seed);
  const others = regions.map((one) => `${one} (${count(disksIn(seed, one).length, 'disk')})`).join(', ');
  return {
    message: `There are no disks in ${region}.`,
    help: regions.length === 0 ? 'There are none in other regions either.' : `There are some in ${others}.`,
  };
}

const withoutAccount = ({ account: _, ...rest }: Answers): Answers => rest;

export const questions: readonly Question[] = [
  {
    name: 'stack',
    flag: '--stack',
    text: 'Name of the stack, under which it owns what it makes',
    fallback: ({ stack }) => stack,
    set: (answers, stack) => ({ ...answers, stack }),
  },
  {
    name: 'region',
    flag: '--region',
    text: 'Region',
    fallback: (_, { seed }) => (seed === undefined ? undefined : regionsOf(seed)[0]),
    set: (answers, region) => ({ ...answers, region }),
    problem: regionProblem,
  },
  {
    name: 'account',
    flag: '--account',
    text: 'Id of the account, the only one that it may touch (- for none)',
    fallback: (_, { seed }) => seed?.account ?? '-',
    set: (answers, account) => (account === '-' ? withoutAccount(answers) : { ...answers, account }),
  },
  {
    name: 'disks',
    flag: '--tag',
    text: 'Tag of the disks to back up',
    fallback: ({ disks }, { seed }) => (seed === undefined && disks.type === 'tag' ? `${disks.key}=${disks.value}` : undefined),
    set: (answers, text) => {
      const disks = parseTag(text);
      return isProblem(disks) ? disks : { ...answers, disks };
    },
  },
  {
    name: 'timezone',
    flag: '--timezone',
    text: 'Time zone of the schedule',
    fallback: ({ region }) => (region.startsWith('cn-') ? 'Asia/Shanghai' : 'UTC'),
    set: (answers, timezone) => ({ ...answers, timezone }),
    problem: ({ timezone }) =>
      timezone === '' ? { message: `${quote(timezone)} is not a time zone.`, help: 'For example: Asia/Shanghai' } : undefined,
  },
  {
    name: 'at',
    flag: '--at',
    text: 'Time of the snapshot',
    fallback: (answers, { lints }) => quietHours.find((at) => lints({ ...answers, at })) ?? quietHours[0],
    set: (answers, at) => ({ ...answers, at }),
  },
  {
    name: 'retentionDays',
    flag: '--retention-days',
    text: 'Days that a snapshot is kept (-1: indefinitely)',
    fallback: ({ pattern }) => (pattern === 'gfs' ? '7' : '14'),
    set: (answers, retentionDays) => ({ ...answers, retentionDays }),
  },
];

/** The region where nobody is asked and nothing says it. */
export const proposedRegion = defaultRegion;
