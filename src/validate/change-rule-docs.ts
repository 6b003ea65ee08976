import type { RuleDocs } from '../base/explanation.ts';

const head = 'apiVersion: snapspec/v1\nstack: payments\nregion: cn-hangzhou\n';
const schedule =
  '    schedule: {timePoints: [2], repeatWeekdays: [1]}\n    retentionDays: 14\n    disks: {any: [{tags: {backup: nightly}}]}\n';
const daily = `${head}policies:\n  daily:\n${schedule}`;
const listed = (text: string): string => `${daily}${text}`;
const once = `${head}snapshots:\n  before-release:\n    diskId: d-bp1s5fnvk4gn2tws03ab\n    takeUntil: 2026-12-31\n    retentionDays: 30\n    occurrence: "2026-11"\n`;
const adopting = (id: string): string =>
  `${head}policies:\n  daily:\n    adopt: sp-bp1s5fnvk4gn2tws03ab\n${schedule}  weekly:\n    adopt: ${id}\n${schedule}`;

/** What `moved`, `removed` and `adopt` can contradict. */
export const changeRuleDocs: RuleDocs = {
  'moved-to-undeclared': {
    what: 'A move leads to an address that the spec does not declare.',
    why: 'What moved would belong to no entry, and the next plan would call it unmanaged.',
    fix: 'Write the address that the entry has now.',
    severity: 'error',
    example: {
      bad: listed('moved: [{from: policies/nightly, to: policies/dialy}]\n'),
      good: listed('moved: [{from: policies/nightly, to: policies/daily}]\n'),
    },
  },
  'moved-from-declared': {
    what: 'A move begins at an address that the spec still declares.',
    why: 'The entry would lose what it owns to another one, and be made again.',
    fix: 'Remove the move, or the entry under its old address.',
    severity: 'error',
    example: {
      bad: `${listed(`  nightly:\n${schedule.replace('{any: [{tags: {backup: nightly}}]}', '{any: [{tags: {backup: other}}]}')}`)}moved: [{from: policies/nightly, to: policies/daily}]\n`,
      good: listed('moved: [{from: policies/nightly, to: policies/daily}]\n'),
    },
  },
  'moved-to-other-kind': {
    what: 'A move leads from one kind to another.',
    why: 'A resource cannot become one of another kind.',
    fix: 'Name two addresses of the same section.',
    severity: 'error',
    example: {
      bad: listed('moved: [{from: snapshots/nightly, to: policies/daily}]\n'),
      good: listed('moved: [{from: policies/nightly, to: policies/daily}]\n'),
    },
  },
  'moved-from-own-stack': {
    what: 'fromStack is the name that the stack has now.',
    why: 'Nothing moves, so that another name was meant.',
    fix: 'Write the name that the stack had before.',
    severity: 'error',
    example: { bad: listed('moved: [{fromStack: payments}]\n'), good: listed('moved: [{fromStack: billing}]\n') },
  },
  'moved-repeated': {
    what: 'Two moves begin at the same address or stack.',
    why: 'A resource can move to one address only.',
    fix: 'Keep one of them.',
    severity: 'error',
    example: { bad: listed('moved: [{fromStack: billing}, {fromStack: billing}]\n'), good: listed('moved: [{fromStack: billing}]\n') },
  },
  'removed-declared': {
    what: 'An item of removed names what the spec declares.',
    why: 'It would be deleted and made again with every run.',
    fix: 'Remove the entry, or the item. A duplicate of what an entry owns is named by its id.',
    severity: 'error',
    example: {
      bad: `${once}removed: [{address: snapshots/before-release, occurrence: "2026-11"}]\n`,
      good: `${once}removed: [{address: snapshots/before-release, occurrence: "2026-10"}]\n`,
    },
  },
  'removed-occurrence-unsupported': {
    what: 'An item of removed has an occurrence, and its kind has none.',
    why: 'A policy stands; only backups are taken, once for every occurrence.',
    fix: 'Remove occurrence.',
    severity: 'error',
    example: {
      bad: listed('removed: [{address: policies/nightly, occurrence: "2026"}]\n'),
      good: listed('removed: [{address: policies/nightly}]\n'),
    },
  },
  'removed-forget-unsupported': {
    what: 'A desktop snapshot is to be forgotten.',
    why: 'forget takes the owner tags off, and desktop snapshots carry none.',
    fix: 'Remove the item: without its entry snapspec leaves the backup alone.',
    severity: 'error',
    example: {
      bad: listed('removed: [{address: desktopSnapshots/golden, forget: true}]\n'),
      good: listed('removed: [{address: desktopSnapshots/golden}]\n'),
    },
  },
  'removed-repeated': {
    what: 'Two items of removed name the same.',
    why: 'One of them most often was meant to name something else.',
    fix: 'Remove one of them.',
    severity: 'error',
    example: {
      bad: listed('removed: [{id: s-bp1s5fnvk4gn2tws03ab}, {id: s-bp1s5fnvk4gn2tws03ab}]\n'),
      good: listed('removed: [{id: s-bp1s5fnvk4gn2tws03ab}, {id: s-bp1s5fnvk4gn2tws03ac}]\n'),
    },
  },
  'adopt-repeated': {
    what: 'Two entries adopt the same resource.',
    why: 'A resource belongs to one entry.',
    fix: 'Let one of them adopt it.',
    severity: 'error',
    example: { bad: adopting('sp-bp1s5fnvk4gn2tws03ab'), good: adopting('sp-bp1s5fnvk4gn2tws03ac') },
  },
  'adopt-removed': {
    what: 'A resource is adopted by an entry and removed by its id.',
    why: 'Only one of the two can be meant.',
    fix: 'Remove one of them.',
    severity: 'error',
    example: {
      bad: `${adopting('sp-bp1s5fnvk4gn2tws03ac')}removed: [{id: sp-bp1s5fnvk4gn2tws03ac}]\n`,
      good: `${adopting('sp-bp1s5fnvk4gn2tws03ac')}removed: [{id: sp-bp1s5fnvk4gn2tws03ad}]\n`,
    },
  },
};
