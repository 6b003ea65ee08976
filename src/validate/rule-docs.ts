import type { RuleDocs } from '../base/explanation.ts';
import { pages } from '../facts/fact.ts';
import { changeRuleDocs } from './change-rule-docs.ts';
import { suppressionRuleDocs } from '../suppressions/rule-docs.ts';

const head = 'apiVersion: snapspec/v1\nstack: payments\nregion: cn-hangzhou\n';
const snapshot = (inside: string): string =>
  `${head}snapshots:\n  before-release:\n    diskId: d-bp1s5fnvk4gn2tws03ab\n${inside}    takeUntil: 2026-12-31\n`;
const named = (name: string): string =>
  `${head}variables:\n  release:${name}\nsnapshots:\n  before-release:\n    diskId: d-bp1s5fnvk4gn2tws03ab\n    retentionDays: 30\n    occurrence: \${var.release}\n`;

const days = (value: string): string =>
  `${head}variables:\n  days: {default: ${value}}\nsnapshots:\n  before-release:\n    diskId: d-bp1s5fnvk4gn2tws03ab\n    retentionDays: \${var.days}\n    takeUntil: 2026-12-31\n`;

const chosen = (any: string): string =>
  `${head}variables:\n  none: {default: []}\npolicies:\n  nightly:\n    schedule: {timePoints: [2], repeatWeekdays: [1]}\n    retentionDays: 14\n    disks:\n      any: ${any}\n`;

/** What checking a spec can give beside the facts about single fields. */
export const validationRuleDocs: RuleDocs = {
  ...suppressionRuleDocs,
  ...changeRuleDocs,
  'unknown-key': {
    what: 'Unknown key.',
    why: 'A misspelt key is a request that would be dropped silently.',
    fix: 'Correct the spelling, or remove the key. Names are those of the API in camelCase: disk_id of Terraform is diskId.',
    severity: 'error',
    rows: ['COM-NOTPUBLIC', 'SNAP-TAG-LOWER', 'SNAP-TF-NAME-ALIAS'],
    example: { bad: snapshot('    retention_days: 30\n'), good: snapshot('    retentionDays: 30\n') },
  },
  'not-indented': {
    what: 'What belongs below a key stands beside it.',
    why: 'In YAML the indentation says what belongs to what: beside its key a field is another thing, or nothing at all.',
    fix: 'Indent the lines by two more spaces than the key above them, as the help shows.',
    severity: 'error',
    example: {
      bad: `${head}snapshots:\n  before-release:\n  diskId: d-bp1s5fnvk4gn2tws03ab\n  retentionDays: 30\n  takeUntil: 2026-12-31\n`,
      good: snapshot('    retentionDays: 30\n'),
    },
  },
  'misplaced-entry': {
    what: 'An entry, or the fields of one, stand without a name, in another section or at the top of the spec.',
    why: 'A section maps names to entries: the name is half of the address by which an entry is known from run to run.',
    fix: 'Put it where the help says: the fields below a name, the entry below the section of its kind.',
    severity: 'error',
    example: {
      bad: `${head}snapshots:\n  diskId: d-bp1s5fnvk4gn2tws03ab\n  retentionDays: 30\n  takeUntil: 2026-12-31\n`,
      good: snapshot('    retentionDays: 30\n'),
    },
  },
  'missing-field': {
    what: 'A required field is missing.',
    why: 'The service refuses the call without it, or snapspec cannot know what is meant.',
    fix: 'Add the field; the help shows how.',
    severity: 'error',
    sources: [pages.createSnapshot, pages.createPolicy, pages.createGroup, pages.createDesktopSnapshot],
    example: { bad: `${head}snapshots:\n  before-release:\n    retentionDays: 30\n`, good: snapshot('    retentionDays: 30\n') },
  },
  'unsupported-field': {
    what: 'A field that other kinds have does not exist for this kind.',
    why: 'The operation of the API has no such parameter: what the field asks for would not happen.',
    fix: 'Remove the field; the message says what applies instead.',
    severity: 'error',
    rows: ['GRP-NO-RETENTION', 'DSK-NOFIELDS'],
    sources: [pages.createGroupOld, pages.createDesktopSnapshot],
    example: {
      bad: `${head}groups:\n  ledger:\n    instanceId: i-bp1f4f6ie3wvfsd0zy14\n    retentionDays: 30\n`,
      good: `${head}groups:\n  ledger:\n    instanceId: i-bp1f4f6ie3wvfsd0zy14\n`,
    },
  },
  'wrong-type': {
    what: 'A value is of another type than its field: text for a number, a list for a mapping.',
    why: 'A guess at what was meant could change what is backed up, or for how long.',
    fix: 'Write the value as the help shows; quotes make text, plain digits make a number.',
    severity: 'error',
    rows: ['ASP-TIMES-FMT', 'ASP-DAYS-FMT', 'ASP-XR-BOOL', 'ASP-ENC-BOOL', 'SNAP-IA-BOOL', 'TAG-VAL-NOTNULL'],
    example: { bad: snapshot('    retentionDays: "30"\n'), good: snapshot('    retentionDays: 30\n') },
  },
  'empty-value': {
    what: 'A key has no value.',
    why: 'An empty value can mean the default or a line that was lost; snapspec does not choose.',
    fix: 'Give it a value, or remove the key.',
    severity: 'error',
    rows: ['TAG-VAL-NOTNULL'],
    example: { bad: snapshot('    retentionDays:\n'), good: snapshot('    retentionDays: 30\n') },
  },
  'variable-without-value': {
    what: 'A value contains a variable that has no value in this run.',
    why: 'What it becomes cannot be checked. lint reports it and continues; plan and apply stop.',
    fix: 'Give a value with --var NAME=VALUE, a file of --var-file, the environment variable SNAPSPEC_VAR_NAME, or a default.',
    severity: ['error', 'info'],
    example: { bad: named(' {}'), good: named(' {default: "1.0"}') },
  },
  'variable-wrong-type': {
    what: 'The value of a variable is not of the type that is wanted where the variable stands.',
    why: 'A value that is nothing but one variable takes the type of its field: days, hours, true or false, lists of ids. A list cannot be part of a text, and a mapping cannot be a variable.',
    fix: "Give the variable a value of that type. --var and the environment give text, which is read as YAML: --var days=14, --var 'ids=[d-a, d-b]'.",
    severity: 'error',
    example: { bad: days('two weeks'), good: days('14') },
  },
  'variable-empty-list': {
    what: 'A list that chooses what is protected comes from a variable and is empty.',
    why: 'That nothing is protected has to be seen where the policy is written; a variable that lost its value must not say it.',
    fix: 'Give the variable items, or write `any: []` in the policy.',
    severity: 'error',
    example: { bad: chosen('${var.none}'), good: chosen('[]') },
  },
  'variable-in-default': {
    what: 'The default of a variable, or its value in a file of --var-file, contains a variable.',
    why: 'These values are plain, so that what a variable stands for can be read where it has its value.',
    fix: 'Write the text out.',
    severity: 'error',
    example: {
      bad: `${head}variables:\n  release: {default: "1.0"}\n  title: {default: "before-\${var.release}"}\n`,
      good: `${head}variables:\n  release: {default: "1.0"}\n  title: {default: before-1.0}\n`,
    },
  },
  'address-too-long': {
    what: 'The address of an entry (its section, a slash and its key) has more than 128 characters.',
    why: 'The address is written into an owner tag, and a tag value may have 128 characters.',
    fix: 'Give the entry a shorter key.',
    severity: 'error',
    sources: [pages.createSnapshot],
    rows: ['TAG-VAL-LEN'],
    example: {
      bad: `${head}desktopSnapshots:\n  ${'golden-image-'.repeat(9)}x:\n    desktopId: ecd-gx2x1dhsmucyy0001\n    sourceDiskType: system\n    name: golden-image\n`,
      good: `${head}desktopSnapshots:\n  golden-image:\n    desktopId: ecd-gx2x1dhsmucyy0001\n    sourceDiskType: system\n    name: golden-image\n`,
    },
  },
};
