import type { Diagnostic, Severity } from '../../base/diagnostic.ts';
import { groupBy } from '../../base/group-by.ts';
import { count, grouped } from '../../base/text.ts';
import { terminal } from '../../escape/terminal.ts';

/** So many findings are shown as frames; nobody reads more, and what is fixed takes others with it. */
export const maxShown = 50;

/** From so many findings on, they are counted by their codes too. */
const manyFindings = 20;

const order: readonly Severity[] = ['error', 'warning', 'info'];

/** The findings that are shown, in their order: where there are too many, the most severe of them. */
export function shownOf(found: readonly Diagnostic[], all: boolean): readonly Diagnostic[] {
  if (all || found.length <= maxShown) return found;
  const chosen = new Set(order.flatMap((severity) => found.filter((one) => one.severity === severity)).slice(0, maxShown));
  return found.filter((one) => chosen.has(one));
}

/** What was left out, and how it is seen. */
export const leftOut = (found: number, shown: number): string[] =>
  found > shown
    ? [
        `${grouped(found - shown)} more ${found - shown === 1 ? 'finding is' : 'findings are'} not shown. Use lint --all to see all of them.`,
      ]
    : [];

/** How many findings there are of each code, the most frequent first, where they are many. */
export function countsByCode(found: readonly Diagnostic[]): string[] {
  if (found.length <= manyFindings) return [];
  const rows = [...groupBy(found, ({ code, severity }) => `${severity} ${code}`)]
    .map(([name, own]) => ({ name, many: own.length, severity: own[0]?.severity as Severity, code: own[0]?.code as string }))
    .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || b.many - a.many || (a.name < b.name ? -1 : 1));
  const wide = Math.max(...rows.map(({ many }) => grouped(many).length));
  return rows.map(
    ({ many, severity, code }) =>
      `${grouped(many).padStart(wide + 2)} ${count(many, severity)
        .replace(/^[\d,]+ /, '')
        .padEnd(8)} ${terminal(code)}`,
  );
}
