import { moment, tags, text, word } from '../../input/schema.ts';
import type { InputSchema, Properties } from '../../input/schema.ts';

/** What every resource of a seed may have. `id` is an example of an id of its sort. */
export const placed = (id: string): Properties => ({
  id: text('Its id, which nothing else has.', { examples: [id] }),
  name: text('Its name.'),
  region: text('Its region; by default that of the seed.', { examples: ['cn-hangzhou'] }),
  tags: tags('Its tags, by their keys.', { examples: [{ team: 'payments' }] }),
  resourceGroup: text('The id of its resource group; by default the default one.'),
  created: moment('When it was created; by default when the world begins.'),
});

export const diskTypes = ['system', 'data'] as const;
export const diskType = (description: string): InputSchema => word(diskTypes, description);

/** The size of a disk. */
export const size = (description: string): InputSchema => ({
  type: 'integer',
  minimum: 1,
  description,
  errorMessage: 'It must be a whole number of GiB.',
});
