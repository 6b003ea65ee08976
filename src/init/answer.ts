import { Failure } from '../base/failure.ts';
import { count } from '../base/text.ts';
import type { Seed } from '../emulator/seed/types.ts';
import { chosenDisks } from './answers.ts';
import type { Answers } from './answers.ts';
import { diskChoices, emptyChoice, isProblem, noDisks } from './disks-question.ts';
import type { Problem } from './disks-question.ts';
import type { AnswerFlags } from './flags.ts';
import { findingsOf, problemWith } from './problems.ts';
import { proposedRegion, questions } from './questions.ts';
import type { Known, Question } from './questions.ts';
import type { SpecContext } from './spec-text.ts';

/** A person at a terminal: an answer, or undefined where there will be none. */
export type Dialog = { readonly ask: (question: string) => Promise<string | undefined>; readonly say: (text: string) => void };

/** What decides the answers. */
export type Setting = {
  readonly given: AnswerFlags;
  /** Answers to begin with. */
  readonly start: Answers;
  readonly seed?: Seed;
  readonly dialog?: Dialog;
  readonly year: number;
};

/** The person has left. */
export class Unanswered extends Error {}

const plainContext: SpecContext = { schema: 'snapspec.schema.json', monthlyDisks: [], shifts: false };

const lines = ({ message, help }: Problem): string => `${message}\n${help === undefined ? '' : `  help: ${help}\n`}`;

/** Takes an answer, or says what is wrong with it. */
function take(question: Question, text: string, answers: Answers, known: Known, { seed, year }: Setting): Answers | Problem {
  const set = question.set(answers, text);
  if (isProblem(set)) return set;
  const found = problemWith(question.name, set, plainContext, year);
  if (found !== undefined) return found;
  return question.problem?.(set, known) ?? (question.name === 'disks' && seed ? emptyChoice(seed, set) : undefined) ?? set;
}

async function answered(dialog: Dialog, question: string): Promise<string> {
  const text = await dialog.ask(question);
  if (text === undefined) throw new Unanswered();
  return text.trim();
}

async function askUntilRight(question: Question, answers: Answers, known: Known, setting: Setting, dialog: Dialog): Promise<Answers> {
  const fallback = question.fallback(answers, known) ?? (question.name === 'region' ? proposedRegion : undefined);
  for (;;) {
    const text = (await answered(dialog, `${question.text}${fallback === undefined ? '' : ` [${fallback}]`}: `)) || (fallback ?? '');
    const taken = take(question, text, answers, known, setting);
    if (!isProblem(taken)) return taken;
    dialog.say(lines(taken));
  }
}

async function askForDisks(question: Question, answers: Answers, known: Known, setting: Setting, dialog: Dialog): Promise<Answers> {
  const { seed } = setting;
  if (seed === undefined) return askUntilRight(question, answers, known, setting, dialog);
  const offers = diskChoices(seed, answers.region);
  const width = Math.max(...offers.map(({ label }) => label.length));
  dialog.say(`Disks to back up, by the tags that they have in ${answers.region}:\n`);
  for (const [at, { label, disks }] of offers.entries())
    dialog.say(`  ${String(at + 1).padStart(2)}  ${label.padEnd(width)}  ${count(disks, 'disk')}\n`);
  for (;;) {
    const text = (await answered(dialog, 'Number of a line, or another tag as KEY=VALUE [1]: ')) || '1';
    const offer = /^\d+$/.test(text) ? offers[Number(text) - 1] : undefined;
    const taken = offer ? { ...answers, disks: offer.chosen } : take(question, text, answers, known, setting);
    if (!isProblem(taken)) return taken;
    dialog.say(lines(taken));
  }
}

function required(question: Question, setting: Setting, answers: Answers): never {
  const { message, help } =
    question.name === 'disks' && setting.seed
      ? noDisks(setting.seed, answers.region, 'Which disks are backed up was not said.')
      : { message: 'The region was not said, and nobody can be asked here.', help: 'For example: --region cn-hangzhou' };
  throw new Failure('usage', message, { ...(help !== undefined && { help }) });
}

async function answer(question: Question, answers: Answers, known: Known, setting: Setting): Promise<Answers> {
  const { given, dialog } = setting;
  if (question.name === 'disks' && given.allDisks) {
    const all: Answers = { ...answers, disks: { type: 'all' } };
    const empty = setting.seed && emptyChoice(setting.seed, all);
    if (empty) throw new Failure('usage', empty.message, { ...(empty.help !== undefined && { help: empty.help }) });
    return all;
  }
  const flag = given[question.name === 'disks' ? 'tag' : question.name];
  if (flag === undefined && dialog)
    return question.name === 'disks'
      ? askForDisks(question, answers, known, setting, dialog)
      : askUntilRight(question, answers, known, setting, dialog);
  const text = flag ?? question.fallback(answers, known);
  if (text === undefined) return required(question, setting, answers);
  const taken = take(question, text, answers, known, setting);
  if (!isProblem(taken)) return taken;
  throw new Failure('usage', flag === undefined ? taken.message : `${question.flag}: ${taken.message}`, {
    ...(taken.help !== undefined && { help: taken.help }),
  });
}

async function askPattern(answers: Answers, { given, dialog }: Setting): Promise<Answers> {
  if (given.gfs !== undefined) return { ...answers, pattern: given.gfs ? 'gfs' : 'daily' };
  if (dialog === undefined) return answers;
  for (;;) {
    const text = (await answered(dialog, 'Snapshots of each week and month too, kept for longer? y or n [n]: ')).toLowerCase() || 'n';
    if (['y', 'yes'].includes(text)) return { ...answers, pattern: 'gfs' };
    if (['n', 'no'].includes(text)) return answers;
    dialog.say('Type y or n.\n');
  }
}

/**
 * The answers that a first spec is made of: from flags, from the person at the terminal, else by default. Every one of them
 * lints.
 * @throws Failure `usage` for a flag that does not lint, Unanswered where the person leaves
 */
export async function answersFor(setting: Setting): Promise<Answers> {
  const { seed, year } = setting;
  const lints = (answers: Answers): boolean => problemWith('at', answers, plainContext, year) === undefined;
  const known: Known = { ...(seed && { seed }), lints };
  let answers = setting.start;
  for (const question of questions) {
    // Which days there are decides which hours can be said, and how long a snapshot is kept by default.
    if (question.name === 'timezone') answers = await askPattern(answers, setting);
    answers = await answer(question, answers, known, setting);
  }
  return answers;
}

/** How many disks the monthly snapshots name, at most: each is an entry of its own. */
export const mostMonthly = 20;

/** What the spec is written from, given its answers. */
export function contextOf(answers: Answers, seed: Seed, schema: string, year: number): SpecContext {
  const monthlyDisks =
    answers.pattern === 'gfs'
      ? chosenDisks(seed, answers)
          .slice(0, mostMonthly)
          .map(({ id }) => id)
      : [];
  const context = { schema, monthlyDisks, shifts: false };
  const shifts = findingsOf(answers, context, year).diagnostics.some(({ code }) => code === 'schedule-shifts-with-dst');
  return { ...context, shifts };
}
