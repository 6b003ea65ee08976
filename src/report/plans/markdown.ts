import type { Diagnostic } from '../../base/diagnostic.ts';
import { count } from '../../base/text.ts';
import { cut } from '../../escape/cut.ts';
import { markdownBlock, markdownCode, markdownComment } from '../../escape/markdown.ts';
import type { Plan, PlanEntry } from '../../plan/plan.ts';
import { inOrder } from '../findings/order.ts';
import { spanOf } from '../location.ts';
import type { Documents } from '../location.ts';
import { markdownPage } from '../markdown-page.ts';
import type { Part } from '../markdown-page.ts';
import { relative } from '../relative-path.ts';
import { style } from '../terminal/style.ts';
import { againstGroups, comparedWith } from './against.ts';
import { entryLines, heldReasons } from './entries.ts';
import { planFindings } from './findings.ts';
import type { PlanFormat, PlanOptions } from './format.ts';
import { statusLine, uncheckedLines } from './text.ts';

/** Characters of one message, and of one entry: none may fill the comment. */
const longestMessage = 1_000;
const longestEntry = 8_000;

const code = (text: string): string => markdownCode(cut(text, longestMessage));

/**
 * A plan as one comment of a pull request. Its first line cannot be seen, and is the same for the same stack, so that a job
 * finds the comment of before. Whatever comes from elsewhere stands in code, where nothing means anything.
 */
export const markdown: PlanFormat = {
  hasFindings: true,
  print: (plan, documents, options) => markdownPage(top(plan), parts(plan, documents, options)),
};

/** The first lines of a comment: the hidden one, and what it is about. */
export const heading = (verb: 'plan' | 'apply', { stack, region, account }: Plan, status: readonly string[]): string =>
  `<!-- snapspec ${verb} ${markdownComment(stack)} ${markdownComment(region)} -->\n### snapspec ${verb}: ${code(stack)} in ${code(region)}, account ${code(account)}\n\n${status.join('\n\n')}\n`;

const top = (plan: Plan): string => heading('plan', plan, [statusLine(plan), ...uncheckedLines(plan).map((line) => code(line))]);

const signs = { error: 'error', warning: 'warning', info: 'info' } as const;

function findingItem({ severity, code: rule, message, help, place }: Diagnostic, documents: Documents, root: string | undefined): string {
  const span = place && spanOf(place, documents);
  const where = place === undefined ? '' : ` at ${code([relative(place.file, root), ...(span ? [span.line, span.column] : [])].join(':'))}`;
  const advice = help === undefined ? '' : `\n  Help: ${code(help)}`;
  return `- **${signs[severity]}** ${code(rule)}${where}: ${code(message)}${advice}`;
}

/** What is wrong, the worst first. */
export function findingsPart(found: readonly Diagnostic[], documents: Documents, root: string | undefined): Part {
  const ordered = inOrder(found, documents);
  const sorted = (['error', 'warning', 'info'] as const).flatMap((severity) => ordered.filter((one) => one.severity === severity));
  return {
    head: `#### ${count(sorted.length, 'finding')}`,
    items: sorted.map((one) => () => findingItem(one, documents, root)),
    more: (left) => `… and ${count(left, 'more finding')}, left out because a comment holds no more.`,
  };
}

/** Entries of which something is to be done or known; those that are as they should be are in the count. */
const tells = ({ outcome, notes }: PlanEntry): boolean => outcome !== 'unchanged' || notes.length > 0;

/** What reviewers of a change look for comes before what they know. */
const places: { readonly [O in PlanEntry['outcome']]: number } = {
  refused: 0,
  delete: 1,
  forget: 2,
  update: 3,
  adopt: 4,
  move: 5,
  create: 6,
  unmanaged: 7,
  closed: 8,
  unchanged: 9,
};

/** The sign of a line where the language of differences wants it. */
const signFirst = (line: string): string => line.replace(/^( +)([-+~!?=]) /, '$2 $1');

function entriesPart(plan: Plan, { all = false }: PlanOptions): Part {
  const paint = style(false);
  const held = heldReasons(plan);
  const told = plan.entries.filter(tells);
  const sorted = told.toSorted((a, b) => places[a.outcome] - places[b.outcome]);
  const item = (entry: PlanEntry) => (): string => {
    const lines = entryLines(entry, paint, { all, items: false, held: held.get(entry.address) ?? [] });
    if (lines.length === 1) return `- ${code((lines[0] as string).trim())}`;
    return markdownBlock(lines.map(signFirst).join('\n'), { language: 'diff', longest: longestEntry }).trimEnd();
  };
  return {
    head: `#### ${count(sorted.length, 'entry', 'entries')} to look at`,
    items: sorted.map(item),
    more: (left) => `… and ${count(left, 'more entry', 'more entries')}, left out because a comment holds no more.`,
  };
}

/** Where the differences come from: what a reviewer is not to blame for is told apart from what is to be reviewed. */
function againstParts({ against }: Plan, all: boolean): Part[] {
  if (against === undefined) return [];
  const items = [
    ...againstGroups(against, all).flatMap(({ title, lines }) => lines.map((line) => () => `- ${title}: ${code(line)}`)),
    ...against.notes.map((note) => () => `- ${code(note)}`),
  ];
  return [
    {
      head: `#### Against ${code(comparedWith(against))}`,
      items: items.length > 0 ? items : [() => '- The spec and the cloud do not differ.'],
      more: (left) => `… and ${count(left, 'more line')}, left out because a comment holds no more.`,
    },
  ];
}

const parts = (plan: Plan, documents: Documents, options: PlanOptions): Part[] => [
  findingsPart(planFindings(plan), documents, options.root),
  entriesPart(plan, options),
  ...againstParts(plan, options.all ?? false),
];
