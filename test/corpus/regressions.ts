const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';

/** Small files on which something once did not hold that must hold of any file, each with what that was. */
export const regressions: readonly (readonly [what: string, text: string])[] = [
  ['a part of a key was named as if it were a part of a value', `${head}groups: {1a: {instanceId: i-1}}\n`],
  ['a fault of YAML had no sentence of ours', '    : v\n      [i]:'],
  ['the same, in braces in braces', '    : d\n    {{s}}:'],
  ['JSON printed a character that nobody has assigned', `${head}n:\u2cf7: 1\n`],
  ['the same, with one that never will be', `${head}a\ufffe: 1\n`],
  ['a key without a value was too long for any other layout', `a: {tags: {${'n'.repeat(1100)}}}\n`],
  ['line feeds at the end of the file came out as more', 'n: 1\nv: >+\n '],
  ['so did those of an empty block', 'v: |+\n\n '],
  ['so did spaces behind the last line', 'v: |+\n  x\n  '],
  ['a block that keeps its last line end got the empty line below it too', 'n: \ndesktopSnapshots: >+\n h'],
  [
    'an ignore that was indented deeper than what it stands above was parted from it',
    'e:\n1:\n  e: {t:[0]}\n  s: \n  #snapspec:ignore[unknown-key]n\ns: {y:[{}]}',
  ],
  ['an ignore beside the sign of a key came to stand above it, where it kept back more', '? #snapspec:ignore[unknown-key]n\n 2'],
  [
    'fmt called it a mistake of ours that what is not indented went elsewhere',
    'apiVersion: snapspec/v1\npolicies:\nstack: s\nregion: cn-u\na: {schedule:{t:[]},disks:{y:[{s:{}}]},retentionDays: ,crossRegionCopy:{}}',
  ],
  [
    'keys in another order were no longer seen to be below the wrong one',
    'n: \ng: \nsnapshots:\na: {diskId: ,takeUntil: ,retentionDays: ,name: }',
  ],
  ['an ignore between a key and its value spoke of less than above both', 's:\n#snapspec:ignore[unknown-key]n\n {s:{a}}'],
  [
    'the keys of a selector changed their order with the layout',
    `${head}policies:\n y:\n    schedule: {timezone: Asia/Shanghai, at: ["02:00"]}\n    retentionDays: 14\n    disks: {any: [{tags: {up: y}, instanceId: i-1}]}\n`,
  ],
  ['an ignore of the file was lifted to its top', `groups: {a: {instanceId: i-1}}\n#snapspec:ignore-file[unknown-key] no reason\n${head}`],
  ['two keys were renamed to one', `${head}snapshots: {a: {disk_id: d-1, diskid: d-2}}\n`],
];
