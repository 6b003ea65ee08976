import type { Json } from '../../base/json.ts';
import { jsonLine } from '../../escape/json.ts';
import { specField } from '../../spec/fields.ts';
import { tool } from '../tool.ts';

const sections = Object.keys(specField.fields).sort();

/** The schema of a spec, as far as it is looked into. */
type SpecSchema = { readonly required: Json; readonly properties: { readonly [section: string]: { readonly description?: string } } };

export const schemaTool = tool({
  name: 'schema',
  title: 'The JSON Schema of a spec',
  description:
    'The JSON Schema of a snapspec spec: fields with what they mean, limits and examples. Without a section the names of all sections with what each is for; with one the schema of that section.',
  arguments: { section: { type: 'string', enum: sections, description: 'A top-level section of the spec, such as policies.' } },
  asksCloud: false,
  run: async ({ section }, { readSchema }) => {
    const { required, properties } = JSON.parse(await readSchema()) as SpecSchema;
    if (section !== undefined) return { said: jsonLine(properties[section]) };
    const described = sections.map((name) => [name, properties[name]?.description ?? '']);
    return { said: jsonLine({ required, sections: Object.fromEntries(described) as object }) };
  },
});
