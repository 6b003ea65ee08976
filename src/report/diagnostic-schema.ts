import { anyText, bool, integer, list, object, objectOf, text, wordOf } from '../input/schema.ts';
import type { InputSchema } from '../input/schema.ts';
import type { Diagnostic } from '../base/diagnostic.ts';

const position = (what: string): InputSchema => integer({ min: 1, max: Number.POSITIVE_INFINITY }, what);

const place = (description: string): InputSchema =>
  object(
    {
      file: text('The file, as it was named.'),
      path: { type: 'array', items: { type: ['string', 'integer'] }, description: 'Keys and indices from the root of the file.' },
      line: position('The first line, counted from 1.'),
      column: position('The first column, counted from 1.'),
      endLine: position('The last line.'),
      endColumn: position('The column behind the last character.'),
    },
    ['file'],
    description,
  );

const related = object(
  { message: anyText('What is to be seen there.'), place: place('Where it stands.') },
  ['message', 'place'],
  'Another place.',
);

const edit = object({ text: anyText('The new text.'), place: place('What it replaces.') }, ['text', 'place'], 'A change of the text.');

const fix = object(
  {
    title: text('What it does.'),
    safe: bool('It does not change what is backed up.'),
    edits: list(edit, 'The changes of the text.'),
  },
  ['title', 'safe', 'edits'],
  'A change of the text that removes the finding.',
);

const source = object(
  { page: text('The page that states the fact.'), read: text('The day on which it was read.') },
  ['page', 'read'],
  'A page.',
);

/** A finding as every JSON output has it; `diagnosticJson` makes it. */
export const diagnosticSchema: InputSchema = objectOf<Diagnostic>()(
  {
    code: { type: 'string', pattern: '^[a-z][a-z0-9-]*$', description: 'The stable name of the rule.' },
    severity: wordOf<Diagnostic['severity']>({ error: true, warning: true, info: true }, 'How grave it is.'),
    message: text('One sentence that reads alone.'),
    place: place('Where it stands in the spec.'),
    label: anyText('A few words under the marked characters.'),
    related: list(related, 'Other places that explain it.'),
    help: anyText('What to do about it.'),
    notes: list(anyText('A note.'), 'More to know.'),
    sources: list(source, 'The pages that state the fact.'),
    disputed: { const: true, description: 'The pages do not agree on it.' },
    fix,
  },
  ['place', 'label', 'related', 'help', 'notes', 'sources', 'disputed', 'fix'],
  'A finding.',
);
