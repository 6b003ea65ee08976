import schema from '../../../schema/snapspec.schema.json';
import { jsonLine } from '../../escape/json.ts';
import { tool } from '../tool.ts';

const { properties, ...rest } = schema;
const sections = Object.keys(properties).sort();

export const schemaTool = tool({
  name: 'schema',
  title: 'The JSON Schema of a spec',
  description:
    'The JSON Schema of a snapspec spec: fields with what they mean, limits and examples. Without a section the names of all sections with what each is for; with one the schema of that section.',
  arguments: { section: { type: 'string', enum: sections, description: 'A top-level section of the spec, such as policies.' } },
  asksCloud: false,
  run: async ({ section }) => {
    if (section !== undefined) return { said: jsonLine(properties[section as keyof typeof properties]) };
    const described = sections.map((name) => [
      name,
      (properties[name as keyof typeof properties] as { description?: string }).description ?? '',
    ]);
    return { said: jsonLine({ required: rest.required, sections: Object.fromEntries(described) as object }) };
  },
});
