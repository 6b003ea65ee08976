import type { RuleDocs } from '../base/explanation.ts';

const head = 'apiVersion: snapspec/v1\nstack: payments\nregion: cn-hangzhou\n';

/** What is said of a file as a whole. */
export const fileRuleDocs: RuleDocs = {
  'not-a-spec': {
    what: 'The file is something else than a spec: a seed of the local cloud, configuration of Terraform, a ROS template, a manifest of Kubernetes.',
    why: 'Read as a spec, every line of it would be a mistake, and none of the messages would help.',
    fix: 'Give the file of the spec with -f, or write one.',
    severity: 'error',
    example: { bad: 'region: cn-hangzhou\ndisks:\n  - {id: d-bp1s5fnvk4gn2tws03ab}\n', good: head },
  },
};
