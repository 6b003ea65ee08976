import { account, disks, head, headed, policy, retention, schedule, snapshot } from '../row.ts';
import type { Row } from '../row.ts';

const syntax = ['yaml-syntax'];
const block = (field: string): string => `${head}policies:\n  nightly:\n    ${schedule}\n    ${field}\n    ${disks}\n`;
const good = block(retention);
const times = (lines: string): string => policy({ schedule: `schedule:\n      timezone: Asia/Shanghai\n      at:\n${lines}` });

type Language = readonly [what: string, text: string, cause: string, way: string];

/** Files in another language, and specs with something of one around them. */
export const languageRows: readonly Row[] = [
  ...(
    [
      ['TOML', '«[policies.nightly]»\nretentionDays = 14\n', 'TOML', 'A spec is YAML'],
      ['TOML with a head', 'apiVersion = "snapspec/v1"\n\n«[policies.nightly]»\nretentionDays = 14\n', 'TOML', 'A spec is YAML'],
      ['an INI file', '«[nightly]»\nretention=14\n', 'INI', 'A spec is YAML'],
      ['an env file', '«STACK=payments»\nREGION=cn-hangzhou\n', 'key=value', 'A spec is YAML'],
      ['properties', '«stack=payments»\npolicies.nightly.retentionDays=14\n', 'key=value', 'A spec is YAML'],
      ['module.exports', '«module.exports = {»\n  stack: "x",\n};\n', 'JavaScript', 'A spec is YAML'],
      ['export default', '«export default { apiVersion: "snapspec/v1" }»\n', 'JavaScript', 'A spec is YAML'],
      ['TypeScript', '«import { Spec } from "x";»\nexport default {};\n', 'TypeScript', 'A spec is YAML'],
      ['Python', '«spec = {»\n    "stack": "x",\n}\n', 'Python', 'A spec is YAML'],
      ['a shell script', '«#!/bin/bash»\nexport STACK=x\n', 'a script', '-f'],
      ['XML', '«<policies><policy/></policies>»\n', 'XML', 'A spec is YAML'],
      ['a page of HTML', '«<!DOCTYPE html>»\n<html><body>404</body></html>\n', 'HTML', 'A spec is YAML'],
      [
        'a diff',
        '«diff --git a/s.yaml b/s.yaml»\n--- a/s.yaml\n+++ b/s.yaml\n@@ -1,2 +1,2 @@\n-stack: a\n+stack: b\n',
        'a diff',
        'Apply it first',
      ],
      [
        'a spec with a plus before each line',
        `«+apiVersion: snapspec/v1»\n+stack: payments\n+region: cn-hangzhou\n`,
        'a diff',
        'begin with +',
      ],
      ['Markdown around a spec', `Here is your spec:\n\n«\`\`\`yaml»\n${good}\`\`\`\n\nEnjoy.\n`, 'Markdown', 'remove the fences'],
    ] as readonly Language[]
  ).map(
    ([what, spec, cause, way]): Row => ({ what, spec, codes: ['not-a-spec'], cause: [cause], way: [way], never: ['the colon is missing'] }),
  ),
  {
    what: 'a spec in a fence of Markdown',
    spec: `«\`\`\`yaml»\n${good}\`\`\`\n`,
    codes: ['not-a-spec'],
    cause: ['Markdown with a spec in it'],
    way: ['Keep what stands between the two fences'],
    fixed: good,
  },
  ...(
    [
      [
        '// in JSON',
        '{\n  «// the version»\n  "apiVersion": "snapspec/v1", "stack": "a", "region": "cn-hangzhou"\n}\n',
        '  # the version\n',
      ],
      [
        '// at the end of a line of JSON',
        '{\n  "apiVersion": "snapspec/v1", «// the version»\n  "stack": "a", "region": "cn-hangzhou"\n}\n',
        ' # the version\n',
      ],
      ['/* */ in JSON', '{\n  «/* head */»\n  "apiVersion": "snapspec/v1", "stack": "a", "region": "cn-hangzhou"\n}\n', '  # head'],
      ['// before a spec', `«// nightly»\n${good}`, '# nightly\n'],
      ['-- before a spec', `«-- nightly»\n${good}`, '# nightly\n'],
      ['; before a spec', `«; nightly»\n${good}`, '# nightly\n'],
      ['<!-- --> before a spec', `«<!-- nightly -->»\n${good}`, '# nightly'],
    ] as const
  ).map(
    ([what, spec, fixed]): Row => ({
      what: `a comment: ${what}`,
      spec,
      codes: syntax,
      cause: ['is a comment of another language'],
      way: ['Write # for it'],
      never: ['the colon is missing', 'not known here', 'is missing'],
      fixed,
    }),
  ),
  {
    what: 'text after three dots',
    spec: `${good}...\n«n»otes: here\n`,
    codes: ['yaml-several-documents'],
    cause: ['three dots ends the spec'],
    way: ['Remove the dots'],
    never: ['a stack is one spec'],
    hand: ['...\nnotes: here\n', ''],
  },
];

const filled = ['Nothing fills this in: write the value itself, or "${var.', 'variables: {'];

/** What shells, pipelines and templates would have filled in. */
export const placeholderRows: readonly Row[] = [
  ...['<%= stack %>', '$(stack)', '$[stack]', '((stack))', '<stack>', '__STACK__', '$env:STACK', '$STACK', '${stack}'.slice(1)].map(
    (written): Row => ({
      what: `stack: ${written}`,
      spec: headed('stack: payments', `stack: «${written}»`),
      codes: [written.startsWith('{') ? 'wrong-type' : 'stack-format'],
      cause: ['a placeholder of another tool'],
      way: [...filled, 'variables: {stack: {}}'],
    }),
  ),
  ...['<%= days %>', '$(days)', '$DAYS', 'var.days', '((days))'].map(
    (written): Row => ({
      what: `retentionDays: ${written}`,
      spec: block(`retentionDays: «${written}»`),
      codes: ['wrong-type'],
      cause: ['a placeholder of another tool'],
      way: [...filled, '"${var.days}"'],
      never: ['plain digits'],
      hand: [`retentionDays: ${written}\n`, 'retentionDays: 14\n'],
    }),
  ),
  ...['%ACCOUNT%', '@ACCOUNT@'].map(
    (written): Row => ({
      what: `account: ${written}`,
      spec: account(`«${written}»`),
      codes: ['template-placeholder'],
      cause: ['is a placeholder of another tool'],
      way: [...filled, 'variables: {account: {}}'],
      never: ['in quotes'],
    }),
  ),
  {
    what: 'account: "$ACCOUNT_ID"',
    spec: account('«"$ACCOUNT_ID"»'),
    codes: ['account-format'],
    cause: ['a placeholder of another tool'],
    way: [...filled, '"${var.account_id}"'],
  },
  {
    what: 'diskId: <your-disk-id>',
    spec: snapshot('').replace('d-bp1s5fnvk4gn2tws03ab', '«"<your-disk-id>"»'),
    codes: ['snapshot-disk-id-format'],
    cause: ['a placeholder of another tool'],
    way: [...filled, '"${var.disk_id}"'],
  },
  {
    what: 'region in backticks',
    spec: headed('region: cn-hangzhou', 'region: «`cn-hangzhou`»'),
    codes: syntax,
    cause: ['Backticks are no quotes'],
    way: ['Write cn-hangzhou', '"${var.NAME}"'],
    fixed: 'region: cn-hangzhou\n',
  },
  {
    what: 'a reference of Terraform in braces',
    spec: policy({ disks: 'disks: {any: [{id: "«${alicloud_ecs_disk.data.id}»"}]}' }),
    codes: ['variable-malformed'],
    cause: ['is not a variable'],
    way: ['write ${var.NAME} here, and give it with --var NAME='],
  },
  {
    what: 'a placeholder as a key',
    spec: `${head}policies:\n  «{{ .Values.name }}»:\n    ${schedule}\n    ${retention}\n`,
    codes: ['template-placeholder'],
    cause: ['a key holds no variables'],
    way: ['Write the name out'],
    never: ['in quotes'],
    hand: ['{{ .Values.name }}', 'nightly'],
    left: ['policy-protects-nothing'],
  },
  ...(
    [
      ['ERB', '«<% if prod %>»', '<% end %>'],
      ['Helm', '«{{- if .Values.prod }}»', '{{- end }}'],
    ] as const
  ).map(
    ([what, open, end]): Row => ({
      what: `a statement of ${what}`,
      spec: `${head}${open}\npolicies:\n  nightly:\n    ${schedule}\n    ${retention}\n    ${disks}\n${end}\n`,
      codes: ['template-placeholder'],
      cause: ['is a statement of a template'],
      way: ['Remove it'],
      hand: [`${open.slice(1, -1)}\n`, ''],
      left: ['template-placeholder'],
    }),
  ),
  ...(
    [
      ['!include policies.yaml', 'given with -f'],
      ['!Ref Name', 'a variable, "${var.NAME}"'],
      ['!vault x', 'holds no secrets'],
      ['!env NAME', 'SNAPSPEC_VAR_NAME'],
    ] as const
  ).map(([written, way]): Row => {
    const [tag = '', rest = ''] = written.split(' ');
    return {
      what: `name: ${written}`,
      spec: policy({ more: `name: «${tag}» ${rest}` }),
      codes: ['yaml-tag'],
      cause: [tag],
      way: [way],
      hand: [`    name: ${written}\n`, ''],
    };
  }),
];

/** What people write by habit where YAML wants something else. */
export const syntaxRows: readonly Row[] = [
  ...(
    [
      ['retentionDays => 14', '«retentionDays => 14»', 'writes one with a colon'],
      ['retentionDays := 14', '«retentionDays := 14»', 'writes one with a colon'],
      ['"retentionDays: 14"', '«"retentionDays: 14"»', 'This whole line is in quotes'],
    ] as const
  ).map(
    ([what, line, cause]): Row => ({
      what,
      spec: block(line),
      codes: syntax,
      cause: [cause],
      way: ['Write "retentionDays: 14"'],
      never: ['the colon is missing'],
      fixed: '    retentionDays: 14\n',
    }),
  ),
  {
    what: 'a comma at the end of a line',
    spec: policy({ schedule: `${schedule}«,»` }),
    codes: syntax,
    cause: ['lines of YAML end without a mark'],
    way: ['Remove the ,'],
    fixed: `    ${schedule}\n`,
  },
  {
    what: 'a semicolon at the end of a line',
    spec: policy({ schedule: `${schedule}«;»` }),
    codes: syntax,
    cause: ['lines of YAML end without a mark'],
    way: ['Remove the ;'],
    fixed: `    ${schedule}\n`,
  },
  {
    what: 'the first line indented',
    spec: `  ${good}`.replace('\nstack', '\n«stack»'),
    codes: syntax,
    cause: ['The first line is indented and this one is not'],
    way: ['Remove the spaces before the first line'],
    fixed: good,
  },
  {
    what: 'tabs all over',
    spec: good.replaceAll('  ', '\t').replace('\tnightly', '«\t»nightly'),
    codes: syntax,
    cause: ['tabs as indentation'],
    way: ['Indent with spaces'],
    fixed: good,
  },
  {
    what: 'an anchor that nothing refers to',
    spec: good.replace('nightly:', 'nightly: «&base»'),
    codes: ['yaml-anchor'],
    cause: ['a spec has no anchors'],
    way: ['Nothing refers to it: remove it'],
    fixed: good,
  },
  {
    what: 'stars before items',
    spec: times('        «*» "02:00"'),
    codes: ['yaml-alias'],
    cause: ['An item of a list does not begin with *'],
    way: ['Write a dash and a space'],
    never: ['The alias'],
    fixed: '        - "02:00"',
  },
  {
    what: 'dashes without a space',
    spec: times('        «-"02:00"\n        -"14:00"»'),
    codes: ['wrong-type'],
    cause: ['must be a list'],
    way: ['Write a list: ["02:00", "14:00"]'],
    fixed: '["02:00", "14:00"]\n',
  },
  {
    what: 'items less far to the right than their key',
    spec: times('    «-» "02:00"'),
    codes: syntax,
    cause: ['stands less far to the right than at'],
    way: ['Indent the items at least as far as at'],
    hand: ['    - "02:00"', '      - "02:00"'],
  },
  {
    what: 'lines of a block in braces',
    spec: `${head}policies: {\n  nightly:\n    «${schedule}»\n    ${retention}\n    ${disks}\n}\n`,
    codes: syntax,
    cause: ['is inside [ ] or { }'],
    way: ['Separate items with commas'],
    hand: [
      `{\n  nightly:\n    ${schedule}\n    ${retention}\n    ${disks}\n}`,
      `\n  nightly:\n    ${schedule}\n    ${retention}\n    ${disks}`,
    ],
  },
  {
    what: 'an entry twice',
    spec: `${good}  «nightly»:\n    ${schedule}\n    ${retention}\n    ${disks}\n`,
    codes: ['duplicate-key'],
    cause: ['given twice'],
    way: ['below the first, or rename one of the two'],
    hand: [`${disks}\n  nightly:`, `${disks.replace('nightly', 'weekly')}\n  weekly:`],
  },
];
