import { ownRule } from '../../facts/fact.ts';
import * as disks from '../../facts/limits/disks.ts';
import { diskId } from '../../facts/limits/snapshots.ts';
import type { TextRule } from '../../facts/constraint.ts';
import type { Field, Hint } from '../../fields/field.ts';
import { diskCategories, diskTypes, wordMeant } from '../../aliases/words.ts';
import { idHint } from '../../fields/id-hints.ts';
import type { IdSort } from '../../fields/id-hints.ts';
import { zoneHint } from '../../fields/region-hint.ts';
import { wordHint } from '../../fields/word-hints.ts';
import { selectorTags } from '../common-fields.ts';
import { itemMeant } from './meanings.ts';

const several = 'Write an item of the list for each: what any of them chooses is chosen.';

/** What to write where a text is not the id of what an item chooses by. */
const hintOf =
  (own: 'id' | 'instanceId' | 'resourceGroupId', sort: IdSort) =>
  (wrong: string): Hint | undefined => {
    const key = wrong.startsWith('i-') ? 'instanceId' : wrong.startsWith('d-') ? 'id' : own;
    if (key !== own && /^[id]-[a-z0-9]+$/.test(wrong))
      return { help: `This is the id of ${key === 'id' ? 'a disk' : 'an instance'}: write ${key}: ${wrong}` };
    if (/[*?]/.test(wrong)) return { help: 'An id is compared exactly; * and ? are wildcards in name only.' };
    return idHint(sort)(wrong);
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

/** A category where the sort of disk is wanted. */
function categoryAsType(wrong: string): Hint | undefined {
  const category = wordMeant(diskCategories, wrong);
  return category === undefined ? undefined : { help: `This is a category: write category: ${category}` };
}

/** What names a disk or an instance by its id chooses nothing by its name. */
const notAnId: TextRule = {
  ...ownRule('SEL-NAME'),
  code: 'id',
  pattern: '^(?![di]-[a-z0-9]{18,}$)',
  highlight: '^[\\s\\S]+$',
  requirement: 'looks like an id, and is compared with the names of disks',
  help: 'Write id for a disk, and instanceId for the disks of an instance.',
  bad: 'd-bp1s5fnvk4gn2tws03ab',
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
      several,
      hint: hintOf('id', {
        several,
        prefix: 'd-',
        of: 'the disk',
        otherwise: 'A disk is chosen by its id, as the console shows it; by its name with the key name.',
      }),
      refersTo: 'disk',
    },
    instanceId: {
      ...disks.instanceId,
      type: 'text',
      doc: 'Disks attached to this instance.',
      example: 'i-bp1f4f6ie3wvfsd0zy14',
      length: { min: 1, max: 128, ...ownRule('SEL-INSTANCE') },
      several,
      hint: hintOf('instanceId', {
        several,
        prefix: 'i-',
        of: 'the instance',
        otherwise: 'An instance is chosen by its id, as the console shows it; its name chooses nothing.',
      }),
      refersTo: 'instance',
    },
    tags: selectorTags,
    type: {
      ...disks.diskType,
      doc: 'System disks or data disks.',
      means: { system: 'System disks only.', data: 'Data disks only.' },
      example: 'data',
      hint: (wrong) =>
        wordHint(diskTypes, 'Remove type: without it system disks and data disks are chosen.')(wrong) ?? categoryAsType(wrong),
    },
    category: {
      ...disks.diskCategory,
      doc: 'Disks of this category, such as cloud_essd.',
      means: disks.categoryMeanings,
      example: 'cloud_essd',
      hint: wordHint(diskCategories, 'Remove category for disks of all categories; for several, write an item of any for each.'),
    },
    zone: {
      ...disks.zoneId,
      type: 'text',
      doc: 'Disks in this zone.',
      example: 'cn-hangzhou-h',
      length: { min: 1, max: 64, ...ownRule('SEL-ZONE') },
      several,
      hint: zoneHint,
    },
    resourceGroupId: {
      ...disks.resourceGroupId,
      type: 'text',
      doc: 'Disks in this resource group.',
      example: 'rg-bp67acfmxazb4p',
      length: { min: 1, max: 64, ...ownRule('SEL-GROUP') },
      several,
      hint: hintOf('resourceGroupId', {
        several,
        prefix: 'rg-',
        of: 'the resource group',
        otherwise: 'A resource group is chosen by its id, as the console of Resource Management shows it; its name chooses nothing.',
      }),
    },
    name: {
      type: 'text',
      doc: 'Disks whose whole name matches: `*` stands for any characters, also none, and `?` for one. Casing counts.',
      example: 'ledger-*',
      length: { min: 1, max: 128, ...ownRule('SEL-NAME') },
      several,
      warnings: [noRegularExpression, notAnId],
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
