import type { RuleDocs } from '../base/explanation.ts';

/** What the live state says of `adopt`, `moved`, `removed`, and of what the spec lacks. */
export const changesRuleDocs: RuleDocs = {
  'adopt-not-found': {
    what: 'An entry adopts an id that is not there.',
    why: 'Whether something should be taken over or created cannot be told, so that nothing is made. Where the entry has a backup already, it is only a note.',
    fix: 'Check the id, the region and the account; remove adopt to have a new one made.',
    severity: ['error', 'info'],
  },
  'moved-done': {
    what: 'Nothing carries the marks of an address or stack that moved.',
    why: 'The line has done what it was for.',
    fix: 'Remove it, once every copy of the spec was applied with it.',
    severity: 'info',
  },
  'moved-needed': {
    what: 'Something without tags is recognized by the marker of its old address or stack.',
    why: 'Desktop snapshots carry no tags, and their description cannot be changed, so that nothing can be written to them.',
    fix: 'Keep the line as long as the backup exists.',
    severity: 'info',
  },
  'removed-done': {
    what: 'Nothing is left of what an item of removed names.',
    why: 'It was deleted or let go of, or never existed.',
    fix: 'Remove the line, unless the id or the address is a mistake.',
    severity: 'info',
  },
  'removed-unchecked': {
    what: 'What an item of removed names by its id was not found, and not everything may be read.',
    why: 'An id does not say of which kind it is, so that it may be there all the same.',
    fix: 'Let the credentials read the kinds that the plan calls unchecked, or name an address.',
    severity: 'warning',
  },
  'stack-mostly-unmanaged': {
    what: 'Most of what the stack owns is not in this spec.',
    why: 'Most often two repositories use one name of a stack, or the entries were renamed: each would then call the things of the other unmanaged, and take its own backups a second time.',
    fix: 'Give each repository a stack of its own; name what was renamed in moved, and what is to go in removed.',
    severity: 'warning',
  },
};
