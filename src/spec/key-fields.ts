import { idNames } from '../aliases/ids.ts';
import { choices } from '../base/text.ts';
import { ownRule } from '../facts/fact.ts';
import type { Hint } from '../fields/field.ts';
import type { TextField } from '../fields/text.ts';
import { keyHint, longestStack, stackHint } from '../fields/value-hints.ts';
import { kinds } from '../kinds/registry.ts';

/** The form of a key that a person chooses. */
export const key = (doc: string): TextField => ({
  type: 'text',
  doc,
  example: 'nightly',
  hint: keyHint,
  rules: [
    {
      ...ownRule('OWN-KEY'),
      code: 'format',
      pattern: '^[A-Za-z][A-Za-z0-9_-]*$',
      highlight: '^[^A-Za-z]|[^A-Za-z0-9_-]|^$',
      requirement: 'must start with a letter and contain only letters, digits, `_` and `-`',
      bad: 'night ly',
    },
  ],
});

/** The name of a stack. */
export const stackName = (doc: string): TextField => ({
  type: 'text',
  doc,
  example: 'payments',
  hint: stackHint,
  rules: [
    {
      ...ownRule('OWN-STACK'),
      code: 'format',
      pattern: `^[a-z][a-z0-9-]{0,${longestStack - 1}}$`,
      highlight: '^[^a-z]|[^a-z0-9-]|^$',
      requirement: `must start with a lower-case letter and consist of 1 to ${longestStack} lower-case letters, digits and \`-\``,
      bad: 'Payments',
    },
  ],
});

const sections = kinds.map((one) => one.section);

/** Sections as addresses of other tools begin: in the singular, or as the type of a resource of Terraform. */
const sectionOf = (word: string): string | undefined => {
  const plain = word.toLowerCase().replaceAll(/[^a-z]/g, '');
  const bare = plain.replace(/^(?:alicloud)?(?:ecs|ecd)?/, '');
  const isDesktop = plain.includes('ecd') || plain.includes('desktop');
  if (isDesktop) return 'desktopSnapshots';
  if (/^(?:auto)?(?:snapshot)?polic(?:y|ies)$/.test(bare)) return 'policies';
  if (/^(?:snapshot)?groups?$/.test(bare)) return 'groups';
  return /^snapshots?$/.test(bare) ? 'snapshots' : undefined;
};

/** An address in another form: `policies.old`, `policy/old`, or that of Terraform, `alicloud_ecs_snapshot["x"]`. */
function addressHint(wrong: string): Hint {
  const form = `An address is ${sections.slice(0, -1).join(', ')} or ${sections.at(-1)}, a slash, and the key of the entry`;
  const parts = /^\/?([A-Za-z_-]+)\s*(?:\[["']?|[./:\s]+)\s*([A-Za-z][A-Za-z0-9_-]*)["']?\]?\/?$/;
  const [, head = '', rest] = parts.exec(wrong.trim()) ?? [];
  const section = rest === undefined ? undefined : (sections.find((one) => one === head) ?? sectionOf(head));
  if (section !== undefined) return { help: `${form}: write ${section}/${rest}.`, replacement: `${section}/${rest}` };
  const id = idNames(wrong.trim());
  if (id !== undefined) return { help: `This is the id of ${id}. ${form}.` };
  return /^[A-Za-z][A-Za-z0-9_-]*$/.test(wrong)
    ? { help: `${form}: ${choices(sections.map((one) => `${one}/${wrong}`))}.` }
    : { help: `${form}.` };
}

/** The address of an entry, whether the spec has it or not. */
export const address = (doc: string, row: string, example: string): TextField => ({
  type: 'text',
  doc,
  example,
  hint: addressHint,
  rules: [
    {
      ...ownRule(row),
      code: 'format',
      pattern: `^(?:${sections.join('|')})/[A-Za-z][A-Za-z0-9_-]*$`,
      highlight: '^[\\s\\S]*$',
      requirement: `must be SECTION/KEY, where SECTION is one of ${sections.join(', ')}`,
      bad: 'before-release',
    },
  ],
});
