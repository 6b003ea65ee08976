import { anyText, integer, list, moment, object, objectOf, record, tags, text } from '../input/schema.ts';
import type { InputSchema } from '../input/schema.ts';
import { digestText, planSchema } from '../report/plans/schema.ts';
import { eventSchemas } from '../report/receipts/event-schema.ts';
import { receiptSchema } from '../report/receipts/schema.ts';
import { waitSchema } from '../report/waits/schema.ts';
import type { ReadItem, Reading } from './reading.ts';
import type { SavedPlan } from './saved-plan.ts';

const approval = object(
  { reductions: integer({ min: 0, max: Number.POSITIVE_INFINITY }, 'How many at most.'), reason: anyText('Why.') },
  ['reductions'],
  'The approval of reductions of protection that it was made with.',
);

const variable: InputSchema = { type: ['string', 'array'], items: { type: 'string' }, description: 'A value, or a list of values.' };

/** A saved plan as it is written and read. */
export const savedPlanSchema = objectOf<SavedPlan>()(
  {
    formatVersion: { const: '1.0', description: 'The version of its form.' },
    kind: { const: 'snapspec.saved-plan', description: 'What this document is.' },
    created: moment('When it was made.'),
    expires: moment('When it ceases to count.'),
    variables: record(variable, 'The values of the variables of the spec.'),
    spec: record(digestText('SHA-256 of what the entry stands for.'), 'The entries of the spec by their address.'),
    approval,
    plan: planSchema,
    digest: digestText('SHA-256 of the canonical form of all other members.'),
  },
  ['approval'],
  'A plan as a file, for apply FILE and show FILE.',
);

const readItem = objectOf<ReadItem>()(
  { id: text('Its id.'), name: anyText('Its name.'), tags: tags('Its tags, without those that mark what is ours.') },
  ['name'],
  'Something that was read.',
);

/** What plan --save-reading keeps. */
export const readingSchema = objectOf<Reading>()(
  {
    formatVersion: { const: '1.0', description: 'MAJOR.MINOR; a reader refuses an unknown major.' },
    kind: { const: 'snapspec.reading', description: 'What this document is.' },
    stack: text('The stack that it was read for.'),
    account: text('The account.'),
    region: text('The region.'),
    read: moment('When it was read.'),
    disks: list(readItem, 'The disks that were read: all of the region where a selector needs them, else those that the spec names.'),
    instances: list(readItem, 'The instances that were read.'),
    desktops: list(readItem, 'The cloud desktops that were read.'),
    resources: record(list(readItem, 'Those of one kind.'), 'Backups and policies by the section of their kind, whoever made them.'),
  },
  [],
  'What a plan read: ids, names and tags, for the completion of editors. Nothing that decides reads it.',
);

/** The schema for whoever reads what we print: within a major version members are only added. */
function open({ additionalProperties, properties, items, ...rest }: InputSchema): InputSchema {
  return {
    ...rest,
    ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, open(one)])) }),
    ...(items && { items: open(items) }),
    ...(additionalProperties && { additionalProperties: open(additionalProperties) }),
  };
}

const version: InputSchema = {
  type: 'string',
  pattern: '^1\\.[0-9]+$',
  description: 'MAJOR.MINOR; a reader refuses an unknown major.',
};

/** What is said of every document that we print. */
const openText = 'Within version 1 members are only added; a reader passes over those that it does not know.';

const versioned = (schema: InputSchema): InputSchema => {
  const opened = open(schema);
  return { ...opened, properties: { ...opened.properties, formatVersion: version } };
};

const published = (title: string, schema: InputSchema) => {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    ...versioned(schema),
    description: `${schema.description} ${openText}`,
  };
};

/** One line of the stream of an apply. */
const applyEvents = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'snapspec apply --format ndjson, version 1',
  description: `One line of the stream: an event, or the receipt, which is the last line. ${openText} Types of event may be added too.`,
  oneOf: [...Object.values(eventSchemas).map(open), versioned(receiptSchema)],
};

const saved = object(
  {
    created: moment('When it was made.'),
    expires: moment('When it ceases to count.'),
    expired: { type: 'boolean', description: 'It has expired.' },
  },
  ['created', 'expires', 'expired'],
  'Of snapspec show: what the file says beside the plan.',
);

/** What the checks of files that snapspec itself writes are generated from, by name. */
export const inputSchemas = { savedPlan: savedPlanSchema };

/** What programs read, by the name of its file. */
export const publishedSchemas = {
  plan: published('snapspec plan --format json, version 1', { ...planSchema, properties: { ...planSchema.properties, saved } }),
  receipt: published('snapspec apply --format json, version 1', receiptSchema),
  wait: published('snapspec wait --format json, version 1', waitSchema),
  reading: published('.snapspec/STACK.reading.json, version 1', readingSchema),
  'apply-events': applyEvents,
};
