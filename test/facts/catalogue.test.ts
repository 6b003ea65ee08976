import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/frontend/analyze.ts';
import { identityOf, tokenOf } from '../../src/compile/identity.ts';
import { apiErrorEntry } from '../../src/derive/api-errors.ts';
import { codesOfRow, counts, rows } from '../../src/derive/catalogue.ts';
import { ruleEntry, ruleEntries } from '../../src/derive/rule-index.ts';
import type { Held } from '../../src/facts/catalogue/index.ts';
import { kindOf } from '../../src/kinds/registry.ts';
import type { Params, WriteCall } from '../../src/kinds/calls.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import { userTags } from '../../src/kinds/ownership-tags.ts';
import { tagCall, untagCall } from '../../src/kinds/tagging.ts';

/** Every row of the catalogue of constraints, by where it is held; written by hand from the pages, not from the source. */
const expected: { readonly [H in Held]: string } = {
  static: `
    COM-REGION-REQ COM-REGION-EXISTS SNAP-DISKID-REQ SNAP-DISKID-FMT SNAP-NAME-LEN SNAP-NAME-START SNAP-NAME-CHARS SNAP-NAME-NOAUTO
    SNAP-NAME-NOHTTP SNAP-DESC-LEN SNAP-DESC-NOHTTP SNAP-RET-RANGE SNAP-CAT-ENUM SNAP-CAT-DEPR SNAP-IA-BOOL SNAP-IA-DEPR
    SNAP-IARET-RANGE SNAP-TAG GRP-DISKID-COUNT GRP-EXCL-COUNT GRP-DUP-DISK GRP-NAME-LEN GRP-NAME-START GRP-NAME-CHARS GRP-NAME-NOHTTP
    GRP-DESC GRP-IA GRP-IARET-RANGE GRP-NO-RETENTION GRP-TAG ASP-NAME-LEN ASP-NAME-START ASP-NAME-CHARS ASP-NAME-NOHTTP ASP-TIMES-RANGE
    ASP-TIMES-COUNT ASP-TIMES-UNIQ ASP-DAYS-RANGE ASP-DAYS-COUNT ASP-DAYS-UNIQ ASP-RET-REQ ASP-RET-RANGE ASP-XR-TARGET ASP-XR-RET
    ASP-ENC-BOOL ASP-TAG DSK-DESKTOP-REQ DSK-NAME-LEN DSK-NAME-START DSK-NAME-CHARS DSK-NAME-NOAUTO DSK-DESC-LEN DSK-TYPE-REQ
    DSK-TYPE-ENUM DSK-NOFIELDS TAG-COUNT TAG-KEY-NONEMPTY TAG-KEY-LEN TAG-KEY-NOURL TAG-KEY-PREFIX TAG-VAL-LEN TAG-VAL-NOURL
    TAG-VAL-ACS TAG-VAL-NOTNULL
  `,
  'cross-field': `
    SNAP-CAT-IA-XOR SNAP-IARET-NEEDS-IA GRP-INSTANCE-REQ GRP-TARGET-ONE GRP-XOR GRP-EXCL-NEEDS-INST GRP-IARET-NEEDS-IA ASP-TIMES-REQ
    ASP-DAYS-REQ ASP-XR-OTHER ASP-ENC-PAIR ASP-APPLY-MAX10
  `,
  advice: `
    SNAP-RET-NONE SNAP-EXPIRED-OK SNAP-MULTIDISK SNAP-OFFPEAK SNAP-NOIMAGE SNAP-INCREMENTAL SNAP-NOSTOP SNAP-NORESIZE SNAP-BILLING
    SNAP-DEL-CREATING GRP-DISKS-MAX GRP-BILLING ASP-TIMES-TZ ASP-OVERLAP ASP-INST-BUSY ASP-AUTO-QUOTA ASP-ENC-DEFAULTKEY ASP-APPLY-SEP
    ASP-APPLY-ADD ASP-MOD-IMMEDIATE TAG-KEY-CASE
  `,
  'by-construction': `
    COM-REGION-SAME COM-NOTPUBLIC SNAP-NAME-OPT SNAP-CAT-LEGACY SNAP-IA-DISK SNAP-IA-REGION SNAP-IA-CLOUDBOX SNAP-TF-NAME-ALIAS
    SNAP-TF-FORCENEW GRP-NAME-OPT GRP-NAME-AUTO ASP-NAME-OPT ASP-XR-BOOL ASP-XR-PAIR ASP-XR-RET-PAIR ASP-ENC-XR
    ASP-MOD-NAME DSK-NAME-REQ TAG-KEY-UNIQ TAG-TF-MAP
  `,
  wire: `
    COM-TOKEN-LEN COM-TOKEN-ASCII COM-TOKEN-UNIQUE COM-ACTION COM-CASE SNAP-TAG-LOWER SNAP-MOD-SOMETHING ASP-TIMES-FMT ASP-DAYS-FMT
    ASP-CANCEL-ID ASP-MOD-FIELDS ASP-NO-TOKEN TAG-OP-IDS TAG-OP-TYPE TAG-SYSTEM
  `,
  preflight: `
    SNAP-DISK-EXISTS SNAP-DISK-STATE SNAP-INST-STATE SNAP-NEVER-ATTACHED SNAP-NEVER-USED SNAP-QUOTA-MANUAL SNAP-INPROGRESS SNAP-SECLOCK
    SNAP-DISK-TYPE SNAP-ARREARS SNAP-HIBERNATE SNAP-IMM-DISK SNAP-MOD-RET-EXTEND SNAP-DEL-IMAGE SNAP-DEL-FORCE SNAP-DEL-LOCKED
    GRP-SIZE-MAX GRP-NOT-EMPTY GRP-INST-STATE GRP-DISK-STATE GRP-DISK-TYPE GRP-REGIONAL-ONLY GRP-SAME-ZONE GRP-DISK-OF-INST
    GRP-MULTIATTACH GRP-SHARED GRP-INPROGRESS GRP-QUOTA GRP-SECLOCK GRP-ARREARS GRP-MOD-FIELDS GRP-DEL-IMAGE ASP-QUOTA-REGION
    ASP-APPLY-DISK ASP-APPLY-TYPE ASP-APPLY-STATE ASP-MOD-SYSTEM SNAP-MOD-READY TAG-RES-QUOTA ASP-DEL-ATTACHED DSK-STATE DSK-EXISTS DSK-HASDISK DSK-IMMUTABLE
  `,
  apply: `
    COM-SERVICE COM-BALANCE COM-RAM COM-RG-EXISTS COM-RATE SNAP-NAME-RENAME SNAP-TRANSFER SNAP-INVALIDSTATE SNAP-KMS SNAP-ENCCOPY
    SNAP-MOD-MANAGED SNAP-DEL-SHARED SNAP-DEL-RELATED GRP-ENCRYPTED GRP-REGION-SUPPORT GRP-TRANSFER GRP-RG
    GRP-DEL-PARTIAL ASP-XR-REGION ASP-ENC-KMS ASP-RG ASP-APPLY-PROMO
  `,
  'not-in-v1': `
    SNAP-MOD-ARCHIVE SNAP-LOCK-MODE SNAP-LOCK-DUR SNAP-LOCK-COOL SNAP-LOCK-STATE SNAP-COPY-REQ SNAP-COPY-REGION SNAP-COPY-ENC
    ASP-ASSOC-ENUM ASP-ASSOC-TAGS ASP-TARGET-KEY ASP-TARGET-VALUE ASP-ASSOC-REGION ASP-ASSOC-NOAPPLY DSK-DELETE-MAX DSK-RESTORE
    DSP-NAME-LEN DSP-NAME-START DSP-NAME-CHARS DSP-NAME-NOHTTP DSP-RET-RANGE DSP-CRON DSP-DISK-TYPE DSP-APPLY-MAX DSP-CANCEL-MAX
    DSP-DELETE-MAX
  `,
};

const idsOf = (held: Held): string[] => expected[held].trim().split(/\s+/);
const classes = Object.keys(expected) as Held[];
const shown = classes.map((held) => `${held} ${idsOf(held).length}`).join(', ');

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const snap = (inside: string): string => `${head}snapshots: {a: {diskId: d-1, ${inside}}}\n`;
const group = (inside: string): string => `${head}groups: {a: {${inside}}}\n`;
const inst = (inside: string): string => group(`instanceId: i-1, ${inside}`);
const policy = (inside: string, schedule = 'timePoints: [1], repeatWeekdays: [1]'): string =>
  `${head}policies: {a: {schedule: {${schedule}}, ${inside}}}\n`;
const named = (inside: string): string => policy(`retentionDays: 1, ${inside}`);
const copy = (inside: string): string => named(`crossRegionCopy: {${inside}}`);
const desk = (inside: string): string => `${head}desktopSnapshots: {a: {${inside}}}\n`;

const found = (content: string): string[] =>
  analyze([{ file: 'f', content }], { year: 2026, unresolved: 'error' }).diagnostics.map((one) => one.code);
const rowOf = (id: string) => rows().find((one) => one.row === id) as ReturnType<typeof rows>[number];

describe(`the catalogue of constraints: ${shown}`, () => {
  test('it has every row of the pages, each once, where it is said to be held', () => {
    const listed = classes.flatMap((held) => idsOf(held).map((id) => `${id} ${held}`));
    expect(listed.length).toBe(224);
    expect(
      rows()
        .map(({ row, held }) => `${row} ${held}`)
        .sort(),
    ).toEqual([...listed].sort());
    expect(Object.fromEntries(counts())).toEqual(Object.fromEntries(classes.map((held) => [held, idsOf(held).length])));
  });

  test('no finding names a row that there is not, beside those of snapspec itself', () => {
    const known = new Set(rows().map((one) => one.row));
    const unlisted = ruleEntries().flatMap((one) =>
      one.rows.filter((row) => !known.has(row) && !/^(OWN|SEL)-/.test(row)).map((row) => `${one.code}: ${row}`),
    );
    expect(unlisted).toEqual([]);
  });

  test('every finding and every error code that a row names is explained', () => {
    for (const { row, by = [], errors = [] } of rows()) {
      for (const code of by) expect(ruleEntry(code)?.code, `${row}: ${code}`).toBe(code);
      for (const code of errors) expect(apiErrorEntry(code)?.code, `${row}: ${code}`).toBe(code);
    }
  });
});

describe('static and cross-field', () => {
  // That lint finds them, and nothing on the right side of the edge, is held by test/verdicts/table.
  test.each([...idsOf('static'), ...idsOf('cross-field')])('%s has findings', (id) =>
    expect(codesOfRow(rowOf(id)).length).toBeGreaterThan(0),
  );
});

describe('advice', () => {
  /** What is only good to know: a finding would be noise. */
  const only =
    'SNAP-EXPIRED-OK SNAP-OFFPEAK SNAP-NOIMAGE SNAP-INCREMENTAL SNAP-NOSTOP SNAP-NORESIZE SNAP-BILLING SNAP-DEL-CREATING GRP-BILLING ASP-INST-BUSY ASP-ENC-DEFAULTKEY ASP-MOD-IMMEDIATE'.split(
      ' ',
    );
  test.each(idsOf('advice'))('%s', (id) => {
    if (only.includes(id)) expect(codesOfRow(rowOf(id))).toEqual([]);
    else expect(codesOfRow(rowOf(id)).map((code) => ruleEntry(code)?.severity)).not.toContain(undefined);
    expect(codesOfRow(rowOf(id)).length > 0).toBe(!only.includes(id));
  });
});

describe('apply and preflight', () => {
  test.each(idsOf('apply'))('%s: its codes are explained with a remedy', (id) => {
    const { errors = [] } = rowOf(id);
    expect(errors.length).toBeGreaterThan(0);
    for (const code of errors) expect(apiErrorEntry(code)?.remedy).toMatch(/\w/);
  });

  test.each(idsOf('preflight'))('%s: the plan finds it, or says how, or the code of the service is explained', (id) => {
    const { how, errors = [] } = rowOf(id);
    const live = codesOfRow(rowOf(id)).filter((code) => ruleEntry(code)?.from === 'plan');
    // No page names a code for the state and the disks of a desktop, nor for the state of a disk that a policy is put on.
    const silent = ['DSK-STATE', 'DSK-HASDISK', 'ASP-APPLY-STATE'].includes(id);
    expect(live.length > 0 || how !== undefined || errors.length > 0 || silent).toBe(true);
  });

  test('what never changes has the target’s role, and what the API cannot change has none that changes it', () => {
    expect(kindOf('snapshots').roles['diskId']).toBe('target');
    expect(
      Object.entries(kindOf('groups').roles)
        .filter(([, role]) => role === 'modify')
        .map(([field]) => field),
    ).toEqual(['name', 'description']);
    expect(Object.values(kindOf('desktopSnapshots').roles).some((role) => role === 'modify' || role === 'tags')).toBe(false);
    expect(kindOf('snapshots').immutableReason?.('retentionDays', 30, 7)).toBe('retention of a taken snapshot can only grow');
    expect(kindOf('snapshots').immutableReason?.('retentionDays', 30, 31)).toBeUndefined();
  });
});

describe('by construction and not in version 1', () => {
  const silent = (content: string): void =>
    expect(
      analyze([{ file: 'f', content }], { year: 2026, unresolved: 'error' }).diagnostics.filter((one) => one.severity !== 'info'),
    ).toEqual([]);
  const nameOf = (content: string): unknown =>
    analyze([{ file: 'f', content }], { year: 2026, unresolved: 'error' }).program?.desired[0]?.props['name'];

  test('a name is never missing', () => {
    for (const text of [
      snap('retentionDays: 1'),
      group('instanceId: i-1'),
      policy('retentionDays: 1'),
      desk('desktopId: ecd-1, sourceDiskType: data'),
    ])
      expect(nameOf(text)).toBe('s-a');
  });
  test('a group’s name may begin with auto', () => silent(inst('name: auto-1')));
  test('copying is switched on by its region alone', () => {
    expect(found(copy('retentionDays: 3'))).toEqual(['missing-field']);
    expect(found(copy('encrypted: true'))).toEqual(['missing-field']);
    expect(found(named('kmsKeyId: k'))).toEqual(['unknown-key']);
  });
  test('there is no word for what is not public, for locks, archives, instances by tag', () => {
    for (const word of ['storageLocationArn', 'ownerId', 'lockMode', 'lockDuration', 'coolOffPeriod', 'archive', 'copyTo'])
      expect(found(snap(`${word}: x`))).toEqual(['unknown-key']);
    for (const word of ['associationType', 'targetTags']) expect(found(named(`${word}: x`))).toEqual(['unknown-key']);
  });
  test.each([...idsOf('by-construction'), ...idsOf('not-in-v1')])('%s says how', (id) => expect(rowOf(id).how).toMatch(/\.$/));
});

/** The create calls of a spec that says as much as it can. */
function calls(): readonly WriteCall[] {
  const text = `${head}policies: {p: {schedule: {timePoints: [9, 2], repeatWeekdays: [7, 1]}, retentionDays: 3, tags: {k: v}, resourceGroupId: rg-1, crossRegionCopy: {region: cn-beijing, retentionDays: 3}}}
snapshots: {a: {diskId: d-1, retentionDays: 3, tags: {k: v}, resourceGroupId: rg-1, instantAccess: true, instantAccessRetentionDays: 1}}
groups: {g: {instanceId: i-1, tags: {k: v}, instantAccess: true}}
desktopSnapshots: {d: {desktopId: ecd-1, sourceDiskType: SYSTEM}}
`;
  const desired = analyze([{ file: 'f', content: text }], { year: 2026, unresolved: 'error' }).program?.desired as readonly Desired[];
  return desired.map((one) => kindOf(one.section).create(one.props, identityOf(one, '1234567890123456', 'cn-hangzhou', 0)));
}
const callOf = (action: string, service = 'ecs'): Params =>
  calls().find((call) => call.action === action && call.service === service)?.params as Params;

describe('wire', () => {
  const token = (more: object = {}): string =>
    tokenOf({
      account: '1',
      region: 'cn-hangzhou',
      api: 'ecs/2014-05-26/CreateSnapshot',
      stack: 's',
      address: 'snapshots/a',
      occurrence: 'once',
      target: 'd-1',
      generation: 0,
      ...more,
    });

  const held: { readonly [row: string]: () => void } = {
    'COM-TOKEN-LEN': () => expect(token().length).toBe(56),
    'COM-TOKEN-ASCII': () => expect(token()).toMatch(/^[!-~]+$/),
    'COM-TOKEN-UNIQUE': () =>
      expect(
        new Set([token(), token({ target: 'd-2' }), token({ region: 'cn-beijing' }), token({ occurrence: 'r2' }), token({ generation: 1 })])
          .size,
      ).toBe(5),
    'COM-ACTION': () =>
      expect(
        calls()
          .map((call) => `${call.service} ${call.action}`)
          .sort(),
      ).toEqual(['ecd CreateSnapshot', 'ecs CreateAutoSnapshotPolicy', 'ecs CreateSnapshot', 'ecs CreateSnapshotGroup']),
    'COM-CASE': () =>
      expect(Object.keys(callOf('CreateAutoSnapshotPolicy')).sort()).toEqual([
        'CopiedSnapshotsRetentionDays',
        'CopyEncryptionConfiguration',
        'EnableCrossRegionCopy',
        'ResourceGroupId',
        'Tag',
        'TargetCopyRegions',
        'autoSnapshotPolicyName',
        'regionId',
        'repeatWeekdays',
        'retentionDays',
        'timePoints',
      ]),
    'SNAP-TAG-LOWER': () =>
      expect((callOf('CreateSnapshot')['Tag'] as readonly object[]).map((tag) => Object.keys(tag).join())).toEqual(
        Array.from({ length: 5 }, () => 'Key,Value'),
      ),
    'SNAP-MOD-SOMETHING': () =>
      expect(
        Object.entries(
          kindOf('snapshots').modify?.({ name: 'n', description: 'd', retentionDays: 1 }, ['name'], 's-1', 'cn-hangzhou').params ?? {},
        ),
      ).toEqual([
        ['SnapshotId', 's-1'],
        ['SnapshotName', 'n'],
      ]),
    'ASP-TIMES-FMT': () => expect(callOf('CreateAutoSnapshotPolicy')['timePoints']).toBe('["2","9"]'),
    'ASP-DAYS-FMT': () => expect(callOf('CreateAutoSnapshotPolicy')['repeatWeekdays']).toBe('["1","7"]'),
    'ASP-CANCEL-ID': () =>
      expect(kindOf('policies').attachments?.detach('cn-hangzhou', 'sp-1', ['d-1']).params['autoSnapshotPolicyId']).toBe('sp-1'),
    'ASP-MOD-FIELDS': () => {
      const props = {
        name: 'n',
        timePoints: [1],
        repeatWeekdays: [1],
        retentionDays: 1,
        crossRegionCopy: null,
        tags: { k: 'v' },
        resourceGroupId: 'rg-1',
      };
      const sent = kindOf('policies').modify?.(props, Object.keys(props), 'sp-1', 'cn-hangzhou').params ?? {};
      expect(Object.keys(sent).filter((name) => /Tag|ResourceGroup|Association|StorageLocation/.test(name))).toEqual([]);
    },
    'ASP-NO-TOKEN': () => {
      expect(callOf('CreateAutoSnapshotPolicy')['ClientToken']).toBeUndefined();
    },
    'TAG-OP-IDS': () => {
      expect(tagCall('cn-hangzhou', 'snapshot', 's-1', { k: 'v' }).params['ResourceId']).toEqual(['s-1']);
      expect(untagCall('cn-hangzhou', 'snapshot', 's-1', ['k']).params['ResourceId']).toEqual(['s-1']);
    },
    'TAG-OP-TYPE': () =>
      expect([kindOf('snapshots').resourceType, kindOf('policies').resourceType, kindOf('groups').resourceType]).toEqual([
        'snapshot',
        'snapshotpolicy',
        'snapshotgroup',
      ]),
    'TAG-SYSTEM': () =>
      expect(userTags({ 'acs:ecs:createFrom': 'i-1', aliyunx: 'y', team: 'payments', 'snapspec:op': 'z' })).toEqual({ team: 'payments' }),
  };

  test('each has its check', () => expect(Object.keys(held).sort()).toEqual([...idsOf('wire')].sort()));
  test.each(Object.entries(held))('%s', (_, check) => check());

  test('no call sends what is retired or not public', () => {
    for (const { params } of calls())
      expect(Object.keys(params).filter((name) => /InstantAccess|^Category$|StorageLocation|^Arn|Owner/.test(name))).toEqual([]);
  });
});
