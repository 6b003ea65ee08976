import { createPublicKey } from 'node:crypto';
import type { OidcProvider } from '../model/roles.ts';
import type { Seed } from './types.ts';
import { checkMembers, wrong } from '../model/shape.ts';
import type { MemberShapes } from '../model/shape.ts';

const text = { type: 'text' } as const;
const placed = {
  id: { type: 'text', required: true },
  name: text,
  region: text,
  tags: { type: 'tags' },
  resourceGroup: text,
  created: { type: 'moment' },
} as const;
const diskTypes = ['system', 'data'];
const snapshotStatus = { type: 'word', words: ['progressing', 'accomplished', 'failed'] } as const;

/** What an account may have. */
const contentShape: MemberShapes = {
  resourceGroups: { type: 'texts' },
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
  roles: {
    type: 'objects',
    members: {
      name: { type: 'text', required: true },
      trust: { type: 'texts' },
      federated: { type: 'objects', members: { provider: { type: 'text', required: true }, audience: text, subject: text } },
      maxSessionSeconds: { type: 'number', min: 3600, max: 43_200, whole: true },
      allow: { type: 'texts' },
      deny: { type: 'texts' },
    },
  },
  oidcProviders: {
    type: 'objects',
    members: {
      name: { type: 'text', required: true },
      issuer: { type: 'text', required: true },
      clientIds: { type: 'texts', required: true },
      publicKeys: { type: 'texts', required: true },
    },
  },
  instances: {
    type: 'objects',
    members: {
      ...placed,
      zone: text,
      status: { type: 'word', words: ['Pending', 'Starting', 'Running', 'Stopping', 'Stopped'] },
      neverStarted: { type: 'bool' },
      started: { type: 'moment' },
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
      attached: { type: 'moment' },
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
  policies: {
    type: 'objects',
    members: {
      ...placed,
      timePoints: { type: 'integers', min: 0, max: 23, required: true },
      repeatWeekdays: { type: 'integers', min: 1, max: 7, required: true },
      retentionDays: { type: 'number', min: -1, max: 65_536, whole: true, required: true },
      disks: { type: 'texts' },
      targetTags: { type: 'tags' },
      copy: {
        type: 'object',
        members: {
          region: { type: 'text', required: true },
          retentionDays: { type: 'number', min: -1, max: 65_536, whole: true },
          encrypted: { type: 'bool' },
          kmsKeyId: text,
        },
      },
      system: { type: 'bool' },
      conditions: { type: 'words', words: ['promotion'] },
    },
  },
  snapshots: {
    type: 'objects',
    members: {
      ...placed,
      disk: { type: 'text', required: true },
      description: { type: 'anyText' },
      modified: { type: 'moment' },
      retentionDays: { type: 'number', min: 1, max: 65_536, whole: true },
      diskType: { type: 'word', words: diskTypes },
      size: { type: 'size' },
      encrypted: { type: 'bool' },
      kmsKeyId: text,
      type: { type: 'word', words: ['user', 'auto'] },
      status: snapshotStatus,
      usage: { type: 'word', words: ['none', 'image', 'disk', 'image_disk'] },
      policy: text,
      conditions: { type: 'words', words: ['managed', 'free', 'related', 'shared', 'locked'] },
    },
  },
  groups: {
    type: 'objects',
    members: { ...placed, description: { type: 'anyText' }, instance: text, snapshots: { type: 'texts', required: true } },
  },
  desktopSnapshots: {
    type: 'objects',
    members: {
      id: { type: 'text', required: true },
      name: text,
      region: text,
      created: { type: 'moment' },
      desktop: { type: 'text', required: true },
      diskType: { type: 'word', words: diskTypes, required: true },
      description: { type: 'anyText' },
      size: { type: 'size' },
      status: snapshotStatus,
      creator: text,
    },
  },
};

const seedShape: MemberShapes = {
  account: text,
  region: text,
  regions: { type: 'texts' },
  lacks: { type: 'record', of: { type: 'words', words: ['instant-access', 'groups', 'policies'] } },
  ...contentShape,
  accounts: { type: 'objects', members: { id: { type: 'text', required: true }, ...contentShape } },
};

function checkPublicKeys({ name, publicKeys }: OidcProvider, file: string): void {
  for (const pem of publicKeys)
    try {
      createPublicKey(pem);
    } catch {
      wrong(file, `the OIDC provider ${name}`, 'has a public key that is not PEM');
    }
}

/**
 * Checks that a value is a seed.
 * @throws Failure `usage` that names the place and what it may be
 */
export function checkSeed(value: unknown, file: string): Seed {
  checkMembers(value, seedShape, file, 'the seed');
  const seed = value as Seed;
  for (const { oidcProviders = [] } of [seed, ...(seed.accounts ?? [])]) for (const one of oidcProviders) checkPublicKeys(one, file);
  return seed;
}

const sections = ['instances', 'disks', 'desktops', 'policies', 'snapshots', 'groups', 'desktopSnapshots'];
const additionShape: MemberShapes = Object.fromEntries(Object.entries(seedShape).filter(([name]) => sections.includes(name)));

/**
 * Checks that a value is a seed of resources alone, for a world that is there already.
 * @throws Failure `usage` that names the place and what it may be
 */
export function checkAddition(value: unknown): void {
  checkMembers(value, additionShape, 'add', 'the value');
}
