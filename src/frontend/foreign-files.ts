import type { Diagnostic, Fix } from '../base/diagnostic.ts';
import type { OffsetRange } from '../read/parse-issue.ts';
import { find } from '../read/syntax-tree.ts';
import type { MapNode, Node } from '../read/syntax-tree.ts';
import { specField } from '../spec/fields.ts';
import { otherLanguage, writeSpec } from './foreign-languages.ts';

/** A sort of file that is given as a spec by mistake: the keys that tell it, what it is, and what to do with it. */
type Sort = { readonly what: string; readonly help: string; readonly tells: (root: MapNode) => string | undefined };

const has = (root: MapNode, ...keys: readonly string[]): boolean => keys.every((key) => find(root, key) !== undefined);
const firstOf = (root: MapNode, ...keys: readonly string[]): string | undefined => keys.find((key) => find(root, key));
const isList = (node: Node | undefined): boolean => node?.type === 'list';
const textAt = (root: MapNode, key: string): string | undefined => {
  const value = find(root, key)?.value;
  return value?.type === 'text' ? value.value : undefined;
};

const sorts: readonly Sort[] = [
  {
    what: 'a seed of the local cloud',
    help: 'The seed is given with --local-seed, or lies beside the spec as local-cloud.yaml; -f names the spec.',
    tells: (root) => ['disks', 'instances', 'desktops'].find((key) => isList(find(root, key)?.value)),
  },
  { what: 'a ROS template', help: writeSpec, tells: (root) => firstOf(root, 'ROSTemplateFormatVersion') },
  { what: 'a template of AWS CloudFormation', help: writeSpec, tells: (root) => firstOf(root, 'AWSTemplateFormatVersion') },
  {
    what: 'a state of Terraform',
    help: 'No state is kept, and none is read; adopt: ID in an entry takes over what exists.',
    tells: (root) => firstOf(root, 'terraform_version'),
  },
  { what: 'Terraform configuration in JSON', help: writeSpec, tells: (root) => firstOf(root, 'resource', 'terraform', 'provider') },
  {
    what: 'an output of snapspec',
    help: 'A saved plan is shown by show FILE and carried out by apply FILE; -f names the spec.',
    tells: (root) => (textAt(root, 'kind')?.startsWith('snapspec.') ? 'kind' : undefined),
  },
  {
    what: 'a manifest of Kubernetes',
    help: writeSpec,
    tells: (root) => (has(root, 'kind', 'apiVersion') && (has(root, 'metadata') || has(root, 'spec')) ? 'kind' : undefined),
  },
  { what: 'a file of Docker Compose', help: 'Give the file of the spec with -f.', tells: (root) => firstOf(root, 'services') },
  { what: 'a workflow of a pipeline', help: 'Give the file of the spec with -f.', tells: (root) => firstOf(root, 'jobs', 'stages') },
  {
    what: 'an answer of the API',
    help: 'A spec says what is wanted, and an answer what there is; write a spec, and adopt: ID takes over what exists.',
    tells: (root) => (has(root, 'RequestId') ? 'RequestId' : undefined),
  },
];

/** What belongs to a spec only, or tells that a spec was meant. */
const isSpec = (root: MapNode): boolean =>
  has(root, 'stack') ||
  (textAt(root, 'apiVersion')?.includes('snapspec') ?? false) ||
  root.entries.some(({ key, value }) => value.type === 'map' && specField.fields[key]?.type === 'entries');

function notASpec(what: string, help: string, place: Diagnostic['place']): Diagnostic {
  return {
    code: 'not-a-spec',
    severity: 'error',
    message: `This file is ${what}, not a spec.`,
    ...(place && { place }),
    label: 'this tells it',
    help,
  };
}

const fixIn = (file: string, { edits, ...fix }: Fix<{ readonly range: OffsetRange }>): Fix => ({
  ...fix,
  edits: edits.map(({ place, text }) => ({ place: { ...place, file }, text })),
});

/**
 * The one finding about a file that is something else altogether: what else would be said of it leads nowhere.
 * @param root what could be read of it
 */
export function foreignFile(file: string, text: string, root: Node | undefined): Diagnostic | undefined {
  const other = otherLanguage(text, root);
  if (other)
    return { ...notASpec(other.what, other.help, { file, range: other.range }), ...(other.fix && { fix: fixIn(file, other.fix) }) };
  if (root?.type === 'list') {
    const isPlaybook = root.items.some((item) => item.type === 'map' && (has(item, 'hosts') || has(item, 'tasks')));
    return isPlaybook ? notASpec('a playbook of Ansible', 'Give the file of the spec with -f.', { file, path: [0] }) : undefined;
  }
  if (root?.type !== 'map' || isSpec(root)) return undefined;
  for (const { what, help, tells } of sorts) {
    const key = tells(root);
    if (key !== undefined) return notASpec(what, help, { file, path: [key], part: 'key' });
  }
  return undefined;
}
