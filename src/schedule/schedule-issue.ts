import type { Path } from '../base/diagnostic.ts';
import type { Issue } from '../base/issue.ts';
import { pages } from '../facts/fact.ts';

/** An issue of a local schedule; its paths begin at the schedule. */
export function scheduleIssue(
  code: string,
  severity: Issue['severity'],
  path: Path,
  more: Pick<Issue, 'message' | 'label' | 'related' | 'help' | 'notes' | 'fix'>,
): Issue {
  return { code, severity, place: { path }, sources: [pages.createPolicy], ...more };
}
