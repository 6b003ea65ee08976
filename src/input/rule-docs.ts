import type { RuleDocs } from '../base/explanation.ts';

/** What checking a file beside the spec can give, beside what a spec can give too. */
export const inputRuleDocs: RuleDocs = {
  'invalid-value': {
    what: 'A value in a file of the local cloud, or in a request to it, is not one of those that are allowed.',
    why: 'A world with a state that the service does not have would test nothing.',
    fix: 'Write one of the values in the message; schema/seed.schema.json and its neighbours list all of them.',
    severity: 'error',
  },
  'unknown-id': {
    what: 'A seed names a resource that it does not have.',
    why: 'The local cloud could not say anything about it: every call about it would be refused.',
    fix: 'Add the resource to the seed, or correct its id.',
    severity: 'error',
  },
  'duplicate-id': {
    what: 'A seed gives one id to two resources, or to two accounts.',
    why: 'An id names one thing in the cloud, whatever its sort or account.',
    fix: 'Give every resource an id of its own.',
    severity: 'error',
  },
};
