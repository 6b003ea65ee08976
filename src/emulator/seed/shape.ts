import type { Seed } from './types.ts';
import { checkMembers } from '../model/shape.ts';
import type { MemberShapes } from '../model/shape.ts';

const text = { type: 'text' } as const;
const placed = { id: { type: 'text', required: true }, name: text, region: text, tags: { type: 'tags' }, resourceGroup: text } as const;
const diskTypes = ['system', 'data'];

const seedShape: MemberShapes = {
  account: text,
  region: text,
  regions: { type: 'texts' },
  resourceGroups: { type: 'texts' },
  lacks: { type: 'record', of: { type: 'words', words: ['instant-access', 'groups', 'policies'] } },
  kmsKeys: { type: 'record', of: { type: 'word', words: ['enabled', 'disabled', 'untagged', 'unauthorized'] } },
  keys: {
    type: 'objects',
    members: {
      id: { type: 'text', required: true },
      secret: { type: 'text', required: true },
      token: text,
      expires: { type: 'moment' },
      disabled: { type: 'bool' },
      user: text,
      role: text,
      allow: { type: 'texts' },
      deny: { type: 'texts' },
    },
  },
  instances: {
    type: 'objects',
    members: {
      ...placed,
      zone: text,
      status: { type: 'word', words: ['Pending', 'Starting', 'Running', 'Stopping', 'Stopped'] },
      neverStarted: { type: 'bool' },
      locks: { type: 'texts' },
      conditions: { type: 'words', words: ['hibernation'] },
    },
  },
  disks: {
    type: 'objects',
    members: {
      ...placed,
      zone: text,
      status: { type: 'word', words: ['In_use', 'Available', 'Attaching', 'Detaching', 'Creating', 'ReIniting'] },
      type: { type: 'word', words: diskTypes },
      category: text,
      size: { type: 'size' },
      instance: text,
      instances: { type: 'texts' },
      neverAttached: { type: 'bool' },
      multiAttach: { type: 'word', words: ['Disabled', 'Enabled', 'LegacyShared'] },
      encrypted: { type: 'bool' },
      kmsKeyId: text,
      locks: { type: 'texts' },
      conditions: { type: 'words', words: ['transferring', 'invalid', 'copying', 'cloud-box'] },
    },
  },
  desktops: {
    type: 'objects',
    members: {
      ...placed,
      status: { type: 'word', words: ['Pending', 'Starting', 'Running', 'Stopping', 'Stopped', 'Rebuilding', 'Expired', 'Deleted'] },
      disks: { type: 'words', words: diskTypes },
    },
  },
};

/**
 * Checks that a value is a seed.
 * @throws Failure `usage` that names the place and what it may be
 */
export function checkSeed(value: unknown, file: string): Seed {
  checkMembers(value, seedShape, file, 'the seed');
  return value as Seed;
}
