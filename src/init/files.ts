import { count } from '../base/text.ts';
import { printSeed } from '../capture/print-seed.ts';
import type { Seed } from '../emulator/seed/types.ts';
import { mostMonthly } from './answer.ts';
import { chosenDisks, chosenInWords } from './answers.ts';
import type { Answers } from './answers.ts';
import { exampleSeed } from './example-seed.ts';
import { specFile } from './problems.ts';
import { keptMonthly, keptWeekly, specText } from './spec-text.ts';
import type { SpecContext } from './spec-text.ts';

/** A file that is written, and what it is for. */
export type InitFile = {
  readonly name: string;
  readonly text: string;
  /** A sentence that follows its name. */
  readonly says: string;
  /** Nobody else may read it. */
  readonly isPrivate?: true;
};

/** The seed that `--local` finds beside a spec. */
export const seedFile = 'local-cloud.yaml';

/** The JSON Schema beside a spec where no package is installed for it. */
export const schemaFile = 'snapspec.schema.json';

/** What the files are made from. */
export type InitPlan = {
  readonly answers: Answers;
  readonly context: SpecContext;
  /** What was read of a cloud; absent for an example. */
  readonly seed?: Seed;
  /** Whether the seed stands beside the spec already. */
  readonly hasSeed: boolean;
  /** The JSON Schema to write beside the spec; absent where an installed one is named. */
  readonly schemaText?: string;
};

const kept = (days: string): string => (days === '-1' ? 'kept indefinitely' : `kept for ${days} ${days === '1' ? 'day' : 'days'}`);

function scheduleInWords({ pattern, at, timezone, retentionDays }: Answers): string {
  const daily = `at ${at} ${timezone}, ${kept(retentionDays)}`;
  return pattern === 'gfs' ? `${daily}; weekly ones for ${keptWeekly} days, monthly ones for ${keptMonthly}` : `every day ${daily}`;
}

/** The seed that the spec is tried on. */
export const seedOf = ({ seed, answers }: Pick<InitPlan, 'seed' | 'answers'>): Seed => seed ?? exampleSeed(answers);

function specOf(plan: InitPlan): InitFile {
  const { answers, context } = plan;
  const many = chosenDisks(seedOf(plan), answers).length;
  const left = many - mostMonthly;
  return {
    name: specFile,
    text: specText(answers, context),
    says: `${chosenInWords(answers.disks)}, ${scheduleInWords(answers)}.${
      answers.pattern === 'gfs' && left > 0 ? ` The monthly snapshot is written for ${mostMonthly} disks; ${left} more need an entry.` : ''
    }`,
  };
}

function seedFileOf(plan: InitPlan): InitFile {
  const { seed, answers } = plan;
  const disks = count(seedOf(plan).disks?.length ?? 0, seed === undefined ? 'example disk' : 'disk');
  return {
    name: seedFile,
    text:
      seed === undefined
        ? `# An example: what the local cloud begins with.\n${withoutHead(printSeed(exampleSeed(answers)))}`
        : printSeed(seed),
    says: `the local cloud begins with ${disks}.`,
    ...(seed !== undefined && { isPrivate: true }),
  };
}

/** A seed that nobody captured does not say so. */
const withoutHead = (text: string): string => text.slice(text.indexOf('\n') + 1);

/** Every file that is to be written. */
export function initFiles(plan: InitPlan): readonly InitFile[] {
  const { schemaText, hasSeed } = plan;
  return [
    specOf(plan),
    ...(hasSeed ? [] : [seedFileOf(plan)]),
    ...(schemaText === undefined
      ? []
      : [{ name: schemaFile, text: schemaText, says: 'the JSON Schema, by which editors complete and explain.' }]),
  ];
}
