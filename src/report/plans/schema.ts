import type { Difference, FieldChange, TagChange } from '../../diff/change.ts';
import { anyText, anything, bool, integer, list, objectOf, record, tags, text, texts, wordOf } from '../../input/schema.ts';
import type { InputSchema } from '../../input/schema.ts';
import { services } from '../../facts/services.ts';
import type { WriteCall } from '../../kinds/calls.ts';
import type { SelectedItem } from '../../kinds/targets.ts';
import type { Against, Compared } from '../../plan/compared.ts';
import type { Approval, Gate } from '../../plan/gate.ts';
import type { Held, Operation, Plan, PlanEntry, Taking } from '../../plan/plan.ts';
import type { Reduction } from '../../plan/reductions.ts';
import { diagnosticSchema } from '../diagnostic-schema.ts';

const many = (description: string): InputSchema => integer({ min: 0, max: Number.POSITIVE_INFINITY }, description);
/** SHA-256 in hexadecimal. */
export const digestText = (description: string): InputSchema => ({ type: 'string', pattern: '^[0-9a-f]{64}$', description });

const call = objectOf<WriteCall>()(
  {
    writes: { const: true, description: 'It changes something.' },
    region: text('The region whose endpoint answers it.'),
    service: wordOf<WriteCall['service']>(
      { ecs: true, ecd: true, sts: true } satisfies { [S in keyof typeof services]: true },
      'The service.',
    ),
    action: text('The operation of the API.'),
    params: record(
      anything('A value.'),
      'Parameters under the names of the API; {"idOf": ADDRESS} is the id that an earlier operation returns.',
    ),
  },
  [],
  'The call.',
);

const held = objectOf<Held>()(
  {
    cause: wordOf<Held['cause']>({ refused: true, failed: true }, 'Whether that is a refusal or a failure.'),
    reason: anyText('Why, in words.'),
  },
  [],
  'Why this run does not send it.',
);

/** What an operation does to its resource. */
export const actionWord = wordOf<Operation['action']>(
  { create: true, modify: true, untag: true, tag: true, join: true, attach: true, reattach: true, detach: true, delete: true },
  'What it does to its resource.',
);

const taking = objectOf<Taking>()(
  {
    occurrence: text('The occurrence.'),
    target: anything('What is backed up.'),
    generation: many('Which attempt.'),
    formerly: list(
      objectOf<NonNullable<Taking['formerly']>[number]>()(
        { stack: text('The name of the stack.'), address: text('The address of the entry.') },
        [],
        'A former name.',
      ),
      'Names that the entry had before, by `moved`.',
    ),
    letGo: texts('Ids that the spec lets go of, by `removed` with `forget`.'),
  },
  ['formerly', 'letGo'],
  'What the token of a create says.',
);

const takenOff = objectOf<NonNullable<Operation['from']>>()(
  { id: text('The id of the resource.'), address: text('The address of its entry.'), call },
  [],
  'Of a reattach: what it is taken off first, since it is at its limit, and put back under where it cannot be attached.',
);

const reattached = objectOf<NonNullable<PlanEntry['reattach']>[number]>()(
  { id: text('What is attached.'), from: text('The id of what it is taken off first.'), entry: text('The address of its entry.') },
  [],
  'Something that is at its limit.',
);

/** An operation of a plan. */
export const operationSchema = objectOf<Operation>()(
  {
    id: text('Unique in the plan, and the same for the same plan.'),
    address: text('The address of the entry.'),
    section: text('The section of the spec.'),
    resourceId: text('The id of the resource; absent where it is created.'),
    action: actionWord,
    why: text('What it does, in words.'),
    risk: wordOf<Operation['risk']>(
      { safe: true, costly: true, 'reduces-protection': true, irreversible: true },
      'The harm that it can do.',
    ),
    call,
    ids: texts('What it attaches or detaches, or what is attached to what it deletes.'),
    token: text('The token of a create, which is the same on every run.'),
    taking,
    marker: text('The hash at the end of the description of what is created.'),
    sets: anything('The canonical values that a modify leaves.'),
    overwrites: texts('The keys that have another value now.'),
    marksBefore: tags('The marks that the plan has seen: of what sets or takes them off, and of what carries those of a former name.'),
    from: takenOff,
    createdAt: anyText('When that was created which something is attached to.'),
    movedTo: tags('The address of the entry that each id is under afterwards, and is seen under first.'),
    after: texts('Ids of the operations that have to succeed first.'),
    held,
  },
  ['resourceId', 'ids', 'token', 'taking', 'marker', 'sets', 'overwrites', 'marksBefore', 'from', 'createdAt', 'movedTo', 'held'],
  'A call that apply sends.',
);

const differing = {
  field: text('The canonical field.'),
  before: anything('The present value.'),
  after: anything('The value of the spec.'),
};

const difference = objectOf<Difference>()(differing, [], 'A field that differs and stays as it is.');

const fieldChange = objectOf<FieldChange>()({ ...differing, reduces: bool('The change reduces protection.') }, [], 'A field that differs.');

const tagChange = objectOf<TagChange>()(
  {
    set: tags('Tags to set.'),
    unset: { type: 'array', items: { type: 'string' }, description: 'Keys to remove.' },
    before: tags('The present values of keys that are set or removed.'),
  },
  [],
  'Tags that differ.',
);

const doubt = objectOf<{ readonly id: string; readonly why: string }>()(
  { id: text('The id.'), why: anyText('What does not fit.') },
  [],
  'What may be the entry’s.',
);

const refusal = objectOf<NonNullable<PlanEntry['refusal']>>()(
  { reason: text('Why it is refused.'), help: anyText('What to do.'), code: text('What the service would answer.') },
  ['code'],
  'Why it is refused, and what to do.',
);

const group = objectOf<NonNullable<PlanEntry['group']>>()(
  { before: anyText('The present one.'), after: text('The one of the spec.') },
  [],
  'The resource group, where it differs.',
);

const selectedItem = objectOf<SelectedItem>()(
  {
    list: wordOf<SelectedItem['list']>({ any: true, not: true }, 'The list that it stands in.'),
    index: many('Its place in that list.'),
    text: anyText('The item in words.'),
    by: anyText('By what it chooses.'),
    matched: texts('What it matched.'),
  },
  [],
  'An item of a selector.',
);

const selection = objectOf<NonNullable<PlanEntry['selection']>>()(
  {
    ids: texts('What is protected.'),
    passedOver: texts('What was chosen and cannot be protected.'),
    items: list(selectedItem, 'The items.'),
  },
  [],
  'What its selector chooses.',
);

/** An entry of a plan. */
export const entrySchema = objectOf<PlanEntry>()(
  {
    address: text('Its address.'),
    place: anything('Where the spec declares it: the file, and the path of keys in it.'),
    title: text('What its kind is called.'),
    outcome: wordOf<PlanEntry['outcome']>(
      {
        create: true,
        update: true,
        unchanged: true,
        closed: true,
        refused: true,
        unmanaged: true,
        adopt: true,
        move: true,
        forget: true,
        delete: true,
      },
      'What is done about it.',
    ),
    occurrence: text('Which taking of a backup.'),
    id: text('The id of the resource.'),
    status: anyText('Its status in the words of the API.'),
    pending: { const: true, description: 'The service is still creating it.' },
    summary: list(anyText('A line.'), 'Lines for a person beside the values.'),
    summaryFields: texts('The fields that the summary explains.'),
    values: record(anything('A value.'), 'The values of a new resource.'),
    fields: list(fieldChange, 'The fields that differ.'),
    tags: tagChange,
    group,
    stays: list(difference, 'The fields that differ and stay as they are: no call changes them so.'),
    keptTags: list(anyText('A key.'), 'Keys of tags that the spec does not list and that stay.'),
    selection,
    attach: texts('What is attached.'),
    detach: texts('What is detached.'),
    reattach: list(reattached, 'What of `attach` is at its limit, and so is taken off another resource of the stack first.'),
    notes: list(anyText('A note.'), 'Facts to know.'),
    twins: texts('Ids of further backups of the same entry and occurrence.'),
    failed: texts('Ids of those that failed, and do not count.'),
    doubtful: list(doubt, 'What may be the entry’s.'),
    refusal,
  },
  [
    'place',
    'occurrence',
    'id',
    'status',
    'pending',
    'tags',
    'group',
    'stays',
    'keptTags',
    'selection',
    'reattach',
    'twins',
    'failed',
    'doubtful',
    'refusal',
  ],
  'An entry of the spec, or what the stack owns beside it.',
);

/** An approval of reductions. */
export const approvalSchema = objectOf<Approval>()(
  {
    by: wordOf<Approval['by']>({ flag: true, spec: true, 'saved plan': true, prompt: true }, 'Who approved.'),
    reductions: many('How many at most.'),
    reason: anyText('Why.'),
  },
  ['reason'],
  'An approval of reductions of protection.',
);

const reduction = objectOf<Reduction>()(
  {
    address: text('The entry.'),
    by: wordOf<Reduction['by']>({ modify: true, detach: true, reattach: true, delete: true }, 'How it comes about.'),
    unit: { const: 'backup', description: 'What is counted; disks where it is absent.' },
    loses: anyText('What is lost.'),
    count: many('How many lose it.'),
    ids: texts('Which ones.'),
  },
  ['unit', 'ids'],
  'Protection that is taken away.',
);

const gate = objectOf<Gate>()(
  {
    reductions: list(reduction, 'What loses protection.'),
    count: many('How many reductions there are.'),
    passed: bool('They may be carried out.'),
    approval: approvalSchema,
    notes: list(anyText('A note.'), 'Why not, or what to know.'),
  },
  ['approval'],
  'Whether what the plan takes away may be taken away.',
);

const unchecked = objectOf<Plan['unchecked'][number]>()(
  { section: text('The section.'), code: anyText('The code of the refusal.') },
  [],
  'A kind that could not be read.',
);

const compared = objectOf<Compared>()(
  {
    address: text('The entry.'),
    field: text('The field, `attachment of ID`, or what is done about the entry as a whole: entry, adopt, moved, removed, refusal.'),
    origin: wordOf<Compared['origin']>(
      { edited: true, cloud: true, both: true },
      'Edited in the spec since that commit; changed in the cloud, or not applied since; or both.',
    ),
    live: anything('The value in the cloud.'),
    spec: anything('The value of the spec.'),
    base: anything('The value of the spec at that commit; absent where that has no such entry.'),
  },
  ['base'],
  'A difference, and where it comes from.',
);

const against = objectOf<Against>()(
  {
    ref: anyText('The commit as it was named.'),
    commit: text('Its id.'),
    notes: list(anyText('A note.'), 'What to know.'),
    differences: list(compared, 'The differences between the spec and the cloud.'),
  },
  [],
  'With --against: where the differences come from, given the spec as another commit has it.',
);

const calls = objectOf<Plan['calls']>()(
  {
    made: many('Read calls that were sent.'),
    toMake: many('Write calls that apply sends.'),
    byAction: objectOf<Plan['calls']['byAction']>()(
      { made: record(many('How many.'), 'Those that were sent.'), toMake: record(many('How many.'), 'Those that apply sends.') },
      [],
      'The same by operation of the API.',
    ),
  },
  [],
  'Numbers of calls.',
);

/** A plan as `--format json` prints it. */
export const planSchema = objectOf<Plan & { readonly digest: string }>()(
  {
    formatVersion: { const: '1.0', description: 'MAJOR.MINOR; a reader refuses an unknown major.' },
    kind: { const: 'snapspec.plan', description: 'What this document is.' },
    stack: text('The stack.'),
    account: text('The account.'),
    region: text('The region.'),
    entries: list(entrySchema, 'The entries of the spec, and what the stack owns beside them.'),
    operations: list(operationSchema, 'The calls that apply sends, in their order.'),
    problems: list(diagnosticSchema, 'Findings that only the live state shows.'),
    gate,
    leftOut: texts('Addresses that the run was told to leave out.'),
    unchecked: list(unchecked, 'Kinds that the spec does not use and that may not be read.'),
    against,
    calls,
    digest: digestText('SHA-256 of what the plan does and of the values that it found; apply --plan-digest takes it.'),
  },
  ['against'],
  'Everything that apply will do, and why.',
);
