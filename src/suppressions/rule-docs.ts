import type { RuleDocs } from '../base/explanation.ts';

const snapshot =
  'apiVersion: snapspec/v1\nstack: payments\nregion: cn-hangzhou\nsnapshots:\n  before-release:\n    diskId: d-bp1s5fnvk4gn2tws03ab\n    retentionDays: 30\n    takeUntil: 2026-12-31\n';
const retired = '    instantAccess: true';
const reason = 'ignore[snapshot-instant-access-retired] older endpoints still read it';

/** What can be wrong with the comments and the section by which a team steers the linter. */
export const suppressionRuleDocs: RuleDocs = {
  'ignore-without-code': {
    what: 'A comment asks to ignore findings and does not say which.',
    why: 'It would hide whatever is found there later too, wanted or not. It has no effect.',
    fix: 'Name the code: # snapspec: ignore[CODE] reason. Several codes are separated by commas.',
    severity: 'error',
    example: { bad: `${snapshot}${retired} # snapspec: ignore\n`, good: `${snapshot}${retired} # snapspec: ${reason}\n` },
  },
  'ignore-without-reason': {
    what: 'A comment asks to ignore a finding and does not say why.',
    why: 'Whoever reads the spec next cannot tell a decision from a habit. It has no effect.',
    fix: 'Write the reason after the bracket.',
    severity: 'error',
    example: {
      bad: `${snapshot}${retired} # snapspec: ignore[snapshot-instant-access-retired]\n`,
      good: `${snapshot}${retired} # snapspec: ${reason}\n`,
    },
  },
  'ignore-file-not-first': {
    what: 'A comment that speaks of the whole file stands below its first key.',
    why: 'What changes how a whole file is judged must be seen at once by whoever opens it. It has no effect.',
    fix: 'Move it above the first key, or write ignore[CODE] on the line above what it is about.',
    severity: 'error',
    example: {
      bad: `${snapshot}${retired}\n# snapspec: ignore-file[snapshot-instant-access-retired] older endpoints still read it\n`,
      good: `# snapspec: ignore-file[snapshot-instant-access-retired] older endpoints still read it\n${snapshot}${retired}\n`,
    },
  },
  'ignore-unknown-code': {
    what: 'A comment asks to ignore a code that no finding has.',
    why: 'A typing error here means that the finding is not ignored, or that the comment has outlived its rule.',
    fix: 'Correct the code, or remove the comment.',
    severity: 'warning',
    example: {
      bad: `${snapshot}    # snapspec: ignore[snapshot-name-asci] the console shows it well\n    name: 数据库\n`,
      good: `${snapshot}    # snapspec: ignore[snapshot-name-non-ascii] the console shows it well\n    name: 数据库\n`,
    },
  },
  'ignore-unused': {
    what: 'A comment asks to ignore a finding that is not there.',
    why: 'What it was written for is mended; left behind, it would hide the next mistake of its kind.',
    fix: 'Remove it; lint --fix does.',
    severity: 'warning',
    example: {
      bad: `${snapshot}    # snapspec: ${reason}\n    description: Taken before the release\n`,
      good: `${snapshot}    description: Taken before the release\n`,
    },
  },
  'rule-unknown': {
    what: 'The lint section gives a severity to a code that no finding has.',
    why: 'A typing error here means that the choice has no effect.',
    fix: 'Correct the code, or remove the line.',
    severity: 'warning',
    example: {
      bad: `${snapshot}lint:\n  rules: {schedule-drift: off}\n`,
      good: `${snapshot}lint:\n  rules: {schedule-shifts-with-dst: off}\n`,
    },
  },
};
