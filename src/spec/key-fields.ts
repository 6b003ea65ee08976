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

const fold = (word: string): string => word.toLowerCase().replaceAll(/[^a-z]/g, '');

/** An address in another form: `policies.old`, `policy/old`, `Policies/old`, or that of Terraform. */
function addressHint(wrong: string): Hint {
  const [, first = '', key = ''] = /^\/?([A-Za-z_-]+)(?:\[["']?|[./:\s]+)([A-Za-z][A-Za-z0-9_-]*)["']?\]?\/?$/.exec(wrong.trim()) ?? [];
  const named = fold(first).replace(/^alicloudecs|^alicloudecd/, '');
  const section = sections.find((one) => [fold(one), fold(one).replace(/ies$|s$/, ''), fold(one).replace(/ies$/, 'y')].includes(named));
  const terraform = named === 'autosnapshotpolicy' ? 'policies' : named === 'snapshotgroup' ? 'groups' : undefined;
  const meant = section ?? terraform;
  if (meant !== undefined) return { help: `Write ${meant}/${key}.`, replacement: `${meant}/${key}` };
  const id = idNames(wrong.trim());
  if (id !== undefined) return { help: `This is the id of ${id}; an address is that of an entry, such as policies/nightly.` };
  if (/^[A-Za-z][A-Za-z0-9_-]*$/.test(wrong))
    return { help: `Write its section before it: ${choices(sections.map((one) => `${one}/${wrong}`))}.` };
  return { help: 'Write the section and the key of one entry, such as policies/nightly.' };
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
