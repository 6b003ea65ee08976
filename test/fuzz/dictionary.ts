import type { Field } from '../../src/fields/field.ts';
import { specField } from '../../src/spec/fields.ts';

/** What means something to YAML, or to a reader of another version of it. */
export const yamlWords = [
  ...[
    ': ',
    ':',
    '- ',
    '-',
    '? ',
    '#',
    ' # ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '\\',
    '|',
    '>',
    '|-',
    '>+2',
    '|9',
    '\n',
    '\n\n',
    ' ',
    '  ',
  ],
  ...[
    '---\n',
    '...\n',
    '%YAML 1.2\n---\n',
    '%YAML 1.1\n---\n',
    '&a ',
    '*a',
    '!!str ',
    '!x ',
    '<<: ',
    '~',
    'null',
    '\t',
    '\r\n',
    '\r',
    '\ufeff',
  ],
  ...['true', 'False', 'yes', 'off', '010', '0x1F', '0o7', '1_000', '1e400', '.nan', '-.inf', '-0', '0', '-1', '65537', '1.0', '22:22'],
  ...['12345678901234567890', '2026-12-31', '2026-02-30', '"\\x1b[2J"', '"\\ud83d"', '"\\u0000"', "''", '""', '{}', '[]', '[{}]', '- - - '],
];

/** What means something to a terminal, a log, a browser, JavaScript or a shell. */
export const hostileWords = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'length', 'then', '__defineGetter__'],
  ...['\u001b[31m', '\u0007', '\u0000', '\u007f', '\u009b', '\u0085', '\u00a0', '\u00ad', '\u200b', '\u202e', '\u2028', '\u2066', '\ufffe'],
  ...['caf\u0065\u0301', '\u212a', '\u3000', '备份', '😀', '👩‍👩‍👧', '\u{e0041}', '\u{10ffff}', 'ı', 'İ', 'ß', '\u0301'],
  ...[
    '::error::x',
    '##[error]x',
    '</script>',
    ']]>',
    '](http://x)',
    '|',
    '`',
    '$(id)',
    '; rm -rf /',
    '../../etc/passwd',
    'https://x',
    'x@evil.example/',
  ],
  ...[
    '${var.release}',
    '${var.x}',
    '${',
    '$${',
    '${var.}',
    '${var.__proto__}',
    '}',
    '# snapspec: ignore[',
    '# snapspec: ignore[unknown-key] seen\n',
  ],
  ...['# snapspec: ignore-file[missing-field, wrong-type] all is well\n', '# snapspec: ignore', '] because', '\n# snapspec: ignore[x]\n'],
  ...[
    'a'.repeat(64),
    'k'.repeat(129),
    'n'.repeat(257),
    'x'.repeat(1100),
    '9'.repeat(30),
    'Asia/Kolkata',
    'Europe/London',
    'America/New_York',
    'UTC+8',
  ],
];

function collect(field: Field, into: Set<string>): void {
  into.add(JSON.stringify(field.example));
  if (field.type === 'enum') for (const value of field.values) into.add(value);
  if (field.type === 'list') collect(field.of, into);
  if (field.type === 'map') for (const inner of [field.keys, field.values]) collect(inner, into);
  if (field.type === 'entries') collect(field.of, into);
  if (field.type !== 'object') return;
  for (const [name, inner] of Object.entries(field.fields)) {
    into.add(name);
    collect(inner, into);
  }
}

/** Every name of a field, every value that is listed, and every example of one. */
export const specWords: readonly string[] = (() => {
  const words = new Set<string>();
  collect(specField, words);
  return [...words];
})();
