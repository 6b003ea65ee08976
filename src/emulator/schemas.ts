import { clockSchema, thingSchema } from './http/admin-schema.ts';
import { faultsSchema } from './faults/schema.ts';
import { settingsSchema } from './model/settings-schema.ts';
import { loadModel } from './services/local-model.ts';
import { additionSchema, seedSchema } from './seed/schema.ts';

const settings = settingsSchema(loadModel());
const requests = { settings, faults: faultsSchema, clock: clockSchema, thing: thingSchema };

/** What the checks of the local cloud are generated from, by name. What others contain comes first. */
export const inputSchemas = { addition: additionSchema, seed: seedSchema, ...requests };

const draft = { $schema: 'http://json-schema.org/draft-07/schema#' } as const;

/** What editors complete with, by the name of its file. */
export const publishedSchemas = {
  seed: { ...draft, title: 'Seed of a local cloud of snapspec', ...seedSchema },
  faults: { ...draft, title: 'Faults of a local cloud of snapspec', ...faultsSchema },
  settings: { ...draft, title: 'Settings of a local cloud of snapspec', ...settings },
  admin: {
    ...draft,
    title: 'Requests to the admin interface of a local cloud of snapspec',
    description: 'The body of POST /_snapspec/NAME is that of the definition of this name.',
    definitions: requests,
  },
};
