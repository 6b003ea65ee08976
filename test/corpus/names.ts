import { casesOf, head } from './marked.ts';
import type { Case, Row } from './marked.ts';

/** Names that every object of JavaScript has, and that mean nothing special in YAML. */
const inherited = ['toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', '__defineGetter__', '__lookupSetter__', 'toLocaleString'];
const reserved = ['__proto__', 'constructor', 'prototype'];

const unknown: Row[] = inherited.flatMap((name): Row[] => [
  [`${name} at the root`, `${head}¶${name}: 1\n`, 'unknown-key'],
  [`${name} in an entry`, `${head}snapshots: {a: {diskId: d-1, ¶${name}: 1}}\n`, 'unknown-key'],
  [`${name} in defaults`, `${head}defaults: {¶${name}: 1}\n`, 'unknown-key'],
  [`${name} in lint`, `${head}lint: {¶${name}: 1}\n`, 'unknown-key'],
  [`${name} in a variable`, `${head}variables: {a: {¶${name}: 1}}\n`, 'unknown-key'],
  [
    `${name} in a selector`,
    `${head}policies: {a: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 1, disks: {any: [{id: d-1, ¶${name}: 1}]}}}\n`,
    'unknown-key',
  ],
  [`${name} as a region`, `apiVersion: snapspec/v1\nstack: s\nregion: ${name.replace(/(?=[^a-z])/, '¶')}\n`, 'region-format'],
  [`${name} as apiVersion`, `apiVersion: ¶${name}\nstack: s\nregion: cn-hangzhou\n`, 'api-version-value'],
  [
    `${name} as a disk type`,
    `${head}desktopSnapshots: {a: {desktopId: ecd-1, takeUntil: 2026-12-31, sourceDiskType: ¶${name}}}\n`,
    'desktop-snapshot-source-disk-type-value',
  ],
  [
    `${name} as a zone`,
    `${head}policies: {a: {schedule: {timezone: ¶${name}, at: ["02:00"]}, retentionDays: 1}}\n`,
    'schedule-zone-unknown',
  ],
  [
    `${name} as a variable that is not declared`,
    `${head}defaults: {tags: {a: "¶\${var.${name}}"}}\n`,
    name.startsWith('_') ? 'variable-malformed' : 'variable-undeclared',
  ],
]);

const refused: Row[] = reserved.flatMap((name): Row[] => [
  [`${name} as a section`, `${head}¶${name}: {a: 1}\n`, 'reserved-key'],
  [`${name} as an entry`, `${head}snapshots:\n  ¶${name}: {diskId: d-1}\n`, 'reserved-key'],
  [`${name} as a field`, `${head}snapshots: {a: {diskId: d-1, ¶${name}: {polluted: true}}}\n`, 'reserved-key'],
  [`${name} as a tag`, `${head}defaults: {tags: {¶${name}: x}}\n`, 'reserved-key'],
  [`${name} as a variable`, `${head}variables: {¶${name}: {default: x}}\n`, 'reserved-key'],
  [`${name} as a rule`, `${head}lint: {rules: {¶${name}: off}}\n`, 'reserved-key'],
  [
    `${name} in a selector`,
    `${head}policies: {a: {retentionDays: 7, schedule: {timePoints: [2], repeatWeekdays: [1]}, disks: {any: [{¶${name}: 1}]}}}\n`,
    'reserved-key',
  ],
  [`${name} as a region`, `apiVersion: snapspec/v1\nstack: s\nregion: ¶${name}\n`, 'region-format'],
  [`${name} as an address`, `${head}removed: [{address: ¶${name}}]\n`, 'removed-address-format'],
  [`${name} as a section of an address`, `${head}removed: [{address: ¶${name}/a}]\n`, 'removed-address-format'],
]);

/** Inherited names where any name may stand: they are names like all others. */
const taken: Row[] = ['toString', 'valueOf', 'hasOwnProperty'].flatMap((name): Row[] => [
  [`${name} as an entry`, `${head}groups: {${name}: {instanceId: i-1}}\n`, ''],
  [`${name} as a tag`, `${head}groups: {a: {instanceId: i-1, tags: {${name}: x}}}\n`, ''],
  [`${name} as a default tag`, `${head}defaults: {tags: {${name}: x}}\ngroups: {a: {instanceId: i-1}}\n`, ''],
  [`${name} as a variable`, `${head}variables: {${name}: {default: x}}\ngroups: {a: {instanceId: i-1, name: "n-\${var.${name}}"}}\n`, ''],
  [`${name} as an instance`, `${head}groups: {a: {instanceId: ¶${name}}}\n`, 'group-instance-id-format'],
]);
const stacks: Row[] = ['constructor', 'prototype'].map((name) => [
  `${name} as a stack`,
  `apiVersion: snapspec/v1\nstack: ${name}\nregion: cn-hangzhou\n`,
  '',
]);

/** Names by which programs in JavaScript are attacked, wherever a name can stand. */
export const names: readonly Case[] = [...casesOf(1, [...unknown, ...refused]), ...casesOf(0, [...taken, ...stacks])];
