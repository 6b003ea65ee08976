import type { RuleDocs } from '../base/explanation.ts';

const snapshot =
  'apiVersion: snapspec/v1\nstack: payments\nregion: cn-hangzhou\nsnapshots:\n  before-release:\n    diskId: d-bp1s5fnvk4gn2tws03ab\n    retentionDays: 30\n    takeUntil: 2026-12-31\n';
const retired = '    instantAccess: true';
const reason = 'ignore[snapshot-instant-access-retired] older endpoints still read it';

/** Findings about the comments and the section that configure the linter. */
export const suppressionRuleDocs: RuleDocs = {
  'ignore-without-code': {
    what: 'A comment ignores findings without naming a code.',
    why: 'It would hide whatever is found there later too. It has no effect.',
    fix: 'Name the code: # snapspec: ignore[CODE] reason. Several codes are separated by commas.',
    severity: 'error',
    example: { bad: `${snapshot}${retired} # snapspec: ignore\n`, good: `${snapshot}${retired} # snapspec: ${reason}\n` },
  },
  'ignore-without-reason': {
    what: 'A comment ignores a finding without a reason.',
    why: 'Whoever reads the spec next cannot distinguish a decision from a habit. It has no effect.',
    fix: 'Write the reason after the bracket.',
    severity: 'error',
    example: {
      bad: `${snapshot}${retired} # snapspec: ignore[snapshot-instant-access-retired]\n`,
      good: `${snapshot}${retired} # snapspec: ${reason}\n`,
    },
  },
  'ignore-file-not-first': {
    what: 'A comment that applies to the whole file is below its first key.',
    why: 'What changes how a whole file is linted must be visible to whoever opens it. It has no effect.',
    fix: 'Move it above the first key, or write ignore[CODE] on the line above what it applies to.',
    severity: 'error',
    example: {
      bad: `${snapshot}${retired}\n# snapspec: ignore-file[snapshot-instant-access-retired] older endpoints still read it\n`,
      good: `# snapspec: ignore-file[snapshot-instant-access-retired] older endpoints still read it\n${snapshot}${retired}\n`,
    },
  },
  'ignore-unknown-code': {
    what: 'A comment ignores a code that does not exist.',
    why: 'A typing error here means that the finding is not ignored, or that the rule was removed.',
    fix: 'Correct the code, or remove the comment.',
    severity: 'warning',
    example: {
      bad: `${snapshot}    # snapspec: ignore[snapshot-name-asci] the console shows it well\n    name: 数据库\n`,
      good: `${snapshot}    # snapspec: ignore[snapshot-name-non-ascii] the console shows it well\n    name: 数据库\n`,
    },
  },
  'ignore-unused': {
    what: 'A comment ignores a finding that is not reported.',
    why: 'What it was written for is fixed; left behind, it would hide the next mistake of its kind.',
    fix: 'Remove it; lint --fix does.',
    severity: 'warning',
    example: {
      bad: `${snapshot}    # snapspec: ${reason}\n    description: Taken before the release\n`,
      good: `${snapshot}    description: Taken before the release\n`,
    },
  },
  'renamed-code': {
    what: 'An ignore or the lint section uses the old name of a code.',
    why: 'Old names keep working; the reports, the documentation and snapspec explain use the new ones.',
    fix: 'Write the new name; lint --fix does.',
    severity: 'info',
    example: {
      bad: `${snapshot}lint:\n  rules: {schedule-drifts: off}\n`,
      good: `${snapshot}lint:\n  rules: {schedule-shifts-with-dst: off}\n`,
    },
  },
  'rule-unknown': {
    what: 'The lint section sets the severity of a code that does not exist.',
    why: 'A typing error here means that the setting has no effect.',
    fix: 'Correct the code, or remove the line.',
    severity: 'warning',
    example: {
      bad: `${snapshot}lint:\n  rules: {schedule-drift: off}\n`,
      good: `${snapshot}lint:\n  rules: {schedule-shifts-with-dst: off}\n`,
    },
  },
};
