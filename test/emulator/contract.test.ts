import { beforeAll, describe, expect, test } from 'vitest';
import type { WireParameters } from '../../src/emulator/model/arguments.ts';
import { copyWorld, loadModel } from '../../src/emulator/index.ts';
import type { Model } from '../../src/emulator/index.ts';
import type { ServiceOperation } from '../../src/emulator/model/operation.ts';
import type { World } from '../../src/emulator/model/world.ts';
import { ask, later, samplesOf, start, worldWithThings } from './contract-samples.ts';
import type { Sample, Things } from './contract-samples.ts';
import { flat, ours, published, publishedOperations, sdkReply, sdkRequest, source } from './witnesses.ts';
import type { Shape, Shapes } from './witnesses.ts';

const model: Model = loadModel();
const served: readonly ServiceOperation[] = model.operations.filter((one) => one.service === 'ecs');
const actions = served.map((one) => one.action);
const tableOf = (action: string): Shapes => ours((served.find((one) => one.action === action) as ServiceOperation).params);

/** Account fields of an older way to call: the metadata leaves them out, and the pages do not describe them. */
const account = /^(Resource)?Owner(Id|Account)$/;

/** Where the witnesses differ: what only one of them knows. */
const differences: { readonly [name: string]: 'SDK' | 'metadata' } = {
  // Newer than the metadata.
  'CreateAutoSnapshotPolicy AssociationType': 'SDK',
  'CreateAutoSnapshotPolicy TargetTags': 'SDK',
  'ModifyAutoSnapshotPolicyEx TargetTags': 'SDK',
  // The metadata does not say what is inside a struct.
  'CreateAutoSnapshotPolicy CopyEncryptionConfiguration.Encrypted': 'SDK',
  'CreateAutoSnapshotPolicy CopyEncryptionConfiguration.KMSKeyId': 'SDK',
  'CreateAutoSnapshotPolicy CopyEncryptionConfiguration.Arn': 'SDK',
  'ModifyAutoSnapshotPolicyEx CopyEncryptionConfiguration.Encrypted': 'SDK',
  'ModifyAutoSnapshotPolicyEx CopyEncryptionConfiguration.KMSKeyId': 'SDK',
  'ModifyAutoSnapshotPolicyEx CopyEncryptionConfiguration.Arn': 'SDK',
  // The older spelling of tags, which is to go.
  'CreateSnapshot Tag.key': 'metadata',
  'CreateSnapshot Tag.value': 'metadata',
  'DescribeSnapshots Tag.key': 'metadata',
  'DescribeSnapshots Tag.value': 'metadata',
  'DescribeDisks Tag.key': 'metadata',
  'DescribeDisks Tag.value': 'metadata',
  'DescribeInstances Tag.key': 'metadata',
  'DescribeInstances Tag.value': 'metadata',
};

/** What the witnesses know and the local cloud passes over, as it does what nobody knows. docs/emulator.md names them. */
const passedOver: { readonly [action: string]: readonly string[] } = {
  // Not open to the public, says their description.
  CreateAutoSnapshotPolicy: ['CopyEncryptionConfiguration.Arn', 'StorageLocationArn'],
  ModifyAutoSnapshotPolicyEx: ['CopyEncryptionConfiguration.Arn'],
  DescribeSnapshotGroups: ['AdditionalAttributes'],
  ListTagResources: ['TagFilter'],
  // About what is inside of an instance, and about subscriptions.
  AttachDisk: ['Bootable', 'Device', 'Force', 'KeyPairName', 'Password'],
  DeleteInstance: ['ForceStop', 'TerminateSubscription'],
  CopySnapshot: ['Arn', 'DestinationStorageLocationArn', 'ResourceGroupId'],
  // About what disks and instances here do not have.
  DescribeDisks: ['AdditionalAttributes', 'EnableShared', 'Filter'],
  DescribeInstances: [
    ...['AdditionalAttributes', 'DeviceAvailable', 'Filter', 'HttpEndpoint', 'HttpPutResponseHopLimit', 'HttpTokens'],
    ...['InstanceChargeType', 'InstanceNetworkType', 'InternetChargeType', 'IoOptimized', 'NeedSaleCycle'],
  ],
};

/** Refused though no witness calls it required: the page of JoinResourceGroup documents the code. */
const requiredByPage = ['JoinResourceGroup ResourceGroupId', 'JoinResourceGroup ResourceId', 'JoinResourceGroup ResourceType'];
/** Called required inside a list by the metadata alone; no page has a code, and an absent value is an empty one. */
const requiredInside = ['TagResources Tag.Key', 'TagResources Tag.Value'];

const policyCalls = actions.filter((one) => /^(Create|Modify|Delete|Apply|Cancel)AutoSnapshotPolicy/.test(one));
const tagNames: { readonly [name: string]: string } = { ResourceId: 'ResourceIds', Tag: 'Tags' };

/** What the pages say of a call that lacks a required parameter. */
function missing(action: string, name: string): string {
  if (policyCalls.includes(action)) return 'ParameterInvalid 403';
  if (/^(Tag|Untag|ListTag)Resources$/.test(action)) return `MissingParameter.${tagNames[name] ?? name} 404`;
  return action === 'JoinResourceGroup' ? 'MissingParameter 403' : 'MissingParameter 400';
}

/** What the pages say of a value that is not of the parameter's form; elsewhere the common code. */
const malformed: {
  readonly [name: string]: string;
} = {
  'ModifySnapshotAttribute DisableInstantAccess': 'InvalidSnapshotDisableInstantAccess.Malformed 404',
  'CreateSnapshot RetentionDays': 'InvalidRetentionDays.Malformed 400',
  'ModifySnapshotAttribute RetentionDays': 'InvalidRetentionDays.Malformed 400',
  'CopySnapshot RetentionDays': 'InvalidRetentionDays.Malformed 403',
  'CreateSnapshotGroup InstantAccessRetentionDays': 'InvalidRetentionDays.Malformed 400',
  'CreateSnapshot InstantAccessRetentionDays': 'InvalidInstantAccessRetentionDays.Malformed 403',
  'DescribeSnapshots SnapshotIds': 'InvalidSnapshotIds.Malformed 403',
  'DescribeAutoSnapshotPolicyEx RegionId': 'InvalidRegionId.NotFound 400',
};

function wrong(action: string, name: string): string {
  const copy = /^(TargetCopyRegions|CopiedSnapshotsRetentionDays)$/.test(name);
  if (copy) return `InvalidParameter.${name} 403`;
  const early = /^(regionId|timePoints|repeatWeekdays|retentionDays|diskIds)$/.test(name);
  if (policyCalls.includes(action) && early) return 'ParameterInvalid 403';
  return malformed[`${action} ${name}`] ?? (name === 'RegionId' ? 'InvalidRegionId.NotFound 404' : 'InvalidParameter 400');
}

/** What the pages say of a right value of these; every other is accepted. */
const answered: { readonly [name: string]: string } = {
  DryRun: 'DryRunOperation 400',
  StorageLocationArn: 'InvalidParameter.UnauthorizedStorageLocationArn 403',
};

let base: World;
let things: Things;
beforeAll(() => {
  ({ world: base, things } = worldWithThings(model));
});

const sampleOf = (action: string): Sample => {
  const sample = samplesOf(things)[action];
  if (sample === undefined) throw new Error(`there is no sample of ${action}`);
  return sample;
};
const send = (action: string, params: WireParameters) => ask(model, copyWorld(base), action, params);
const without = (params: WireParameters, name: string): WireParameters =>
  Object.fromEntries(Object.entries(params).filter(([key]) => key !== name && !key.startsWith(`${name}.`)));

/** The whole call that a sample of one parameter stands for. */
function whole(sample: Sample, name: string, value: Sample['also'][string]): WireParameters {
  if (typeof value === 'string') return { ...sample.least, [name]: value };
  return 'instead' in value
    ? (value.instead as WireParameters)
    : { ...without(sample.least, name.split('.')[0] as string), ...(value as WireParameters) };
}

function itemsIn(sample: Sample, body: { readonly [name: string]: unknown }): readonly unknown[] {
  const [outer, inner] = sample.items ?? ['', ''];
  const items = body[outer] as readonly unknown[] | { readonly [name: string]: readonly unknown[] };
  return 'length' in items ? (items as readonly unknown[]) : (items[inner] ?? []);
}

test('the metadata says where it comes from', () => {
  expect(source).toEqual({
    repository: 'aliyun-openapi-meta',
    folder: 'metadatas/ecs',
    commit: '2563691c2',
    of: '2026-04-21',
    read: '2026-11-21',
  });
});

test('every operation here is known to both witnesses, and what is not here is answered as unknown', async () => {
  expect(actions.length).toBeGreaterThanOrEqual(21);
  expect(new Set(actions).size).toBe(actions.length);
  for (const action of actions) {
    expect(publishedOperations, action).toHaveProperty(action);
    expect(Object.keys(await sdkRequest(action)).length, action).toBeGreaterThan(0);
  }
  for (const action of Object.keys(publishedOperations).filter((one) => !actions.includes(one)))
    expect(send(action, { RegionId: 'cn-hangzhou' }).outcome, action).toBe('InvalidAction.NotFound 404');
});

test('the witnesses differ where the table says, and nowhere else', async () => {
  const found: { [name: string]: string } = {};
  for (const action of actions) {
    const [sdk, meta] = [flat(await sdkRequest(action)), flat(published(action))];
    for (const name of new Set([...sdk.keys(), ...meta.keys()])) {
      if (sdk.has(name) && meta.has(name)) expect(sdk.get(name)?.type, `${action} ${name}`).toBe(meta.get(name)?.type);
      // What is inside of something that only one knows differs with it.
      else if (!account.test(name) && !`${action} ${name}`.match(/\.Arn\.|TargetTags\./))
        found[`${action} ${name}`] = sdk.has(name) ? 'SDK' : 'metadata';
    }
  }
  expect(found).toEqual(differences);
});

/** Values that are not of a type. */
const wrongValues: { readonly [type: string]: readonly string[] } = {
  int: ['ten', '1.5', ' 1', '0x10'],
  bool: ['maybe', '2'],
  json: ['d-1', '{"a":"b"}', '"d-1"'],
  region: ['cn-nowhere', 'CN-HANGZHOU'],
};

test('every parameter that filters finds nothing where nothing matches', () => {
  const filters = actions.flatMap((action) =>
    Object.entries(sampleOf(action).none ?? {}).map(([name, value]) => ({ action, name, value })),
  );
  expect(filters.length).toBeGreaterThan(20);
  for (const { action, name, value } of filters) {
    const sample = sampleOf(action);
    const { outcome, body } = send(action, whole(sample, name, value));
    expect(outcome, `${action} ${name}`).toBe('accepted');
    expect(itemsIn(sample, body), `${action} ${name}`).toEqual([]);
  }
});

describe.each(actions)('%s', (action) => {
  test('takes nothing that no witness knows, and with their types', async () => {
    const [sdk, meta] = [flat(await sdkRequest(action)), flat(published(action))];
    for (const [name, shape] of flat(tableOf(action))) {
      const witnesses = [sdk.get(name), meta.get(name)].filter((one): one is Shape => one !== undefined);
      expect(witnesses.length, `${name} is known to nobody`).toBeGreaterThan(0);
      expect(
        witnesses.map((one) => one.type),
        name,
      ).toEqual(witnesses.map(() => shape.type));
      const required = meta.get(name)?.required ?? false;
      const known = requiredByPage.includes(`${action} ${name}`) || requiredInside.includes(`${action} ${name}`);
      expect(known ? !required : required, `${name} is required`).toBe(shape.required);
    }
  });

  test('passes over what the table says, and nothing else', async () => {
    const known = new Set([...flat(await sdkRequest(action)).keys(), ...flat(published(action)).keys()]);
    const taken = flat(tableOf(action));
    const over = passedOver[action] ?? [];
    const inside = (name: string): boolean => over.some((one) => name.startsWith(`${one}.`));
    expect([...known].filter((name) => !taken.has(name) && !account.test(name) && !inside(name)).sort()).toEqual([...over].sort());
  });

  test('accepts every parameter that it knows, in its right form', () => {
    const sample = sampleOf(action);
    expect(send(action, sample.least).outcome).toBe('accepted');
    const sent = new Set([
      ...Object.keys(sample.least).map((one) => one.split('.')[0]),
      ...Object.keys(sample.also),
      ...Object.keys(sample.none ?? {}),
    ]);
    expect(
      Object.keys(tableOf(action)).filter((name) => name !== 'NextToken' && !sent.has(name)),
      'without a sample',
    ).toEqual([]);
    for (const [name, value] of Object.entries(sample.also)) {
      const { outcome, body } = send(action, whole(sample, name, value));
      expect(outcome, name).toBe(answered[name] ?? 'accepted');
      if (sample.items && answered[name] === undefined) expect(itemsIn(sample, body).length, `${name} finds it`).toBeGreaterThan(0);
    }
  });

  const required = Object.entries(tableOf(action)).filter(([, shape]) => shape.required);
  if (required.length > 0)
    test('refuses a call without what is required, with the documented code', () => {
      const sample = sampleOf(action);
      for (const [name] of required) {
        expect(send(action, without(sample.least, name)).outcome, name).toBe(missing(action, name));
        const texts = Object.fromEntries(Object.entries(sample.least).map(([key, value]) => [key, key === name ? '' : value]));
        if (Object.hasOwn(sample.least, name)) expect(send(action, texts).outcome, `${name} empty`).toBe(missing(action, name));
        const swapped = name.startsWith(name[0]?.toLowerCase() ?? '') ? name[0]?.toUpperCase() : name[0]?.toLowerCase();
        const other = Object.fromEntries(
          Object.entries(sample.least).map(([key, value]) => [key.startsWith(name) ? `${swapped}${key.slice(1)}` : key, value]),
        );
        // The region alone may be spelled RegionId everywhere: the older official clients send nothing else.
        expect(send(action, other).outcome, `${name} in other letters`).toBe(name === 'regionId' ? 'accepted' : missing(action, name));
      }
    });

  const typed = Object.entries((served.find((one) => one.action === action) as ServiceOperation).params).filter(
    ([, { type }]) => wrongValues[type] !== undefined,
  );
  if (typed.length > 0)
    test('refuses values of another type, with the documented code', () => {
      const sample = sampleOf(action);
      for (const [name, { type }] of typed)
        for (const value of wrongValues[type] ?? [])
          expect(send(action, { ...sample.least, [name]: value }).outcome, `${name}=${value}`).toBe(wrong(action, name));
    });

  test('passes over parameters that nobody knows', () => {
    const { least } = sampleOf(action);
    const plain = send(action, least);
    const strange = {
      ...least,
      Unknown: 'x',
      'Unknown.1.Key': 'x',
      OwnerId: '1',
      ...Object.fromEntries((passedOver[action] ?? []).map((name) => [name, 'x'])),
    };
    expect(send(action, strange)).toEqual(plain);
  });

  test('answers nothing that the SDK does not read, and with its types', async () => {
    const read = await sdkReply(action);
    const sample = sampleOf(action);
    const calls = [sample.least, ...Object.entries(sample.also).map(([name, value]) => whole(sample, name, value))];
    if (sample.items) expect(itemsIn(sample, send(action, sample.least).body).length).toBeGreaterThan(0);
    for (const params of calls)
      for (const now of [start, later]) {
        const { outcome, body } = ask(model, copyWorld(base), action, params, now);
        if (outcome === 'accepted') compare(action, body, read);
      }
  });
});

const kinds: { readonly [type: string]: (value: unknown) => boolean } = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  bool: (value) => typeof value === 'boolean',
  texts: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  structs: Array.isArray,
  struct: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** Every member of a reply must be one that the SDK reads, and of its type. */
function compare(at: string, body: { readonly [name: string]: unknown }, model: Shapes): void {
  for (const [name, value] of Object.entries(body).filter(([, one]) => one !== undefined)) {
    const shape = model[name];
    expect(shape, `${at}.${name} is unknown to the SDK`).toBeDefined();
    expect(kinds[shape?.type ?? '']?.(value), `${at}.${name} is ${JSON.stringify(value)}, the SDK reads ${shape?.type}`).toBe(true);
    if (shape?.members === undefined) continue;
    for (const one of [value].flat()) compare(`${at}.${name}`, one as { readonly [name: string]: unknown }, shape.members);
  }
}
