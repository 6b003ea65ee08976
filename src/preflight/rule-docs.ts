import type { RuleDocs } from '../base/explanation.ts';
import type { Target } from '../fields/field.ts';
import { groupRuleDocs } from './rule-docs-groups.ts';
import { policyRuleDocs } from './rule-docs-policies.ts';
import { stateRuleDocs } from './rule-docs-state.ts';

const article = (what: Target): string => `${what === 'instance' ? 'an' : 'a'} ${what}`;

const notFound = (what: Target): RuleDocs[string] => ({
  what: `An entry names ${article(what)} that does not exist in the region of the stack.`,
  why: 'The service would refuse the call; most often the id belongs to another region or account.',
  fix: `Check the id, the region of the stack and the account; remove the entry if the ${what} was released.`,
  severity: 'error',
});

const notSupported = (what: Target): RuleDocs[string] => ({
  what: `An entry names ${article(what)} whose state or type cannot be backed up.`,
  why: 'The service would refuse the call. Local and ephemeral disks have no snapshots, and a disk needs to have been attached once.',
  fix: `Name another ${what}, or remove it. What a selector matches by tag or instance is skipped with a warning; exclude it with not.`,
  severity: ['error', 'warning'],
});

/** Findings about a spec, of any kind, that need a look at the cloud. */
export const preflightRuleDocs: RuleDocs = {
  'disk-not-found': {
    ...notFound('disk'),
    severity: ['error', 'warning'],
    rows: ['SNAP-DISK-EXISTS', 'ASP-APPLY-DISK', 'COM-REGION-SAME'],
  },
  'instance-not-found': { ...notFound('instance'), rows: ['COM-REGION-SAME'] },
  'desktop-not-found': { ...notFound('desktop'), rows: ['DSK-EXISTS'] },
  'disk-cannot-be-protected': {
    ...notSupported('disk'),
    rows: ['SNAP-DISK-TYPE', 'SNAP-NEVER-ATTACHED', 'ASP-APPLY-TYPE', 'ASP-APPLY-STATE'],
  },
  'instance-cannot-be-protected': notSupported('instance'),
  'desktop-cannot-be-protected': notSupported('desktop'),
  ...stateRuleDocs,
  ...groupRuleDocs,
  ...policyRuleDocs,
};
