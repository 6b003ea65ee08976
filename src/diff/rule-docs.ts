import type { RuleDocs } from '../base/explanation.ts';
import type { Target } from '../fields/field.ts';

const notFound = (what: Target): RuleDocs[string] => ({
  what: `The plan looked for the ${what} that an entry names, and the region of the stack has none of that id.`,
  why: 'The service would refuse the call; most often the id belongs to another region or account.',
  fix: `Check the id, the region of the stack and the account; remove the entry if the ${what} was released.`,
  severity: 'error',
});

const unprotectable = (what: Target): RuleDocs[string] => ({
  what: `The plan found the ${what} that an entry names, and it is in a state or of a sort that cannot be backed up.`,
  why: 'The service would refuse the call. Local and ephemeral disks have no snapshots, and a disk needs to have been attached once.',
  fix: `Name another ${what}, or remove it. What a selector chose by tag or instance is passed over with a warning; leave it out with not.`,
  severity: ['error', 'warning'],
});

/** What reading the cloud can show to be wrong with a spec, whatever its kind. */
export const preflightRuleDocs: RuleDocs = {
  'disk-not-found': { ...notFound('disk'), rows: ['SNAP-DISK-EXISTS', 'ASP-APPLY-DISK', 'COM-REGION-SAME'] },
  'instance-not-found': { ...notFound('instance'), rows: ['COM-REGION-SAME'] },
  'desktop-not-found': { ...notFound('desktop'), rows: ['DSK-EXISTS'] },
  'disk-cannot-be-protected': {
    ...unprotectable('disk'),
    rows: ['SNAP-DISK-TYPE', 'SNAP-NEVER-ATTACHED', 'ASP-APPLY-TYPE', 'ASP-APPLY-STATE'],
  },
  'instance-cannot-be-protected': unprotectable('instance'),
  'desktop-cannot-be-protected': unprotectable('desktop'),
  'removed-not-supported': {
    what: 'The spec has an entry under removed, and this version of snapspec deletes nothing.',
    why: 'A wish to delete must not pass in silence, and neither must a plan that leaves it out.',
    fix: 'Delete the backup in the console, and take the entry out of removed.',
    severity: 'error',
  },
};
