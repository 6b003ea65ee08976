import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { compile } from '../../src/index.ts';
import type { Desired } from '../../src/index.ts';
import { identityOf } from '../../src/compile/identity.ts';
import { kindOf, kinds } from '../../src/kinds/registry.ts';
import { targets } from '../../src/kinds/target-listings.ts';
import type { Listing, Param, ReadCall, WriteCall } from '../../src/kinds/calls.ts';
import type { Kind } from '../../src/kinds/kind.ts';
import { joinGroupCall, tagCall, untagCall } from '../../src/kinds/tagging.ts';
import { specText } from '../support/specs.ts';
import { flat, published, sdkRequest } from './witnesses.ts';
import type { Shape, Shapes } from './witnesses.ts';

/** The ECS calls that snapspec itself can make, held to the two witnesses: both must know every parameter. */
type Call = ReadCall | WriteCall;

/** The metadata does not say what is inside this struct; the SDK does. */
const sdkAlone = ['CopyEncryptionConfiguration.Encrypted', 'CopyEncryptionConfiguration.KMSKeyId'];

const plain = { aliasDuplicateObjects: false };
const region = 'cn-hangzhou';
const account = '1234567890123456';

const full = {
  policies: {
    name: 'nightly',
    tags: { team: 'payments' },
    resourceGroupId: 'rg-1',
    crossRegionCopy: { region: 'cn-beijing', retentionDays: 30, encrypted: true, kmsKeyId: '0e478b7a-4262-4802-b8cb-00d3fb408260' },
  },
  snapshots: { name: 'before', description: 'before the change', tags: { team: 'payments' }, resourceGroupId: 'rg-1' },
  groups: {
    excludeDiskIds: ['d-2'],
    name: 'before',
    description: 'before the change',
    tags: { team: 'payments' },
    resourceGroupId: 'rg-1',
  },
} as const;

/** Each kind's own example, that with everything filled in, and what specs at random ask for. */
function everyDesired(): readonly Desired[] {
  const ecs = kinds.filter((kind) => kind.service === 'ecs');
  const sections = ecs.map((kind) => [
    kind.section,
    { example: kind.example, full: { ...kind.example, ...full[kind.section as keyof typeof full] } },
  ]);
  const spec = { apiVersion: 'snapspec/v1', stack: 's', region, ...Object.fromEntries(sections) };
  const disks = {
    groups: { disks: { diskIds: ['d-1', 'd-2'] }, rest: { instanceId: 'i-1', excludeDiskIds: ['d-2'] } },
    apiVersion: 'snapspec/v1',
    stack: 's',
    region,
  };
  const random = fc.sample(specText, { numRuns: 60, seed: 3 });
  const texts = [stringify(spec, plain), stringify(disks, plain), ...random];
  return texts.flatMap((content) => {
    const { value, diagnostics } = compile([{ file: 'spec.yaml', content }], { year: 2026 });
    expect(diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
    return (value ?? []).filter((one) => kindOf(one.section).service === 'ecs');
  });
}

const first = (listing: Listing): Call => ({
  ...listing.call,
  params: {
    ...listing.call.params,
    ...(listing.paging.type === 'token' ? { MaxResults: listing.paging.size } : { PageNumber: 1, PageSize: listing.paging.size }),
  },
});
const next = (listing: Listing): readonly Call[] =>
  listing.paging.type === 'token'
    ? [{ ...listing.call, params: { ...listing.call.params, MaxResults: listing.paging.size, NextToken: 't1' } }]
    : [];
const pages = (listing: Listing): readonly Call[] => [first(listing), ...next(listing)];

function callsFor(desired: Desired): readonly Call[] {
  const kind = kindOf(desired.section);
  const { props } = desired;
  const changeable = Object.keys(kind.roles).filter((field) => kind.roles[field] === 'modify');
  const modify = kind.modify;
  const changes =
    modify === undefined ? [] : [changeable, ...changeable.map((field) => [field])].map((fields) => modify(props, fields, 'x-1', region));
  return [kind.create(props, identityOf(desired, account, region, 0)), ...changes];
}

function callsOf(kind: Kind): readonly Call[] {
  const how = kind.attachments;
  const attachments =
    how === undefined ? [] : [how.attach(region, 'x-1', ['d-1']), how.detach(region, 'x-1', ['d-1']), ...pages(how.listing(region, 'x-1'))];
  const type = kind.resourceType;
  const shared =
    type === undefined
      ? []
      : [tagCall(region, type, 'x-1', { a: '' }), untagCall(region, type, 'x-1', ['a']), joinGroupCall(region, type, 'x-1', 'rg-1')];
  return [...pages(kind.listing(region)), ...attachments, ...shared];
}

function everyCall(): readonly Call[] {
  const listings = Object.values(targets).flatMap((how) => [how.all(region), how.some(region, ['x-1', 'x-2'])]);
  const calls = [...everyDesired().flatMap(callsFor), ...kinds.flatMap(callsOf), ...listings.flatMap(pages)];
  return calls.filter((call) => call.service === 'ecs');
}

/** What a value looks like on the wire: undefined parameters are left out before. */
function typeOf(value: Param): Shape['type'] {
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string') ? 'texts' : 'structs';
  if (typeof value === 'object') return 'struct';
  return ({ string: 'text', number: 'number', boolean: 'bool' } as const)[typeof value as 'string' | 'number' | 'boolean'];
}

/** Every parameter of a call with its type, those inside as `Tag.Key`. */
function sent(params: { readonly [name: string]: Param }, prefix = ''): readonly (readonly [string, Shape['type']])[] {
  return Object.entries(params).flatMap(([name, value]) => {
    const inside = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'object') as {
      readonly [name: string]: Param;
    }[];
    return [[`${prefix}${name}`, typeOf(value)] as const, ...inside.flatMap((one) => sent(one, `${prefix}${name}.`))];
  });
}

let calls: readonly Call[];
const witnesses = new Map<
  string,
  { readonly sdk: ReadonlyMap<string, Shape>; readonly meta: ReadonlyMap<string, Shape>; readonly top: Shapes }
>();
beforeAll(async () => {
  calls = everyCall();
  for (const action of new Set(calls.map((one) => one.action))) {
    const top = published(action);
    witnesses.set(action, { sdk: flat(await sdkRequest(action)), meta: flat(top), top });
  }
});

describe('the calls that snapspec makes', () => {
  test('are of every operation that a kind, a listing of targets, tagging and moving need', () => {
    expect([...witnesses.keys()].sort()).toEqual([
      'ApplyAutoSnapshotPolicy',
      'CancelAutoSnapshotPolicy',
      'CreateAutoSnapshotPolicy',
      'CreateSnapshot',
      'CreateSnapshotGroup',
      'DescribeAutoSnapshotPolicyAssociations',
      'DescribeAutoSnapshotPolicyEx',
      'DescribeDisks',
      'DescribeInstances',
      'DescribeSnapshotGroups',
      'DescribeSnapshots',
      'JoinResourceGroup',
      'ModifyAutoSnapshotPolicyEx',
      'ModifySnapshotAttribute',
      'ModifySnapshotGroup',
      'TagResources',
      'UntagResources',
    ]);
  });

  test('use only parameters that both witnesses know, with the right types', () => {
    for (const call of calls) {
      const { sdk, meta } = witnesses.get(call.action) as NonNullable<ReturnType<typeof witnesses.get>>;
      for (const [name, type] of sent(call.params)) {
        expect(sdk.get(name)?.type, `${call.action} ${name}, as the SDK has it`).toBe(type);
        if (!sdkAlone.includes(name)) expect(meta.get(name)?.type, `${call.action} ${name}, as the metadata has it`).toBe(type);
      }
    }
  });

  test('carry what is required', () => {
    for (const call of calls) {
      const { top } = witnesses.get(call.action) as NonNullable<ReturnType<typeof witnesses.get>>;
      const lacking = Object.keys(top).filter((name) => top[name]?.required && !Object.hasOwn(call.params, name));
      expect(lacking, call.action).toEqual([]);
    }
  });

  test('cover every parameter that the kinds can fill in', () => {
    const used = new Set(calls.flatMap((call) => sent(call.params).map(([name]) => `${call.action} ${name}`)));
    for (const name of [
      'CreateAutoSnapshotPolicy CopyEncryptionConfiguration.KMSKeyId',
      'CreateSnapshotGroup ExcludeDiskId',
      'CreateSnapshotGroup DiskId',
      'ModifySnapshotAttribute RetentionDays',
      'CreateSnapshot Tag.Key',
    ])
      expect([...used]).toContain(name);
  });
});
