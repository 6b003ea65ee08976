import type { RuleDocs } from '../base/explanation.ts';

/** What a plan refuses, as findings for programs that show them beside the lines of a spec. */
export const planRuleDocs: RuleDocs = {
  'entry-refused': {
    what: 'The plan refuses an entry: going on could do harm, or make a second backup.',
    why: 'Another target under the same address and occurrence, marks that do not prove whose something is, or several policies of one entry with disks. Nothing of the entry is changed, and the rest of the plan is carried out.',
    fix: 'Do what the help of the finding says: it names the ids, and the ways on.',
    severity: 'error',
  },
  'duplicate-backup': {
    what: 'More than one thing in the cloud is proven to be the same entry and occurrence.',
    why: 'One of them counts, and snapspec deletes nothing that it cannot tell apart. Until somebody decides, every run ends with 3.',
    fix: 'Look at the ids that the finding names, and remove those that are not wanted.',
    severity: 'error',
  },
  'reduction-not-approved': {
    what: 'A change would take protection away, and nobody has approved that.',
    why: 'A selector that lost its disks, or a shorter retention, looks like any other edit. What reduces protection is held back until its number is approved.',
    fix: 'Look at what loses protection. Where it is meant, approve the number with --approve-reductions, or with approve in the spec.',
    severity: 'error',
  },
};
