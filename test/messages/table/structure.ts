import { copy, desktop, disks, group, head, item, policy, retention, schedule, snapshot, top } from '../row.ts';
import type { Row } from '../row.ts';

const unknown = ['unknown-key'];
const wrong = ['wrong-type'];
const misplaced = ['misplaced-entry'];

const one = (...fields: readonly string[]): string => `policies:\n  nightly:\n${fields.map((field) => `    ${field}\n`).join('')}`;
const timed = (more: string): string => `schedule:\n      timezone: Asia/Shanghai\n      at: ["02:00"]\n      ${more}`;
const closed = 'retentionDays: 30\n    takeUntil: 2026-12-31';
const whole = `${head}${one(schedule, retention, disks)}`;

/** What stands one place too deep, too shallow, or in another object. */
export const misplacedRows: readonly Row[] = [
  {
    what: 'retentionDays in the schedule, and not in the policy',
    spec: head + one(timed('«retentionDays»: 14'), disks),
    codes: unknown,
    cause: ['schedule has the unknown key "retentionDays"'],
    way: ['It belongs in policies/nightly, beside schedule and not in it.'],
    never: ['is missing'],
    fixed: '    retentionDays: 14\n    schedule:\n      timezone: Asia/Shanghai\n      at: ["02:00"]\n    disks',
  },
  {
    what: 'disks in the schedule',
    spec: head + one(timed('«disks»: {any: [{tags: {backup: nightly}}]}'), retention),
    codes: unknown,
    cause: ['"disks"'],
    way: ['beside schedule and not in it'],
    fixed: `    ${disks}\n    schedule:`,
  },
  {
    what: 'disks with a comment in the schedule: nothing of it is lost',
    spec: head + one(timed('«disks»:\n        # production\n        any: [{type: data}]'), retention),
    codes: unknown,
    cause: ['"disks"'],
    way: ['It belongs in policies/nightly'],
    hand: ['      disks:\n        # production\n        any: [{type: data}]\n', '    disks: {any: [{type: data}]}\n'],
  },
  {
    what: 'retentionDays in the schedule and in the policy',
    spec: policy({ schedule: 'schedule: {timezone: Asia/Shanghai, at: ["02:00"], «retentionDays»: 7}' }),
    codes: unknown,
    cause: ['"retentionDays"'],
    way: ['there is one already: remove this one'],
    hand: [', retentionDays: 7', ''],
  },
  {
    what: 'disks in crossRegionCopy',
    spec: policy({ disks: '', more: 'crossRegionCopy: {region: cn-beijing, retentionDays: 30, «disks»: {any: [{type: data}]}}' }),
    codes: unknown,
    cause: ['crossRegionCopy has the unknown key "disks"'],
    way: ['beside crossRegionCopy and not in it'],
    fixed: '    disks: {any: [{type: data}]}\n    crossRegionCopy: {region: cn-beijing, retentionDays: 30}\n',
  },
  {
    what: 'timezone beside the schedule',
    spec: policy({ schedule: 'schedule: {at: ["02:00"]}', more: '«timezone»: Asia/Shanghai' }),
    codes: unknown,
    cause: ['"timezone"'],
    way: ['schedule: {timezone: Asia/Shanghai, at: ["02:00"]}'],
    never: ['is either local'],
    fixed: 'schedule: {timezone: Asia/Shanghai, at: ["02:00"]}',
  },
  {
    what: 'not beside disks',
    spec: policy({ more: '«not»: [{type: system}]' }),
    codes: unknown,
    cause: ['"not"'],
    way: ['Here this is disks.not.'],
    fixed: 'disks: {any: [{tags: {backup: nightly}}], not: [{type: system}]}',
  },
  {
    what: 'fields of lint at the top',
    spec: `${head}«failOn»: warning\n${one(schedule, retention, disks)}`,
    codes: unknown,
    cause: ['"failOn"'],
    way: ['Here this is lint.failOn.'],
    fixed: 'lint: {failOn: warning}',
  },
  {
    what: 'reductions at the top',
    spec: `${head}«reductions»: 2\n${one(schedule, retention, disks)}`,
    codes: unknown,
    cause: ['"reductions"'],
    way: ['limits.reductions', 'approve.reductions'],
    hand: ['reductions: 2', 'limits: {reductions: 2}'],
  },
  {
    what: 'an entry in another one',
    spec: `${whole}    «weekly»:\n      ${schedule}\n      ${retention}\n      ${disks}\n`,
    codes: unknown,
    cause: ['"weekly"'],
    way: ['It looks like an entry of its own: it belongs under policies, beside nightly'],
    fixed: 'policies:\n  weekly: {schedule:',
  },
  {
    what: 'a section in an entry',
    spec: `${whole}    «snapshots»: {a: {diskId: d-bp1s5fnvk4gn2tws03ab, retentionDays: 30, takeUntil: 2026-12-31}}\n`,
    codes: unknown,
    cause: ['"snapshots"'],
    way: ['It belongs at the top of the spec, beside policies'],
    fixed: 'snapshots: {a: {diskId: d-bp1s5fnvk4gn2tws03ab, retentionDays: 30, takeUntil: 2026-12-31}}\npolicies:',
  },
  {
    what: 'a section in another section',
    spec: `${whole}  «snapshots»:\n    a:\n      diskId: d-bp1s5fnvk4gn2tws03ab\n      retentionDays: 30\n      takeUntil: 2026-12-31\n`,
    codes: misplaced,
    cause: ['snapshots stands in policies; it is a section of its own'],
    way: ['by two spaces less'],
    never: ['has no schedule'],
    hand: [
      '  snapshots:\n    a:\n      diskId: d-bp1s5fnvk4gn2tws03ab\n      retentionDays: 30\n      takeUntil: 2026-12-31\n',
      'snapshots:\n  a:\n    diskId: d-bp1s5fnvk4gn2tws03ab\n    retentionDays: 30\n    takeUntil: 2026-12-31\n',
    ],
  },
  {
    what: 'lint in policies',
    spec: `${whole}  «lint»: {strict: true}\n`,
    codes: misplaced,
    cause: ['lint stands in policies'],
    way: ['by two spaces less'],
    hand: ['  lint:', 'lint:'],
  },
  {
    what: 'one field beside its entry',
    spec: `${head}policies:\n  nightly:\n    ${schedule}\n    ${disks}\n  «retentionDays»: 14\n`,
    codes: ['not-indented'],
    cause: ['retentionDays stands beside nightly in policies; it belongs below it'],
    way: ['Indent it by two more spaces'],
    never: ['must be a mapping'],
    fixed: '    retentionDays: 14\n    schedule:',
  },
  {
    what: 'fields beside an entry that has some',
    spec: `${head}policies:\n  nightly:\n    ${schedule}\n  «retentionDays»: 14\n  ${disks}\n`,
    codes: ['not-indented'],
    cause: ['retentionDays and disks stand beside nightly'],
    way: ['Indent them by two more spaces'],
    hand: [`  retentionDays: 14\n  ${disks}`, `    retentionDays: 14\n    ${disks}`],
  },
  {
    what: 'a policy without a name',
    spec: `${head}policies:\n  «schedule»${schedule.slice(8)}\n  # two weeks\n  ${retention}\n  ${disks}\n`,
    codes: misplaced,
    cause: ['which maps names to entries: the automatic snapshot policy has no name'],
    way: ['Give it a name'],
    never: ['must be a mapping', 'known here: name'],
    fixed: `policies:\n  nightly:\n    ${schedule}\n    # two weeks\n    ${retention}\n    ${disks}\n`,
  },
  {
    what: 'a snapshot without a name, in brackets',
    spec: `${head}snapshots: {«diskId»: d-bp1s5fnvk4gn2tws03ab, retentionDays: 30, takeUntil: 2026-12-31}\n`,
    codes: misplaced,
    cause: ['the snapshot has no name'],
    way: ['before-release'],
    fixed: 'snapshots: {before-release: {diskId: d-bp1s5fnvk4gn2tws03ab, retentionDays: 30, takeUntil: 2026-12-31}}',
  },
  {
    what: 'a group without a name',
    spec: `${head}groups:\n  «instanceId»: i-bp1f4f6ie3wvfsd0zy14\n  takeUntil: 2026-12-31\n`,
    codes: misplaced,
    cause: ['has no name'],
    way: ['database'],
    fixed: 'groups:\n  database:\n    instanceId: i-bp1f4f6ie3wvfsd0zy14\n    takeUntil: 2026-12-31\n',
  },
  {
    what: 'a desktop snapshot without a name',
    spec: `${head}desktopSnapshots:\n  «desktopId»: ecd-gx2x1dhsmucyy0001\n  sourceDiskType: system\n  takeUntil: 2026-12-31\n`,
    codes: misplaced,
    cause: ['has no name'],
    way: ['before-update'],
    fixed: 'desktopSnapshots:\n  before-update:\n    desktopId: ecd-gx2x1dhsmucyy0001\n',
  },
  {
    what: 'a snapshot of Terraform without a name',
    spec: `${head}snapshots:\n  «disk_id»»: d-bp1s5fnvk4gn2tws03ab\n  «retention_days»: 30\n  takeUntil: 2026-12-31\n`,
    codes: ['misplaced-entry', 'unknown-key', 'unknown-key'],
    cause: ['has no name'],
    way: ['before-release', 'here it is diskId'],
    fixed: 'before-release:\n    diskId: d-bp1s5fnvk4gn2tws03ab\n    retentionDays: 30\n',
  },
  {
    what: 'a policy at the top',
    spec: `${head}«schedule»${schedule.slice(8)}\n${retention}\n${disks}\n`,
    codes: misplaced,
    cause: ['stand at the top of the spec; they belong to an automatic snapshot policy'],
    way: ['Write policies: {nightly: {schedule:'],
    never: ['defaults'],
    fixed: `${head}policies: {nightly: {schedule: {timezone: Asia/Shanghai, at: ["02:00"]}, retentionDays: 14, disks: {any: [{tags: {backup: nightly}}]}}}\n`,
  },
  {
    what: 'a policy at the top beside others',
    spec: `${whole}«schedule»${schedule.slice(8)}\n${retention}\ndisks: {any: [{type: data}]}\n`,
    codes: misplaced,
    cause: ['they belong to an automatic snapshot policy'],
    way: ['nightly-2'],
    never: ['defaults'],
    fixed: 'policies:\n  nightly-2: {schedule:',
  },
  {
    what: 'retentionDays alone at the top is a default',
    spec: `${head}${one(schedule, disks)}«retentionDays»: 14\n`,
    codes: unknown,
    cause: ['"retentionDays"'],
    way: ['Here this is defaults.retentionDays.'],
    never: ['is missing'],
    fixed: 'defaults: {retentionDays: 14}',
  },
  {
    what: 'a snapshot at the top',
    spec: `${head}«diskId»: d-bp1s5fnvk4gn2tws03ab\nretentionDays: 30\ntakeUntil: 2026-12-31\n`,
    codes: misplaced,
    cause: ['they belong to a snapshot'],
    way: ['snapshots: {before-release: {diskId:'],
    fixed: `${head}snapshots: {before-release: {diskId: d-bp1s5fnvk4gn2tws03ab, retentionDays: 30, takeUntil: 2026-12-31}}\n`,
  },
  {
    what: 'a policy under snapshots',
    spec: `${head}snapshots:\n  «nightly»:\n    ${schedule}\n    ${retention}\n    ${disks}\n`,
    codes: misplaced,
    cause: ['has the fields of an automatic snapshot policy, and not of a snapshot'],
    way: ['Write it under policies'],
    never: ['diskId is missing'],
    fixed: 'policies:\n  nightly:\n',
  },
  {
    what: 'a snapshot under policies, beside one',
    spec: `${whole}  «a»:\n    diskId: d-bp1s5fnvk4gn2tws03ab\n    ${closed}\n`,
    codes: misplaced,
    cause: ['policies/a has the fields of a snapshot'],
    way: ['Write it under snapshots'],
    fixed: 'snapshots: {a: {diskId: d-bp1s5fnvk4gn2tws03ab, retentionDays: 30, takeUntil: 2026-12-31}}\npolicies:',
  },
  {
    what: 'takeUntil in a policy',
    spec: policy({ more: '«takeUntil»: 2026-12-31' }),
    codes: unknown,
    cause: ['"takeUntil"'],
    way: ['Only snapshots, groups and desktopSnapshots have takeUntil: remove it here.'],
    hand: ['    takeUntil: 2026-12-31\n', ''],
  },
  {
    what: 'takeUntil among the defaults',
    spec: `${head}defaults: {«takeUntil»: 2026-12-31}\n${one(schedule, retention, disks)}`,
    codes: unknown,
    cause: ['"takeUntil"'],
    way: ['and it has no default', 'snapshots: {NAME: {takeUntil: 2026-12-31, …}}'],
    hand: ['defaults: {takeUntil: 2026-12-31}\n', ''],
  },
  {
    what: 'policies among the defaults',
    spec: `${head}defaults: {«policies»: {retentionDays: 7}}\n${one(schedule, disks)}`,
    codes: unknown,
    cause: ['"policies"'],
    way: ['belongs directly below defaults'],
    never: ['is missing'],
    fixed: 'defaults: {retentionDays: 7}',
  },
  {
    what: 'entries among the defaults',
    spec: `${head}defaults: {«snapshots»: {a: b}}\n${one(schedule, retention, disks)}`,
    codes: unknown,
    cause: ['"snapshots"'],
    way: ['write the fields directly below defaults', 'Entries stand in their section'],
    hand: ['defaults: {snapshots: {a: b}}\n', ''],
  },
  {
    what: 'instanceId in a snapshot',
    spec: snapshot('').replace('diskId: d-bp1s5fnvk4gn2tws03ab', '«instanceId»: i-bp1f4f6ie3wvfsd0zy14'),
    codes: unknown,
    cause: ['"instanceId"'],
    way: ['are taken together by a group'],
    never: ['diskId is missing'],
  },
  {
    what: 'disks in a snapshot',
    spec: snapshot('').replace('diskId: d-bp1s5fnvk4gn2tws03ab', '«disks»: {any: [{tags: {a: b}}]}'),
    codes: unknown,
    cause: ['"disks"'],
    way: ['A snapshot is of one disk'],
    never: ['diskId is missing'],
  },
  {
    what: 'instanceIds in a group',
    spec: group('«instanceIds»: [i-bp1f4f6ie3wvfsd0zy14]'),
    codes: unknown,
    cause: ['"instanceIds"'],
    way: ['write one group for each'],
    never: ['a group needs'],
    hand: ['instanceIds: [i-bp1f4f6ie3wvfsd0zy14]', 'instanceId: i-bp1f4f6ie3wvfsd0zy14'],
  },
  {
    what: 'diskId in a desktop snapshot',
    spec: desktop('sourceDiskType: system, «diskId»: d-bp1s5fnvk4gn2tws03ab'),
    codes: unknown,
    cause: ['"diskId"'],
    way: ['desktopId names the desktop, and sourceDiskType the disk'],
    never: ['is missing'],
  },
];

/** A key for a part of what it names, or around what stands by itself. */
export const keyRows: readonly Row[] = [
  {
    what: '"tag:backup" in an item',
    spec: item('{«"tag:backup"»: nightly}'),
    codes: unknown,
    cause: ['"tag:backup"'],
    way: ['tags: {backup: nightly}'],
    never: ['a selector item needs'],
    fixed: '{tags: {backup: nightly}}',
  },
  {
    what: 'schedule.timezone as a key',
    spec: policy({ schedule: '«schedule.timezone»: Asia/Shanghai\n    «schedule.at»: ["02:00"]' }),
    codes: [...unknown, ...unknown],
    cause: ['"schedule.timezone"'],
    way: ['schedule: {timezone: Asia/Shanghai, at: ["02:00"]}'],
    fixed: 'schedule: {timezone: Asia/Shanghai, at: ["02:00"]}',
  },
  {
    what: 'policies.nightly as a key',
    spec: `${head}«policies.nightly»:\n  ${schedule}\n  ${retention}\n  ${disks}\n`,
    codes: unknown,
    cause: ['"policies.nightly"'],
    way: ['policies: {nightly: {schedule:'],
    fixed: 'policies: {nightly: {schedule:',
  },
  {
    what: 'key and value in an item',
    spec: item('{«key»: backup, value: nightly}'),
    codes: unknown,
    cause: ['unknown keys "key" and "value"'],
    way: ['Write {tags: {backup: nightly}}'],
    fixed: '[{tags: {backup: nightly}}]',
  },
  {
    what: 'a tag by itself in an item',
    spec: item('{«backup»: nightly}'),
    codes: unknown,
    cause: ['"backup"'],
    way: ['{tags: {backup: nightly}}'],
    never: ['a selector item needs'],
    fixed: '[{tags: {backup: nightly}}]',
  },
  {
    what: 'filters of AWS',
    spec: policy({ disks: 'disks: {«filters»: [{name: "tag:backup", values: [nightly]}]}' }),
    codes: unknown,
    cause: ['"filters"'],
    way: ['{any: [{tags: {backup: nightly}}]}'],
    never: ['any is missing'],
    fixed: 'disks: {any: [{tags: {backup: nightly}}]}',
  },
  {
    what: 'the selector of Kubernetes',
    spec: policy({ disks: '«selector»: {matchLabels: {backup: nightly}}' }),
    codes: unknown,
    cause: ['"selector"'],
    way: ['Here this is disks.'],
    fixed: 'disks: {any: [{tags: {backup: nightly}}]}',
  },
  {
    what: 'matchExpressions of Kubernetes',
    spec: policy({ disks: 'disks: {«matchExpressions»: [{key: backup, operator: In, values: [nightly]}]}' }),
    codes: unknown,
    cause: ['"matchExpressions"'],
    way: ['{tags: {backup: nightly}}'],
    fixed: 'disks: {any: [{tags: {backup: nightly}}]}',
  },
  {
    what: 'not in an item',
    spec: item('{«not»: {type: system}}'),
    codes: unknown,
    cause: ['"not"'],
    way: ['stands beside any, in a list of its own'],
    never: ['a selector item needs'],
  },
  {
    what: 'spec above the fields of an entry',
    spec: `${head}policies:\n  nightly:\n    «spec»:\n      ${schedule}\n      ${retention}\n      ${disks}\n`,
    codes: unknown,
    cause: ['"spec"'],
    way: ['belongs directly below nightly: remove the key, and indent'],
    never: ['is missing'],
    fixed: `  nightly:\n    ${schedule}\n    ${retention}\n    ${disks}\n`,
  },
  {
    what: 'resources above the sections',
    spec: `${head}«resources»:\n  policies:\n    nightly:\n      ${schedule}\n      ${retention}\n      ${disks}\n`,
    codes: unknown,
    cause: ['"resources"'],
    way: ['belongs at the top of the spec'],
    fixed: `policies:\n  nightly:\n    ${schedule}\n`,
  },
  {
    what: 'snapspec above all of it',
    spec: `«snapspec»:\n  ${head.trim().replaceAll('\n', '\n  ')}\n`,
    codes: unknown,
    cause: ['"snapspec"'],
    way: ['remove the key'],
    never: ['is missing'],
    fixed: head,
  },
  {
    what: 'a key around a JSON entry',
    spec: `${head}snapshots: {a: {«properties»: {diskId: d-bp1s5fnvk4gn2tws03ab, retentionDays: 30, takeUntil: 2026-12-31}}}\n`,
    codes: unknown,
    cause: ['"properties"'],
    way: ['remove the key'],
    fixed: 'snapshots: {a: {diskId: d-bp1s5fnvk4gn2tws03ab, retentionDays: 30, takeUntil: 2026-12-31}}',
  },
  {
    what: 'regions in place of a region',
    spec: `${head.replace('region', '«regions»').replace(' cn', ' [cn').replace('hou\n', 'hou]\n')}`,
    codes: unknown,
    cause: ['"regions"'],
    way: ['A stack lives in one region'],
    never: ['is missing'],
    hand: ['regions: [cn-hangzhou]', 'region: cn-hangzhou'],
  },
  {
    what: 'keys in snake case inside',
    spec: policy({ more: '«cross_region_copy»: {region: cn-beijing, retention_days: 30}' }),
    codes: unknown,
    cause: ['"cross_region_copy"'],
    way: ['Did you mean crossRegionCopy?'],
    fixed: 'crossRegionCopy: {region: cn-beijing, retentionDays: 30}',
  },
  {
    what: 'keys in Pascal case inside',
    spec: policy({ schedule: '«Schedule»: {Timezone: Asia/Shanghai, At: ["02:00"]}' }),
    codes: unknown,
    cause: ['"Schedule"'],
    way: ['Did you mean schedule?'],
    fixed: 'schedule: {timezone: Asia/Shanghai, at: ["02:00"]}',
  },
  {
    what: 'disk: {any: …}',
    spec: policy({ disks: '«disk»: {any: [{tags: {backup: nightly}}]}' }),
    codes: unknown,
    cause: ['"disk"'],
    way: ['Did you mean disks?'],
    fixed: 'disks: {any:',
  },
  ...(
    [
      ['when: prod', 'write an entry for each'],
      ['with_items: [a, b]', 'There are no conditions and no loops'],
      ['extends: base', 'stands in defaults'],
      ['hooks: {pre: x}', 'up to the pipeline'],
      ['start_window: 60', 'there is no window'],
      ['notifications: [mail]', 'up to the pipeline'],
      ['backupVault: x', 'without a vault'],
    ] as const
  ).map(([line, way]): Row => {
    const key = line.slice(0, line.indexOf(':'));
    return {
      what: `policy: ${line}`,
      spec: policy({ more: `«${key}»${line.slice(key.length)}` }),
      codes: unknown,
      cause: [`"${key}"`],
      way: [way],
      hand: [`    ${line}\n`, ''],
    };
  }),
  ...(
    [
      ['env: prod', '--var-file'],
      ['on: {schedule: x}', 'the schedule of a policy'],
      ['x-common: {a: b}', 'stand in defaults'],
      ['hooks: {pre: x}', 'up to the pipeline'],
      ['retention_policy: x', 'stand in each policy'],
    ] as const
  ).map(([line, way]): Row => {
    const key = line.slice(0, line.indexOf(':'));
    return {
      what: `top: ${line}`,
      spec: top(`«${key}»${line.slice(key.length)}`),
      codes: unknown,
      cause: [`"${key}"`],
      way: [way],
      hand: [`${line}\n`, ''],
    };
  }),
];

type Shape = readonly [what: string, spec: string, way: string, fixed: string, left?: readonly string[]];
const shapes = (all: readonly Shape[], codes: readonly string[]): Row[] =>
  all.map(([what, spec, way, fixed, left]) => ({ what, spec, codes, cause: ['; '], way: [way], fixed, ...(left && { left }) }));

const entry = `{schedule: {timezone: Asia/Shanghai, at: ["02:00"]}, retentionDays: 14, disks: {any: [{tags: {backup: nightly}}]}}`;
const list = (dash: string): string => `policies:\n  «- ${dash}${schedule}\n    ${retention}\n    ${disks}»\n`;

/** A list for a mapping, a mapping for a list, a text for either. */
export const shapeRows: readonly Row[] = [
  ...shapes(
    [
      ['policies as a list with name', head + list('name: nightly\n    '), 'nightly: {schedule', `policies: {nightly: ${entry}}`],
      [
        'snapshots as a list with id',
        `${head}snapshots:\n  «- id: a\n    diskId: d-bp1s5fnvk4gn2tws03ab\n    ${closed}»\n`,
        '{a: {diskId',
        'snapshots: {a: {diskId:',
      ],
      [
        'policies as a list of two keys',
        `${head}policies:\n  «- nightly: ${entry}\n  - weekly: ${entry.replace('nightly', 'weekly')}»\n`,
        'nightly: {schedule',
        'weekly: {schedule',
      ],
      [
        'an entry as a list of its lines',
        `${head}policies:\n  nightly:\n    «- ${schedule}\n    - ${retention}\n    - ${disks}»\n`,
        'Write a mapping',
        `nightly: ${entry}`,
      ],
      [
        'a schedule as a list of its lines',
        policy({ schedule: 'schedule: «[{timezone: Asia/Shanghai}, {at: ["02:00"]}]»' }),
        'Write a mapping',
        schedule,
      ],
      [
        'disks as a list with any',
        policy({ disks: 'disks: «[{any: [{type: data}]}]»' }),
        'Write a mapping',
        'disks: {any: [{type: data}]}',
      ],
      ['any: all', policy({ disks: 'disks: {any: «all»}' }), 'Write a list', 'any: [{type: system}, {type: data}]'],
      ['any: true', policy({ disks: 'disks: {any: «true»}' }), 'Write a list', 'any: [{type: system}, {type: data}]'],
      [
        'a list of ids in an item',
        item('{id: «[d-bp1s5fnvk4gn2tws03ab, d-bp1s5fnvk4gn2tws03ac]»}'),
        'write an item for each',
        'any: [{id: d-bp1s5fnvk4gn2tws03ab}, {id: d-bp1s5fnvk4gn2tws03ac}]',
      ],
      [
        'a list of values of a tag',
        item('{tags: {backup: «[nightly, daily]»}, type: data}'),
        'write an item for each',
        'any: [{tags: {backup: nightly}, type: data}, {tags: {backup: daily}, type: data}]',
      ],
      ['variables as a list of names', top('variables: «[release, env]»'), 'Write a mapping', 'variables: {release: {}, env: {}}'],
      [
        'variables as a list with name',
        top('variables: «[{name: release, default: x}]»'),
        'Write a mapping',
        'variables: {release: {default: x}}',
      ],
      ['variables: release=1', top('variables: «release=1»'), 'Write a mapping', 'variables: {release: {default: "1"}}'],
      ['removed as a mapping', top('removed: «{policies/old: {}}»'), 'Write a list', 'removed: [{address: policies/old}]'],
      ['removed: [policies/old]', top('removed: [«policies/old»]'), 'Write a mapping', 'removed: [{address: policies/old}]'],
      [
        'moved as a mapping',
        top('moved: «{policies/old: policies/nightly}»'),
        'Write a list',
        'moved: [{from: policies/old, to: policies/nightly}]',
      ],
      [
        'moved with an arrow',
        top('moved: [«policies/old -> policies/nightly»]'),
        'Write a mapping',
        'moved: [{from: policies/old, to: policies/nightly}]',
      ],
      [
        'a snapshot as the id of a disk',
        `${head}snapshots: {a: «d-bp1s5fnvk4gn2tws03ab»}\n`,
        'Write a mapping',
        'a: {diskId: d-bp1s5fnvk4gn2tws03ab}',
        ['snapshot-without-retention'],
      ],
      [
        'a group as the ids of disks',
        `${head}groups: {db: «[d-bp1s5fnvk4gn2tws03ab, d-bp1s5fnvk4gn2tws03ac]»}\n`,
        'Write a mapping',
        'db: {diskIds: [d-bp1s5fnvk4gn2tws03ab, d-bp1s5fnvk4gn2tws03ac]}',
      ],
      ['limits: 2', top('limits: «2»'), 'Write a mapping', 'limits: {reductions: 2}'],
      ['lint as a list of codes', top('lint: «[policy-name-period]»'), 'Write a mapping', 'lint: {rules: {policy-name-period: "off"}}'],
      [
        'lint.rules as a list of codes',
        top('lint: {rules: «[policy-name-period]»}'),
        'Write a mapping',
        'rules: {policy-name-period: "off"}',
      ],
      ['region: {id: …}', head.replace('cn-hangzhou', '«{id: cn-hangzhou}»'), 'Write text: cn-hangzhou', 'region: cn-hangzhou'],
      ['a mapping in quotes', policy({ schedule: `schedule: «"{timezone: Asia/Shanghai, at: ['02:00']}"»` }), 'Write a mapping', schedule],
      [
        'a mapping under |',
        policy({ schedule: 'schedule: «|\n      timezone: Asia/Shanghai\n      at: ["02:00"]»' }),
        'Write a mapping',
        schedule,
      ],
      ['JSON in quotes', policy({ disks: `disks: «'{"any": [{"type": "data"}]}'»` }), 'Write a mapping', 'disks: {any: [{type: data}]}'],
      ['bullets before items', policy({ disks: 'disks:\n      any:\n        «– type: data»' }), 'Write a list', 'any: [{type: data}]'],
      [
        'bullets before times',
        policy({ schedule: 'schedule:\n      timezone: Asia/Shanghai\n      at:\n        «• "02:00"\n        • "14:00"»' }),
        'Write a list',
        '["02:00", "14:00"]\n',
      ],
      [
        'numbers before times',
        policy({ schedule: 'schedule:\n      timezone: Asia/Shanghai\n      at:\n        «1. "02:00"\n        2. "14:00"»' }),
        'Write a list',
        '["02:00", "14:00"]\n',
      ],
      [
        'a list in full-width brackets',
        policy({ schedule: 'schedule: {timezone: Asia/Shanghai, at: «【"02:00"，"14:00"】»}' }),
        'Write a list',
        'at: ["02:00", "14:00"]',
      ],
    ],
    wrong,
  ),
  ...shapes(
    [
      [
        'lint with a code',
        top('lint: {«policy-name-period»: "off"}'),
        'Write {rules: {policy-name-period: "off"}}',
        'lint: {rules: {policy-name-period: "off"}}',
      ],
      ['lint with ignore', top('lint: {«ignore»: [policy-name-period]}'), 'Write {rules:', 'lint: {rules: {policy-name-period: "off"}}'],
      [
        'a copy by the key of its region',
        copy('{«cn-beijing»: {retentionDays: 30}}'),
        'Write {region: cn-beijing, retentionDays: 30}',
        'crossRegionCopy: {region: cn-beijing, retentionDays: 30}',
      ],
      [
        'a move as a key with a value',
        top('moved: [{«policies/old»: policies/nightly}]'),
        'Write {from:',
        'moved: [{from: policies/old, to: policies/nightly}]',
      ],
    ],
    unknown,
  ).map((row) => ({ ...row, cause: ['unknown key'] })),
  {
    what: 'two schedules',
    spec: policy({ schedule: 'schedule: «[{timezone: Asia/Shanghai, at: ["02:00"]}, {timezone: Asia/Shanghai, at: ["14:00"]}]»' }),
    codes: wrong,
    cause: ['is a list'],
    way: ['It takes one mapping, and these are 2'],
  },
  ...(
    [
      ['a variable for a mapping', 'disks: «${var.v}»', 'write the mapping out'],
      ['a variable within a number', 'retentionDays: «x-${var.v}»', 'one variable and nothing else'],
    ] as const
  ).map(([what, field, way]): Row => {
    const given = field.startsWith('disks') ? { disks: field } : { retention: field };
    return {
      what,
      spec: policy(given).replace(head, `${head}variables: {v: {}}\n`),
      codes: wrong,
      cause: ['it must be'],
      way: [way],
      never: ['was not checked'],
    };
  }),
  {
    what: 'a variable as a key',
    spec: `${head}variables: {v: {default: x}}\npolicies:\n  «\${var.v}»:\n    ${schedule}\n    ${retention}\n    ${disks}\n`,
    codes: ['policies-key-format'],
    cause: ['must start with a letter'],
    way: ['A key holds no variables'],
    never: ['var-v'],
    hand: ['${var.v}', 'nightly'],
  },
];

const severity = (word: string): string => `lint: {rules: {policy-name-period: «${word}»}}`;

/** Addresses and severities as other tools have them. */
export const wordRows: readonly Row[] = [
  ...(
    [
      ['policies.old', 'policies/old'],
      ['policy/old', 'policies/old'],
      ['alicloud_ecs_auto_snapshot_policy.old', 'policies/old'],
      ['desktop_snapshots:old', 'desktopSnapshots/old'],
    ] as const
  ).map(
    ([from, to]): Row => ({
      what: `removed: address ${from}`,
      spec: top(`removed: [{address: «${from}»}]`),
      codes: ['removed-address-format'],
      cause: ['must be SECTION/KEY'],
      way: [`write ${to}`],
      fixed: `address: ${to}`,
    }),
  ),
  {
    what: 'removed: address old',
    spec: top('removed: [{address: «old»}]'),
    codes: ['removed-address-format'],
    cause: ['must be SECTION/KEY'],
    way: ['policies/old, snapshots/old'],
    hand: ['address: old', 'address: policies/old'],
  },
  ...(
    [
      ['warn', 'warning'],
      ['ignore', '"off"'],
      ['Off', '"off"'],
      ['critical', 'error'],
      ['note', 'info'],
    ] as const
  ).map(
    ([word, meant]): Row => ({
      what: `lint.rules: ${word}`,
      spec: top(severity(word)),
      codes: ['lint-rules-value-format'],
      cause: ['must be off, info, warning or error'],
      way: [`Write ${meant.replaceAll('"', '')}.`],
      fixed: 'policy-name-period:',
    }),
  ),
  {
    what: 'lint.rules: sometimes',
    spec: top(severity('sometimes')),
    codes: ['lint-rules-value-format'],
    cause: ['must be off, info, warning or error'],
    way: ['Write off, info, warning or error.'],
    hand: ['sometimes', '"off"'],
  },
];
