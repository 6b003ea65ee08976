import { bool, list, moment, object, text, texts, word, words } from '../../input/schema.ts';
import type { Properties } from '../../input/schema.ts';
import { diskType, diskTypes, placed, size } from './placed-schema.ts';

const zone = text('Its zone; by default that of its instance, or the first one of its region.', { examples: ['cn-hangzhou-h'] });
const locks = (example: string) => texts('Why it is locked.', { examples: [[example]] });

const instance = object(
  {
    ...placed('i-bp1f4f6ie3wvfsd0zy14'),
    zone,
    status: word(['Pending', 'Starting', 'Running', 'Stopping', 'Stopped'], 'Its status.', { default: 'Running' }),
    neverStarted: bool('Whether it was never started.', { default: false }),
    started: moment('When it was last started; by default when it was created.'),
    locks: locks('security'),
    conditions: words(['hibernation'], 'What else is unusual about it.'),
  },
  ['id'],
  'An ECS instance.',
);

const disk = object(
  {
    ...placed('d-bp1s5fnvk4gn2tws03ab'),
    zone,
    status: word(
      ['In_use', 'Available', 'Attaching', 'Detaching', 'Creating', 'ReIniting'],
      'Its status; by default In_use where it is attached, else Available.',
    ),
    type: { ...diskType('What it is for its instance.'), default: 'data' },
    category: text('Its category.', { default: 'cloud_essd', examples: ['cloud_essd', 'cloud_efficiency'] }),
    size: { ...size('Its size in GiB.'), default: 40 },
    instance: text('The instance that it is attached to, which is one of the seed.'),
    instances: texts('The instances, where it is attached to several.'),
    neverAttached: bool('Whether it was never attached; then no snapshot can be taken of it.', { default: false }),
    attached: moment('When it was last attached; by default when it was created.'),
    multiAttach: word(['Disabled', 'Enabled', 'LegacyShared'], 'Whether several instances can have it.'),
    encrypted: bool('Whether it is encrypted.', { default: false }),
    kmsKeyId: text('The KMS key that it is encrypted with.'),
    locks: locks('financial'),
    conditions: words(['transferring', 'invalid', 'copying', 'cloud-box'], 'What else is unusual about it.'),
  },
  ['id'],
  'A disk.',
);

const desktop = object(
  {
    ...placed('ecd-gx2x1dhsmucyy0001'),
    status: word(['Pending', 'Starting', 'Running', 'Stopping', 'Stopped', 'Rebuilding', 'Expired', 'Deleted'], 'Its status.', {
      default: 'Running',
    }),
    disks: { ...words(diskTypes, 'The types of its disks.'), default: diskTypes },
    policy: text('Its automatic snapshot policy, which is one of desktopPolicies.', { examples: ['sp-gx2nightly'] }),
  },
  ['id'],
  'A cloud desktop.',
);

/** What can be backed up. */
export const resources: Properties = {
  instances: list(instance, 'The ECS instances.'),
  disks: list(disk, 'The disks.'),
  desktops: list(desktop, 'The cloud desktops.'),
};
