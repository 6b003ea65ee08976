import type { RuleDocs } from '../../base/explanation.ts';
import { scheduleRuleDocs } from '../../schedule/rule-docs.ts';

const why = 'A policy that protects less than intended looks exactly like one that works.';
const rows = ['ASP-APPLY-SEP'];

/** Findings of compiling a policy, beside those of its fields. */
export const policyRuleDocs: RuleDocs = scheduleRuleDocs;

/** Findings of what the selector of a policy chooses, which the cloud alone shows. */
export const selectorRuleDocs: RuleDocs = {
  'policy-selects-nothing': {
    what: 'The selector of a policy chooses no disk that can be protected.',
    why: 'A policy without disks takes no snapshots. Nothing is detached meanwhile: a selector with a typing error must not end the protection of what it chose before.',
    fix: 'Check the ids, the tags and the other keys, the region and the account. Where nothing is to be protected, write `any: []`.',
    severity: 'error',
    rows,
  },
  'selector-matches-nothing': {
    what: 'An item of a selector matches no disk.',
    why,
    fix: 'Check each key of the item: all must hold, and a tag must have exactly the value that is written. The help names disks whose tags or names only look like it.',
    severity: 'warning',
    rows,
  },
  'selector-near-miss': {
    what: 'Disks carry a tag or a name that looks like that of a selector and is another text: other casing, space around it, full-width letters, curly quotes, dashes, letters of another alphabet.',
    why: 'Tags and names are compared exactly, as the service does, so these disks are neither chosen nor left out, although to the eye they are.',
    fix: 'Correct the tag of the disks, or the selector. The message names the character that differs by its code point.',
    severity: 'warning',
    rows,
  },
};
