import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadModel } from '../../src/emulator/index.ts';
import { apiErrors } from '../../src/facts/api-errors/index.ts';
import type { ApiErrorNote } from '../../src/facts/api-errors/index.ts';
import { refusal, region } from './client.ts';
import type { Cloud } from './client.ts';
import * as changing from './codes/changing.ts';
import * as moving from './codes/moving.ts';
import * as keeping from './codes/keeping.ts';
import * as reading from './codes/reading.ts';
import * as taking from './codes/taking.ts';
import { open } from './codes/world.ts';
import type { Ways } from './codes/world.ts';

/** How each documented code of each operation is provoked; codes that are not here must be injected. */
const ways: { readonly [operation: string]: Ways } = {
  CreateSnapshot: taking.ofSnapshot,
  CreateSnapshotGroup: taking.ofGroup,
  CreateAutoSnapshotPolicy: changing.ofPolicy,
  ModifySnapshotAttribute: changing.ofSnapshotChange,
  DeleteSnapshot: changing.ofSnapshotDeletion,
  LockSnapshot: keeping.ofLocking,
  UnlockSnapshot: keeping.ofUnlocking,
  CopySnapshot: keeping.ofCopying,
  ModifySnapshotGroup: changing.ofGroupChange,
  DeleteSnapshotGroup: changing.ofGroupDeletion,
  ModifyAutoSnapshotPolicyEx: changing.ofPolicyChange,
  DeleteAutoSnapshotPolicy: changing.ofPolicyDeletion,
  ApplyAutoSnapshotPolicy: changing.ofAttaching,
  CancelAutoSnapshotPolicy: changing.ofDetaching,
  AttachDisk: moving.ofDiskAttachment,
  DetachDisk: moving.ofDiskDetachment,
  DeleteDisk: moving.ofDiskDeletion,
  DescribeSnapshots: reading.ofListing,
  DescribeSnapshotGroups: reading.ofGroupListing,
  DescribeAutoSnapshotPolicyEx: reading.ofPolicyListing,
  TagResources: reading.ofTagging,
  JoinResourceGroup: reading.ofJoining,
  'CreateSnapshot (ECD)': reading.ofDesktops,
  any: reading.ofAny,
};

type Row = { readonly operation: string; readonly code: string; readonly statuses: readonly number[]; readonly note: ApiErrorNote };

const rows: readonly Row[] = apiErrors.flatMap((note) =>
  Object.entries(note.seen).map(([operation, given]) => ({
    operation,
    code: note.code,
    statuses: given === null ? [] : [given].flat(),
    note,
  })),
);
const served = rows.filter((row) => Object.hasOwn(ways, row.operation));
const wayTo = ({ operation, code }: Row) => ways[operation]?.[code];
const provoked = served.filter((row) => wayTo(row) !== undefined);
const injected = served.filter((row) => wayTo(row) === undefined);

let local: Cloud | undefined;
afterEach(async () => {
  await local?.emulator.close();
  local = undefined;
});

/** A name of a family of codes, for one that stands for many. */
const member = (code: string): string => code.replace(/\.?\*$/, '.Resource');

describe.each([...new Set(provoked.map((row) => row.operation))])('%s', (operation) => {
  test.each(provoked.filter((row) => row.operation === operation).map((row) => [row.code, row] as const))('%s', async (_, row) => {
    const way = wayTo(row);
    if (way === undefined) throw new TypeError(row.code);
    local = await open(way.settings);
    const [code = '', status] = (await refusal(way.run(local))).split(' ');
    expect(code).toMatch(row.code.includes('*') ? (row.note.family as RegExp) : new RegExp(`^${row.code.replaceAll('.', '\\.')}$`));
    if (way.differs !== undefined) expect(way.differs.startsWith(`${status},`), `${status} and not ${way.differs}`).toBe(true);
    else if (row.statuses.length > 0) expect(row.statuses).toContain(Number(status));
  });
});

test.each(injected.map((row) => [`${row.operation} ${row.code}`, row] as const))('injected: %s', async (_, row) => {
  local = await open(undefined);
  const action = row.operation === 'any' ? 'DescribeDisks' : row.operation;
  const code = member(row.code);
  local.emulator.set({ faults: [{ type: 'code', code, action }] });
  const [given, status] = (await refusal(local.ecs(action, region))).split(' ');
  expect(given).toBe(code);
  if (row.statuses.length > 0) expect(row.statuses).toContain(Number(status));
});

describe('the table', () => {
  let operations: readonly string[];
  beforeAll(async () => {
    operations = loadModel().operations.map((one) => one.action);
  });

  test('every operation with documented codes that is served is in it, and no other', () => {
    const documented = [...new Set(rows.map((row) => row.operation))].filter((one) => one !== 'any' && !one.includes('('));
    // The codes of STS are provoked in accounts.test.ts.
    const elsewhere = ['AssumeRole', 'AssumeRoleWithOIDC'];
    expect(documented.filter((one) => operations.includes(one) && !Object.hasOwn(ways, one))).toEqual(elsewhere);
    expect(documented.filter((one) => !operations.includes(one))).toEqual([]);
  });

  test('every way leads to a documented code', () => {
    const known = new Set(served.map((row) => `${row.operation} ${row.code}`));
    const named = Object.entries(ways).flatMap(([operation, codes]) => Object.keys(codes).map((code) => `${operation} ${code}`));
    expect(named.filter((one) => !known.has(one))).toEqual([]);
  });

  test('is what the documentation shows', async () => {
    const distinct = (of: readonly Row[]): number => new Set(of.map((row) => row.code)).size;
    const counts = `${served.length} codes by operation (${distinct(served)} distinct ones): ${provoked.length} provoked by a request or a state, ${injected.length} by injection`;
    console.log(counts);
    await expect(page(counts)).toMatchFileSnapshot('../../docs/emulator-codes.md');
  });
});

const statusOf = ({ statuses }: Row): string => (statuses.length > 0 ? statuses.join(', ') : 'not stated');

function howOf(row: Row): string {
  const way = wayTo(row);
  if (way === undefined) return 'inject it';
  return `${way.how}${way.differs === undefined ? '' : ` (status ${way.differs})`}`.replaceAll('|', '\\|');
}

function section(operation: string): string {
  const lines = served.filter((row) => row.operation === operation).map((row) => `| \`${row.code}\` | ${statusOf(row)} | ${howOf(row)} |`);
  return [`## ${operation === 'any' ? 'Every operation' : operation}`, '', '| code | status | how |', '|---|---|---|', ...lines, ''].join(
    '\n',
  );
}

const page = (counts: string): string =>
  `# Error codes of the local cloud

Every error code that the published pages list for an operation that the local cloud serves, with the status that they
state, the few that no page lists, and how to provoke each. This page is written by
\`test/emulator/codes.test.ts\`, which provokes every row as the row says.

${counts}.

- The seed describes disks, instances and keys; *change* means \`emulator.change(id, {…})\` in a test, or
  \`POST /_snapspec/thing\` with \`{"id": …, "set": {…}}\`; settings are set with \`emulator.set({settings})\` or
  \`POST /_snapspec/settings\`. All of them are in [emulator.md](emulator.md).
- *Inject it* means a fault: \`{type: code, action: …, code: …}\` in a file of \`--faults\`, in \`emulator.set({faults})\` or
  in \`POST /_snapspec/faults\`. The reply has the status of the operation's page.

${Object.keys(ways).map(section).join('\n')}`;
