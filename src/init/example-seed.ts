import type { Seed } from '../emulator/seed/types.ts';
import { exampleTag } from './answers.ts';
import type { Answers } from './answers.ts';

/** A small world in which the chosen tag means something: one server whose disks have it, and a disk that has not. */
export function exampleSeed({ region, account, disks }: Pick<Answers, 'region' | 'account' | 'disks'>): Seed {
  const tags = disks.type === 'tag' ? { [disks.key]: disks.value } : { [exampleTag.key]: exampleTag.value };
  const instance = 'i-bp1example0000000001';
  return {
    ...(account !== undefined && { account }),
    region,
    instances: [{ id: instance, name: 'web-1' }],
    disks: [
      { id: 'd-bp1examplesystem0001', name: 'web-1-system', instance, type: 'system', tags },
      { id: 'd-bp1exampledata000001', name: 'web-1-data', instance, size: 200, tags },
      { id: 'd-bp1examplescratch001', name: 'web-1-scratch', instance, size: 100 },
    ],
  };
}
