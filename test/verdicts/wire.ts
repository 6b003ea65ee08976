import { ServiceError } from '../../src/cloud/errors.ts';
import { connectWriter } from '../../src/cloud/client.ts';
import { endpointsOf } from '../../src/cloud/endpoints.ts';
import { localKey, startEmulator } from '../../src/emulator/index.ts';
import type { Emulator, Seed } from '../../src/emulator/index.ts';
import { kindOf } from '../../src/kinds/registry.ts';
import type { Params, WriteCall } from '../../src/kinds/calls.ts';
import { disks } from './verdict.ts';

type Members = { readonly [name: string]: unknown };

/** A world in which nothing but the call itself can be refused. */
const seed: Seed = {
  region: 'cn-hangzhou',
  regions: ['cn-hangzhou', 'cn-beijing', 'cn-shanghai', 'cn-shanghai-finance-1', 'ap-southeast-1', 'xx-nowhere-9'],
  resourceGroups: ['rg-one'],
  instances: [{ id: 'i-000' }, { id: 'i-001' }],
  // The last disk is in no list, so that an instance whose disks are all left out still has one.
  disks: [
    ...disks(140).map((id, index) => ({ id, instance: index < 20 ? 'i-000' : 'i-001' })),
    ...['d-bp1s5fnvk4gn2tws03ab', 'D-ODD', 'odd', 'd-last'].map((id) => ({ id, instance: 'i-000' })),
  ],
  desktops: [{ id: 'ecd-000' }],
};

/** An entry's canonical form where it says nothing; written by hand, so that no value is judged on the way. */
const nothing: { readonly [section: string]: Members } = {
  snapshots: { diskId: undefined, name: undefined, description: '', retentionDays: null, tags: {}, resourceGroupId: null },
  groups: {
    instanceId: null,
    diskIds: null,
    excludeDiskIds: [],
    name: undefined,
    description: '',
    tags: {},
    resourceGroupId: null,
  },
  policies: {
    name: undefined,
    timePoints: [],
    repeatWeekdays: [],
    retentionDays: undefined,
    crossRegionCopy: null,
    disks: null,
    tags: {},
    resourceGroupId: null,
  },
  desktopSnapshots: { desktopId: undefined, sourceDiskType: undefined, name: 'verdict', description: '' },
};

/** Parameters of the service that snapspec accepts in a spec and never sends. */
const retired: { readonly [field: string]: string } = {
  category: 'Category',
  instantAccess: 'InstantAccess',
  instantAccessRetentionDays: 'InstantAccessRetentionDays',
};

function canonicalOf(section: string, entry: Members): Members {
  const { schedule, crossRegionCopy, ...rest } = entry as { schedule?: Members; crossRegionCopy?: Members };
  const copy = crossRegionCopy && { region: undefined, retentionDays: -1, encrypted: false, kmsKeyId: null, ...crossRegionCopy };
  return { ...nothing[section], ...rest, ...schedule, ...(copy && { crossRegionCopy: copy }) };
}

let sent = 0;

/** The call that creates an entry, as the kind builds it, without lint and compiler before it. */
export function callOf(section: string, entry: Members): WriteCall {
  sent += 1;
  const owner = { stack: 's', address: `${section}/a`, occurrence: 'once', op: `verdict-${sent}` };
  const identity = { region: 'cn-hangzhou', token: `verdict-${sent}`, owner, marker: ' [snapspec:aaaaaaaaaaaa]' };
  const call = kindOf(section).create(canonicalOf(section, entry) as never, identity);
  const more = Object.entries(retired).flatMap(([field, name]) => (entry[field] === undefined ? [] : [[name, entry[field]] as const]));
  const params: Params = { ...call.params, ...(Object.fromEntries(more) as Params) };
  // No region to copy to: an empty list, not one of nothing.
  return { ...call, params: params['TargetCopyRegions'] === '[null]' ? { ...params, TargetCopyRegions: '[]' } : params };
}

export type Cloud = { readonly emulator: Emulator; readonly answer: (call: WriteCall) => Promise<string> };

/** A local cloud, and the SDK before it: `accepted`, or the code and status that a signed call was refused with. */
export async function cloud(): Promise<Cloud> {
  const quotas = { 'SNAP-QUOTA-MANUAL': 1e6, 'ASP-QUOTA-REGION': 1e6 };
  const emulator = await startEmulator({ seed, snapshotSeconds: 0, settings: { quotas } });
  const credentials = { accessKeyId: localKey.id, accessKeySecret: localKey.secret };
  const endpoints = endpointsOf('cn-hangzhou', { ecs: emulator.url, ecd: emulator.url, sts: emulator.url });
  const writer = connectWriter({ credentials, endpointsIn: () => endpoints });
  const answer = async (call: WriteCall): Promise<string> => {
    try {
      await writer.write(call);
      return 'accepted';
    } catch (error) {
      if (error instanceof ServiceError) return `${error.code} ${error.status}`;
      throw error;
    }
  };
  return { emulator, answer };
}
