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
    SNAP-TF-FORCENEW GRP-NAME-OPT GRP-NAME-AUTO ASP-NAME-OPT ASP-XR-BOOL ASP-XR-PAIR ASP-XR-RET-PAIR ASP-ENC-XR ASP-MOD-SYSTEM
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
    ASP-APPLY-DISK ASP-APPLY-TYPE ASP-APPLY-STATE ASP-DEL-ATTACHED DSK-STATE DSK-EXISTS DSK-HASDISK DSK-IMMUTABLE
  `,
  apply: `
    COM-SERVICE COM-BALANCE COM-RAM COM-RG-EXISTS COM-RATE SNAP-NAME-RENAME SNAP-TRANSFER SNAP-INVALIDSTATE SNAP-KMS SNAP-ENCCOPY
    SNAP-MOD-READY SNAP-MOD-MANAGED SNAP-DEL-SHARED SNAP-DEL-RELATED GRP-ENCRYPTED GRP-REGION-SUPPORT GRP-TRANSFER GRP-RG
    GRP-DEL-PARTIAL ASP-XR-REGION ASP-ENC-KMS ASP-RG ASP-APPLY-PROMO TAG-RES-QUOTA
  `,
  'not-in-v1': `
    SNAP-MOD-ARCHIVE SNAP-LOCK-MODE SNAP-LOCK-DUR SNAP-LOCK-COOL SNAP-LOCK-STATE SNAP-COPY-REQ SNAP-COPY-REGION SNAP-COPY-ENC
    ASP-ASSOC-ENUM ASP-ASSOC-TAGS ASP-TARGET-KEY ASP-TARGET-VALUE ASP-ASSOC-REGION ASP-ASSOC-NOAPPLY DSK-DELETE-MAX DSK-RESTORE
  `,
};

const idsOf = (held: Held): string[] => expected[held].trim().split(/\s+/);
const classes = Object.keys(expected) as Held[];
const shown = classes.map((held) => `${held} ${idsOf(held).length}`).join(', ');

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const n = (many: number, text = 'n'): string => text.repeat(many);
const snap = (inside: string): string => `${head}snapshots: {a: {diskId: d-1, ${inside}}}\n`;
const group = (inside: string): string => `${head}groups: {a: {${inside}}}\n`;
const inst = (inside: string): string => group(`instanceId: i-1, ${inside}`);
const policy = (inside: string, schedule = 'timePoints: [1], repeatWeekdays: [1]'): string =>
  `${head}policies: {a: {schedule: {${schedule}}, ${inside}}}\n`;
const kept = (schedule: string): string => policy('retentionDays: 1', schedule);
const named = (inside: string): string => policy(`retentionDays: 1, ${inside}`);
const copy = (inside: string): string => named(`crossRegionCopy: {${inside}}`);
const desk = (inside: string): string => `${head}desktopSnapshots: {a: {${inside}}}\n`;
const desktop = (inside: string): string => desk(`desktopId: ecd-1, sourceDiskType: system, ${inside}`);
const disks = (many: number): string => `[${Array.from({ length: many }, (_, index) => `d-${index + 1}`).join(', ')}]`;
const keys = (many: number): string => `{${Array.from({ length: many }, (_, index) => `k${index}: v`).join(', ')}}`;
const inPolicies = (many: number): string =>
  `${head}policies:\n${Array.from({ length: many }, (_, index) => `  p${index}: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 1, disks: {any: [{id: d-1}]}}\n`).join('')}`;
const hours = (many: number): string => `[${Array.from({ length: many }, (_, index) => index % 24).join(', ')}]`;

/** For each row that lint holds: specs that it must be found in, and specs on the right side of the same edge. */
const verdicts: { readonly [row: string]: { readonly bad: readonly string[]; readonly good: readonly string[] } } = {
  'COM-REGION-REQ': { bad: ['apiVersion: snapspec/v1\nstack: s\n'], good: [head] },
  'COM-REGION-EXISTS': {
    bad: ['apiVersion: snapspec/v1\nstack: s\nregion: Hangzhou\n', 'apiVersion: snapspec/v1\nstack: s\nregion: cn-nowhere\n'],
    good: [head],
  },
  'SNAP-DISKID-REQ': { bad: [`${head}snapshots: {a: {name: ab}}\n`], good: [snap('name: ab')] },
  'SNAP-DISKID-FMT': { bad: [`${head}snapshots: {a: {diskId: D-1}}\n`, `${head}snapshots: {a: {diskId: ""}}\n`], good: [snap('name: ab')] },
  'SNAP-NAME-LEN': { bad: [snap('name: n'), snap(`name: ${n(129)}`)], good: [snap('name: nn'), snap(`name: ${n(128)}`)] },
  'SNAP-NAME-START': { bad: [snap('name: 1a'), snap('name: _a'), snap('name: 名称')], good: [snap('name: a1')] },
  'SNAP-NAME-CHARS': { bad: [snap('name: "a b"'), snap('name: a/b'), snap('name: "a😀"')], good: [snap('name: "a:_.-9"')] },
  'SNAP-NAME-NOAUTO': { bad: [snap('name: auto'), snap('name: auto-1'), snap('name: Auto-1')], good: [snap('name: an-auto')] },
  'SNAP-NAME-NOHTTP': { bad: [snap('name: "http://a"'), snap('name: "https://a"')], good: [snap('name: http-a')] },
  'SNAP-DESC-LEN': {
    bad: [snap('description: d'), snap(`description: ${n(257)}`)],
    good: [snap('description: dd'), snap(`description: ${n(256)}`)],
  },
  'SNAP-DESC-NOHTTP': {
    bad: [snap('description: "http://a"'), snap('description: "https://a"')],
    good: [snap('description: "see http://a"')],
  },
  'SNAP-RET-RANGE': {
    bad: [snap('retentionDays: 0'), snap('retentionDays: -1'), snap('retentionDays: 65537')],
    good: [snap('retentionDays: 1'), snap('retentionDays: 65536')],
  },
  'SNAP-CAT-ENUM': { bad: [snap('category: archive')], good: [snap('category: standard'), snap('category: FLASH')] },
  'SNAP-CAT-DEPR': { bad: [snap('category: Standard')], good: [snap('name: ab')] },
  'SNAP-CAT-IA-XOR': {
    bad: [snap('category: Standard, instantAccess: false')],
    good: [snap('category: Standard'), snap('instantAccess: true')],
  },
  'SNAP-IA-BOOL': { bad: [snap('instantAccess: yes'), snap('instantAccess: 1')], good: [snap('instantAccess: true')] },
  'SNAP-IA-DEPR': {
    bad: [snap('instantAccess: false'), snap('instantAccess: true, instantAccessRetentionDays: 1')],
    good: [snap('name: ab')],
  },
  'SNAP-IARET-RANGE': {
    bad: [snap('instantAccess: true, instantAccessRetentionDays: 0'), snap('instantAccess: true, instantAccessRetentionDays: 65536')],
    good: [snap('instantAccess: true, instantAccessRetentionDays: 65535')],
  },
  'SNAP-IARET-NEEDS-IA': {
    bad: [snap('instantAccessRetentionDays: 1'), snap('instantAccess: false, instantAccessRetentionDays: 1')],
    good: [snap('instantAccess: true, instantAccessRetentionDays: 1')],
  },
  'SNAP-TAG': {
    bad: [snap(`tags: ${keys(17)}`), snap('tags: {"acs:k": v}'), snap('tags: {k: "http://v"}')],
    good: [snap(`tags: ${keys(16)}`)],
  },
  'GRP-INSTANCE-REQ': { bad: [group('name: ab')], good: [group('instanceId: i-1'), group('diskIds: [d-1]')] },
  'GRP-TARGET-ONE': {
    bad: [group('name: ab')],
    good: [group('instanceId: i-1'), group('diskIds: [d-1]'), group('instanceId: i-1, diskIds: [d-1]')],
  },
  'GRP-XOR': { bad: [inst('diskIds: [d-1], excludeDiskIds: [d-2]')], good: [inst('diskIds: [d-1]'), inst('excludeDiskIds: [d-2]')] },
  'GRP-EXCL-NEEDS-INST': { bad: [group('excludeDiskIds: [d-2]')], good: [inst('excludeDiskIds: [d-2]')] },
  'GRP-DISKID-COUNT': {
    bad: [group('diskIds: []'), group(`diskIds: ${disks(129)}`), group(`diskIds: ${disks(17)}`)],
    good: [group(`diskIds: ${disks(1)}`), group(`diskIds: ${disks(16)}`)],
  },
  'GRP-EXCL-COUNT': {
    bad: [inst(`excludeDiskIds: ${disks(129)}`), inst(`excludeDiskIds: ${disks(17)}`)],
    good: [inst('excludeDiskIds: []'), inst(`excludeDiskIds: ${disks(16)}`)],
  },
  'GRP-DUP-DISK': { bad: [group('diskIds: [d-1, d-1]'), inst('excludeDiskIds: [d-1, d-2, d-1]')], good: [group('diskIds: [d-1, d-2]')] },
  'GRP-NAME-LEN': { bad: [inst('name: n'), inst(`name: ${n(129)}`)], good: [inst('name: nn'), inst(`name: ${n(128)}`)] },
  'GRP-NAME-START': { bad: [inst('name: _a'), inst('name: 1a')], good: [inst('name: a1')] },
  'GRP-NAME-CHARS': { bad: [inst('name: "a b"')], good: [inst('name: "a:_.-9"')] },
  'GRP-NAME-NOHTTP': { bad: [inst('name: "http://a"')], good: [inst('name: http-a')] },
  'GRP-DESC': {
    bad: [inst('description: d'), inst(`description: ${n(257)}`), inst('description: "http://a"')],
    good: [inst('description: dd'), inst(`description: ${n(256)}`)],
  },
  'GRP-IA': { bad: [inst('instantAccess: true')], good: [inst('name: ab')] },
  'GRP-IARET-RANGE': {
    bad: [inst('instantAccess: true, instantAccessRetentionDays: 0'), inst('instantAccess: true, instantAccessRetentionDays: 65536')],
    good: [inst('instantAccess: true, instantAccessRetentionDays: 65535')],
  },
  'GRP-IARET-NEEDS-IA': {
    bad: [inst('instantAccessRetentionDays: 1')],
    good: [inst('instantAccess: true, instantAccessRetentionDays: 1')],
  },
  'GRP-NO-RETENTION': { bad: [inst('retentionDays: 30'), inst('category: Standard')], good: [inst('name: ab')] },
  'GRP-TAG': {
    bad: [inst(`tags: ${keys(17)}`), inst('tags: {aliyunk: v}'), inst('tags: {k: "acs:v"}')],
    good: [inst(`tags: ${keys(16)}`), inst('tags: {k: ""}')],
  },
  'ASP-NAME-LEN': { bad: [named('name: n'), named(`name: ${n(129)}`)], good: [named('name: nn'), named(`name: ${n(128)}`)] },
  'ASP-NAME-START': { bad: [named('name: 1a')], good: [named('name: a1')] },
  'ASP-NAME-CHARS': { bad: [named('name: "a b"'), named('name: a.b')], good: [named('name: "a:_-9"')] },
  'ASP-NAME-NOHTTP': { bad: [named('name: "https://a"')], good: [named('name: http-a')] },
  'ASP-TIMES-REQ': {
    bad: [`${head}policies: {a: {retentionDays: 1}}\n`, kept('repeatWeekdays: [1]'), kept('timezone: UTC')],
    good: [kept('timePoints: [1], repeatWeekdays: [1]')],
  },
  'ASP-TIMES-RANGE': {
    bad: [
      kept('timePoints: [24], repeatWeekdays: [1]'),
      kept('timePoints: [-1], repeatWeekdays: [1]'),
      kept('timezone: Asia/Kolkata, at: ["02:00"]'),
    ],
    good: [kept('timePoints: [0, 23], repeatWeekdays: [1]'), kept('timezone: Asia/Kolkata, at: ["02:30"]')],
  },
  'ASP-TIMES-COUNT': {
    bad: [kept('timePoints: [], repeatWeekdays: [1]'), kept(`timePoints: ${hours(25)}, repeatWeekdays: [1]`)],
    good: [kept('timePoints: [1], repeatWeekdays: [1]'), kept(`timePoints: ${hours(24)}, repeatWeekdays: [1]`)],
  },
  'ASP-TIMES-UNIQ': {
    bad: [kept('timePoints: [1, "1"], repeatWeekdays: [1]'), kept('timezone: UTC, at: ["02:00", "02:00"]')],
    good: [kept('timePoints: [1, 11], repeatWeekdays: [1]')],
  },
  'ASP-DAYS-REQ': {
    bad: [kept('timePoints: [1]')],
    good: [kept('timePoints: [1], repeatWeekdays: [1]'), kept('timezone: UTC, at: ["02:00"]')],
  },
  'ASP-DAYS-RANGE': {
    bad: [kept('timePoints: [1], repeatWeekdays: [0]'), kept('timePoints: [1], repeatWeekdays: [8]')],
    good: [kept('timePoints: [1], repeatWeekdays: [1, 7]')],
  },
  'ASP-DAYS-COUNT': {
    bad: [kept('timePoints: [1], repeatWeekdays: []'), kept('timePoints: [1], repeatWeekdays: [1, 2, 3, 4, 5, 6, 7, 7]')],
    good: [kept('timePoints: [1], repeatWeekdays: [1, 2, 3, 4, 5, 6, 7]')],
  },
  'ASP-DAYS-UNIQ': {
    bad: [kept('timePoints: [1], repeatWeekdays: [2, 2]'), kept('timezone: UTC, at: ["02:00"], days: [mon, MON]')],
    good: [kept('timePoints: [1], repeatWeekdays: [1, 2]')],
  },
  'ASP-RET-REQ': {
    bad: [`${head}policies: {a: {schedule: {timePoints: [1], repeatWeekdays: [1]}}}\n`],
    good: [policy('retentionDays: -1')],
  },
  'ASP-RET-RANGE': {
    bad: [policy('retentionDays: 0'), policy('retentionDays: -2'), policy('retentionDays: 65536'), policy('retentionDays: 65537')],
    good: [policy('retentionDays: -1'), policy('retentionDays: 1'), policy('retentionDays: 65535')],
  },
  'ASP-XR-TARGET': {
    bad: [copy('retentionDays: 1, region: [cn-beijing]'), copy('retentionDays: 1, region: "https://cn-beijing"')],
    good: [copy('retentionDays: 1, region: cn-beijing')],
  },
  'ASP-XR-OTHER': { bad: [copy('region: cn-hangzhou')], good: [copy('region: cn-beijing')] },
  'ASP-XR-RET': {
    bad: [copy('region: cn-beijing, retentionDays: 0'), copy('region: cn-beijing, retentionDays: 65536')],
    good: [copy('region: cn-beijing, retentionDays: -1'), copy('region: cn-beijing, retentionDays: 65535')],
  },
  'ASP-ENC-BOOL': { bad: [copy('region: cn-beijing, encrypted: yes')], good: [copy('region: cn-beijing, encrypted: true')] },
  'ASP-ENC-PAIR': {
    bad: [copy('region: cn-beijing, kmsKeyId: k'), copy('region: cn-beijing, kmsKeyId: k, encrypted: false')],
    good: [copy('region: cn-beijing, kmsKeyId: k, encrypted: true'), copy('region: cn-beijing, encrypted: true')],
  },
  'ASP-TAG': { bad: [named(`tags: ${keys(17)}`), named('tags: {k: "acs:v"}')], good: [named(`tags: ${keys(16)}`)] },
  'ASP-APPLY-MAX10': { bad: [inPolicies(11), inPolicies(2)], good: [inPolicies(1)] },
  'DSK-DESKTOP-REQ': { bad: [desk('sourceDiskType: system'), desk('sourceDiskType: system, desktopId: ""')], good: [desktop('name: ab')] },
  'DSK-NAME-LEN': { bad: [desktop('name: n'), desktop(`name: ${n(128)}`)], good: [desktop('name: nn'), desktop(`name: ${n(127)}`)] },
  'DSK-NAME-START': { bad: [desktop('name: 1a')], good: [desktop('name: a1')] },
  'DSK-NAME-CHARS': { bad: [desktop('name: "a:b"'), desktop('name: a.b'), desktop('name: "http://a"')], good: [desktop('name: a_-9')] },
  'DSK-NAME-NOAUTO': { bad: [desktop('name: auto-1')], good: [desktop('name: an-auto')] },
  'DSK-DESC-LEN': {
    bad: [desktop(`description: ${n(105)}`)],
    good: [desktop('description: d'), desktop(`description: ${n(104)}`), desktop('description: "http://a"')],
  },
  'DSK-TYPE-REQ': { bad: [desk('desktopId: ecd-1')], good: [desktop('name: ab')] },
  'DSK-TYPE-ENUM': {
    bad: [desk('desktopId: ecd-1, sourceDiskType: both')],
    good: [desk('desktopId: ecd-1, sourceDiskType: DATA'), desk('desktopId: ecd-1, sourceDiskType: system')],
  },
  'DSK-NOFIELDS': {
    bad: [desktop('tags: {k: v}'), desktop('retentionDays: 1'), desktop('resourceGroupId: rg-1')],
    good: [desktop('name: ab')],
  },
  'TAG-COUNT': {
    bad: [
      snap(`tags: ${keys(17)}`),
      `${head}defaults: {tags: ${keys(16)}}\n${group('instanceId: i-1, tags: {other: v}').slice(head.length)}`,
    ],
    good: [snap(`tags: ${keys(16)}`)],
  },
  'TAG-KEY-NONEMPTY': { bad: [snap('tags: {"": v}')], good: [snap('tags: {k: v}')] },
  'TAG-KEY-LEN': { bad: [snap(`tags: {${n(129)}: v}`)], good: [snap(`tags: {${n(128)}: v}`)] },
  'TAG-KEY-NOURL': { bad: [snap('tags: {"a http://b": v}')], good: [snap('tags: {"a http b": v}')] },
  'TAG-KEY-PREFIX': {
    bad: [snap('tags: {"acs:k": v}'), named('tags: {aliyun: v}'), inst('tags: {aliyunk: v}')],
    good: [snap('tags: {"k-acs:": v}')],
  },
  'TAG-VAL-LEN': { bad: [snap(`tags: {k: ${n(129)}}`)], good: [snap(`tags: {k: ${n(128)}}`), snap('tags: {k: ""}')] },
  'TAG-VAL-NOURL': { bad: [inst('tags: {k: "a https://b"}')], good: [inst('tags: {k: "a https b"}')] },
  'TAG-VAL-ACS': {
    bad: [named('tags: {k: "acs:v"}'), inst('tags: {k: "acs:v"}'), snap('tags: {k: "acs:v"}')],
    good: [named('tags: {k: "v-acs:"}')],
  },
  'TAG-VAL-NOTNULL': { bad: [snap('tags: {k: }'), snap('tags: {k: ~}')], good: [snap('tags: {k: ""}')] },
};

const found = (content: string): string[] =>
  analyze([{ file: 'f', content }], { year: 2026, unresolved: 'error' }).diagnostics.map((one) => one.code);
const rowOf = (id: string) => rows().find((one) => one.row === id) as ReturnType<typeof rows>[number];

describe(`the catalogue of constraints: ${shown}`, () => {
  test('it has every row of the pages, each once, where it is said to be held', () => {
    const listed = classes.flatMap((held) => idsOf(held).map((id) => `${id} ${held}`));
    expect(listed.length).toBe(214);
    expect(
      rows()
        .map(({ row, held }) => `${row} ${held}`)
        .sort(),
    ).toEqual([...listed].sort());
    expect(Object.fromEntries(counts())).toEqual(Object.fromEntries(classes.map((held) => [held, idsOf(held).length])));
  });

  test('no finding names a row that there is not, beside those of snapspec itself', () => {
    const known = new Set(rows().map((one) => one.row));
    const strangers = ruleEntries().flatMap((one) =>
      one.rows.filter((row) => !known.has(row) && !/^(OWN|SEL)-/.test(row)).map((row) => `${one.code}: ${row}`),
    );
    expect(strangers).toEqual([]);
  });

  test('every finding and every error code that a row names is explained', () => {
    for (const { row, by = [], errors = [] } of rows()) {
      for (const code of by) expect(ruleEntry(code), `${row}: ${code}`).toBeDefined();
      for (const code of errors) expect(apiErrorEntry(code), `${row}: ${code}`).toBeDefined();
    }
  });
});

describe('static and cross-field: lint finds it, and nothing on the right side of the edge', () => {
  const held = [...idsOf('static'), ...idsOf('cross-field')];
  test('each has its specs', () => expect(Object.keys(verdicts).sort()).toEqual([...held].sort()));

  test.each(held)('%s', (id) => {
    const holding = codesOfRow(rowOf(id));
    expect(holding.length).toBeGreaterThan(0);
    const { bad, good } = verdicts[id] as (typeof verdicts)[string];
    for (const text of bad)
      expect(
        found(text).some((code) => holding.includes(code)),
        `${text}\n${found(text)}`,
      ).toBe(true);
    for (const text of good)
      expect(
        found(text).filter((code) => holding.includes(code)),
        text,
      ).toEqual([]);
  });
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
    expect(kindOf('snapshots').immutableReason?.('retentionDays', 30, 7)).toBeDefined();
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
        undefined,
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
