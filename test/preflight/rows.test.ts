import { describe, expect, test } from 'vitest';
import { apiErrorEntry } from '../../src/derive/api-errors.ts';
import { rows } from '../../src/derive/catalogue.ts';
import { ruleEntry } from '../../src/derive/rule-index.ts';
import { found } from '../support/preflight.ts';
import { removalPlan, removalTable } from './removal-table.ts';
import { table } from './table.ts';

/** The rows of the pages that live data decides; written by hand from the pages, not from the source. */
const live = `
  COM-REGION-EXISTS COM-REGION-SAME COM-RG-EXISTS
  SNAP-IA-DISK SNAP-DISK-EXISTS SNAP-DISK-STATE SNAP-INST-STATE SNAP-NEVER-ATTACHED SNAP-NEVER-USED SNAP-QUOTA-MANUAL SNAP-INPROGRESS
  SNAP-SECLOCK SNAP-DISK-TYPE SNAP-ARREARS SNAP-HIBERNATE SNAP-KMS SNAP-MOD-RET-EXTEND SNAP-MOD-READY SNAP-MOD-ARCHIVE SNAP-DEL-IMAGE
  SNAP-DEL-FORCE SNAP-DEL-LOCKED SNAP-LOCK-DUR SNAP-LOCK-STATE SNAP-COPY-REGION
  GRP-DISKS-MAX GRP-SIZE-MAX GRP-NOT-EMPTY GRP-INST-STATE GRP-DISK-STATE GRP-DISK-TYPE GRP-REGIONAL-ONLY GRP-SAME-ZONE GRP-DISK-OF-INST
  GRP-MULTIATTACH GRP-SHARED GRP-INPROGRESS GRP-QUOTA GRP-SECLOCK GRP-ARREARS GRP-RG GRP-DEL-IMAGE
  ASP-QUOTA-REGION ASP-AUTO-QUOTA ASP-XR-TARGET ASP-ENC-KMS ASP-RG ASP-APPLY-MAX10 ASP-APPLY-DISK ASP-APPLY-TYPE ASP-APPLY-STATE
  ASP-MOD-SYSTEM ASP-DEL-ATTACHED
  DSK-STATE DSK-EXISTS DSK-HASDISK
  TAG-RES-QUOTA TAG-SYSTEM
`
  .trim()
  .split(/\s+/);

/** Rows that are no row of the table, and why. */
const otherwise: { readonly [row: string]: string } = {
  'COM-REGION-EXISTS': 'It stops all reading; test/preflight/preflight.test.ts.',
  'SNAP-IA-DISK': 'The parameter is retired and never sent.',
  'SNAP-MOD-RET-EXTEND': 'A shorter retention belongs to the taking: a note of the difference, and never sent; test/diff/diff.test.ts.',
  'SNAP-MOD-ARCHIVE': 'No kind archives.',
  'SNAP-LOCK-DUR': 'No kind locks.',
  'SNAP-LOCK-STATE': 'No kind locks.',
  'SNAP-COPY-REGION': 'No kind copies a single snapshot.',
  'TAG-SYSTEM': 'Tags of the cloud are left out when replies are read; test/facts/catalogue.test.ts.',
};

describe('the rows that live data decides', () => {
  test('are 58, each in the catalogue, and each either in the table or in the list of reasons', () => {
    expect(live).toHaveLength(58);
    const known = new Set(rows().map(({ row }) => row));
    expect(live.filter((row) => !known.has(row))).toEqual([]);
    const inTable = new Set([...table, ...removalTable].map(({ row }) => row));
    expect([...inTable, ...Object.keys(otherwise)].sort()).toEqual([...live].sort());
  });

  test('their findings name them, so that the page of constraints and explain do', () => {
    const unnamed = table.filter(({ code, row }) => ruleEntry(code)?.rows.includes(row) !== true);
    expect(unnamed.map(({ code, row }) => `${row} ${code}`)).toEqual([]);
  });

  test('the codes of the service are known, and are those of the row', () => {
    const strangers = [...table, ...removalTable].filter(({ row, api }) => {
      const errors = rows().find((one) => one.row === row)?.errors ?? [];
      // A row about all regions lists none; what it gives is the code of the target that is not there.
      return api !== undefined && (apiErrorEntry(api) === undefined || (errors.length > 0 && !errors.includes(api)));
    });
    expect(strangers.map(({ row, api }) => `${row} ${api}`)).toEqual([]);
  });
});

describe.each(table)('$row: $severity $code', ({ code, severity, entries, path, api, target, bad, good, row }) => {
  const mine = (world: typeof bad) => found(entries, world).filter((one) => one.code === code && one.severity === severity);

  test('is said at its place, with the pages and the code of the service that it prevents', () => {
    const [first] = mine(bad);
    expect(first, JSON.stringify(found(entries, bad))).toBeDefined();
    if (path.length > 0) expect(first?.place).toEqual({ file: 'snapspec.yaml', path });
    if (api !== undefined) expect(first?.notes?.join(' ')).toContain(`${api} (`);
    if (severity !== 'info' && row !== 'ASP-APPLY-DISK') expect(first?.sources?.length).toBeGreaterThan(0);
    if (!row.startsWith('ASP-APPLY-') && severity !== 'info') expect(first?.address).toBe(entries[0]?.address);
    expect(first?.target).toBe(target);
  });

  test('is not said in the world beside it', () => expect(mine(good)).toEqual([]));
});

const taken = table.filter(({ entries, code }) => entries[0]?.section !== 'policies' && code !== 'snapshot-not-finished');
test.each(taken)('$row: nothing is said of an entry that is closed, since nothing is sent', ({ code, entries, bad }) => {
  const closed = entries.map((one) => ({ ...one, takeUntil: 0 }));
  expect(found(closed, bad).filter((one) => one.code === code)).toEqual([]);
});

/** The backups and policies that a plan deletes in the end. */
const deletes = (plan: ReturnType<typeof removalPlan>): (string | undefined)[] =>
  plan.operations.filter(({ action }) => action === 'delete').map(({ resourceId }) => resourceId);

describe.each(removalTable)('$row: deleting $address', ({ address, api, bad, good }) => {
  const id = bad.live[0]?.id as string;

  test(
    api === undefined ? 'counts each disk that it leaves without protection' : 'is refused with the code of the service, and not planned',
    () => {
      const plan = removalPlan(address, bad);
      const entry = plan.entries.find((one) => one.id === id);
      if (api === undefined) {
        expect(plan.gate).toMatchObject({ count: 2, passed: false, reductions: [{ address, by: 'delete', ids: ['d-1', 'd-2'] }] });
        expect(plan.operations.map(({ action, held }) => [action, held?.cause])).toEqual([['delete', 'refused']]);
      } else {
        expect(entry).toMatchObject({ outcome: 'refused', refusal: { code: api, reason: expect.stringContaining(id) } });
        expect(deletes(plan)).toEqual([]);
      }
    },
  );

  test('is planned in the world beside it', () => {
    const plan = removalPlan(address, good);
    expect(plan.entries.find((one) => one.id === id)?.outcome).toBe('delete');
    expect(deletes(plan)).toEqual([id]);
    if (api === undefined) expect(plan.gate).toMatchObject({ count: 0, passed: true });
  });
});
