import { ownRule } from '../../facts/fact.ts';
import * as disks from '../../facts/limits/disks.ts';
import { diskId } from '../../facts/limits/snapshots.ts';
import type { TextRule } from '../../facts/constraint.ts';
import type { Field, Hint } from '../../fields/field.ts';
import { idHint } from '../../fields/value-hints.ts';
import { selectorTags } from '../common-fields.ts';
import { itemMeant } from './meanings.ts';

const wildcard = (wrong: string): Hint | undefined =>
  /[*?]/.test(wrong) ? { help: 'An id is compared exactly; * and ? are wildcards in name only.' } : undefined;

/** What to write where a text is not the id of what an item chooses by. */
const hintOf =
  (own: string, otherwise?: string) =>
  (wrong: string): Hint | undefined => {
    const key = wrong.startsWith('i-') ? 'instanceId' : wrong.startsWith('d-') ? 'id' : own;
    if (key !== own) return { help: `This is the id of ${key === 'id' ? 'a disk' : 'an instance'}: write ${key}: ${wrong}` };
    return wildcard(wrong) ?? idHint(own === 'id' ? 'the disk' : 'the instance', otherwise)(wrong);
  };

/** The only pattern there is: no text of a spec becomes a regular expression. */
const noRegularExpression: TextRule = {
  ...ownRule('SEL-NAME'),
  code: 'regular-expression',
  pattern: '^(?![\\s\\S]*(?:\\.\\*|[\\^$\\\\|()\\[\\]{}+]))',
  highlight: '\\.\\*|[\\^$\\\\|()\\[\\]{}+]',
  requirement: 'is read as plain text but for * and ?, and this looks like a regular expression',
  help: 'Write * for any characters, also none, and ? for one character; all others stand for themselves.',
  bad: 'db-.*',
};

const keys = ['id', 'instanceId', 'tags', 'type', 'category', 'zone', 'resourceGroupId', 'name'] as const;

/** An item of a selector. */
export const selectorItem = {
  type: 'object',
  doc: 'Disks chosen by what they are. Several keys in one item must all hold.',
  example: { tags: { backup: 'nightly' } },
  meant: itemMeant,
  fields: {
    id: {
      type: 'text',
      doc: 'The disk with this id.',
      example: 'd-bp1s5fnvk4gn2tws03ab',
      length: { min: 1, max: 128, ...ownRule('SNAP-DISKID-FMT') },
      warnings: diskId.warnings,
      hint: hintOf('id', 'A disk is chosen by its id, as the console shows it; by its name with the key name.'),
      refersTo: 'disk',
    },
    instanceId: {
      ...disks.instanceId,
      type: 'text',
      doc: 'Disks attached to this instance.',
      example: 'i-bp1f4f6ie3wvfsd0zy14',
      length: { min: 1, max: 128, ...ownRule('SEL-INSTANCE') },
      hint: hintOf('instanceId', 'An instance is chosen by its id, as the console shows it; its name chooses nothing.'),
      refersTo: 'instance',
    },
    tags: selectorTags,
    type: {
      ...disks.diskType,
      doc: 'System disks or data disks.',
      means: { system: 'System disks only.', data: 'Data disks only.' },
      example: 'data',
    },
    category: {
      ...disks.diskCategory,
      doc: 'Disks of this category, such as cloud_essd.',
      means: disks.categoryMeanings,
      example: 'cloud_essd',
    },
    zone: {
      ...disks.zoneId,
      type: 'text',
      doc: 'Disks in this zone.',
      example: 'cn-hangzhou-h',
      length: { min: 1, max: 64, ...ownRule('SEL-ZONE') },
      hint: wildcard,
    },
    resourceGroupId: {
      ...disks.resourceGroupId,
      type: 'text',
      doc: 'Disks in this resource group.',
      example: 'rg-bp67acfmxazb4p',
      length: { min: 1, max: 64, ...ownRule('SEL-GROUP') },
      hint: wildcard,
    },
    name: {
      type: 'text',
      doc: 'Disks whose whole name matches: `*` stands for any characters, also none, and `?` for one. Casing counts.',
      example: 'ledger-*',
      length: { min: 1, max: 128, ...ownRule('SEL-NAME') },
      warnings: [noRegularExpression],
    },
  },
  relations: [
    {
      type: 'any',
      fields: keys,
      code: 'empty-selector',
      severity: 'error',
      ...ownRule('SEL-EMPTY'),
      requirement: `a selector item needs ${keys.slice(0, -1).join(', ')} or name`,
      help: 'An empty item would choose every disk; name what it should choose.',
    },
  ],
} as const satisfies Field;
