import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import type { Analysis, AnalyzeOptions } from '../../src/frontend/analyze.ts';
import { ruleEntries } from '../../src/derive/rule-index.ts';
import { commentsIn } from '../../src/read/comments.ts';
import { locate } from '../../src/read/source-span.ts';
import { oneLine } from '../../src/report/findings/one-line.ts';
import { adviceRules } from '../../src/advice/list.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const retired = 'snapshot-instant-access-retired';

function run(text: string, options: Partial<AnalyzeOptions> = {}): Analysis {
  return analyze([{ file: 'f', content: text }], { year: 2026, unresolved: 'info', ...options });
}

/** Advice is held by tests of its own. */
const advised = new Set(adviceRules.map(({ code }) => code));

/** What is heard and what is kept back: `line:column severity code`, without advice. */
function heard(text: string, options: Partial<AnalyzeOptions> = {}): { found: string[]; kept: string[] } {
  const { diagnostics, suppressed, documents } = run(text, options);
  const line = (one: Diagnostic): string => oneLine(one, documents).replace(/^f:(\S+): (\w+) ([a-z0-9-]+):.*$/, '$1 $2 $3');
  return {
    found: diagnostics.filter(({ code }) => !advised.has(code)).map(line),
    kept: suppressed.map(({ found, reason }) => `${line(found)} (${reason})`),
  };
}

const spec = (inside: string): string => `${head}snapshots:\n  a:\n    diskId: d-1\n${inside}`;

describe('where an ignore holds', () => {
  test.each<[string, string, string[], string[]]>([
    [
      'on the line of the finding',
      spec(`    instantAccess: true # snapspec: ignore[${retired}] old tools\n`),
      [],
      [`7:5 warning ${retired} (old tools)`],
    ],
    [
      'alone on the line above',
      spec(`    # snapspec: ignore[${retired}] old tools\n    instantAccess: true\n`),
      [],
      [`8:5 warning ${retired} (old tools)`],
    ],
    [
      'above an entry, for all that is in it',
      `${head}snapshots:\n  # snapspec: ignore[${retired}] old tools\n  a:\n    diskId: d-1\n    instantAccess: true\n  b: {diskId: d-1, instantAccess: true}\n`,
      [`9:20 warning ${retired}`],
      [`8:5 warning ${retired} (old tools)`],
    ],
    [
      'above a section, for all its entries',
      `${head}# snapspec: ignore[${retired}] old tools\nsnapshots:\n  a: {diskId: d-1, instantAccess: true}\n  b: {diskId: d-1, instantAccess: true}\n`,
      [],
      [`6:20 warning ${retired} (old tools)`, `7:20 warning ${retired} (old tools)`],
    ],
    [
      'above an item',
      `${head}groups:\n  a:\n    diskIds:\n      - d-1\n      # snapspec: ignore[group-disk-ids-repeated] really\n      - d-1\n`,
      [],
      ['9:9 error group-disk-ids-repeated (really)'],
    ],
    [
      'above another comment and the node',
      spec(`    # snapspec: ignore[${retired}] old tools\n    # Instant access.\n    instantAccess: true\n`),
      [],
      [`9:5 warning ${retired} (old tools)`],
    ],
    [
      'one above the other',
      spec(
        `    # snapspec: ignore[${retired}] old tools\n    # snapspec: ignore[snapshot-name-non-ascii] our names\n    instantAccess: true\n    name: 备份\n`,
      ),
      ['10:11 warning snapshot-name-non-ascii', '8:24 warning ignore-unused'],
      [`9:5 warning ${retired} (old tools)`],
    ],
    [
      'several codes',
      `${head}# snapspec: ignore[${retired}, snapshot-name-non-ascii] agreed\nsnapshots:\n  a: {diskId: d-1, instantAccess: true, name: 备份}\n`,
      [],
      [`6:20 warning ${retired} (agreed)`, '6:47 warning snapshot-name-non-ascii (agreed)'],
    ],
    [
      'for the file, at its top',
      `# snapspec: ignore-file[${retired}] old tools\n${spec('    instantAccess: true\n')}`,
      [],
      [`8:5 warning ${retired} (old tools)`],
    ],
    [
      'not on another line',
      spec(`    # snapspec: ignore[${retired}] old tools\n    name: ab\n    instantAccess: true\n`),
      [`9:5 warning ${retired}`, '7:24 warning ignore-unused'],
      [],
    ],
    [
      'not across an empty line',
      spec(`    # snapspec: ignore[${retired}] old tools\n\n    instantAccess: true\n`),
      [`9:5 warning ${retired}`, '7:24 warning ignore-unused'],
      [],
    ],
    [
      'not another code',
      spec('    instantAccess: true # snapspec: ignore[snapshot-name-non-ascii] old tools\n'),
      [`7:5 warning ${retired}`, '7:44 warning ignore-unused'],
      [],
    ],
    [
      'with CRLF',
      spec(`    # snapspec: ignore[${retired}] old tools\n    instantAccess: true\n`).replaceAll('\n', '\r\n'),
      [],
      [`8:5 warning ${retired} (old tools)`],
    ],
    [
      'with a byte order mark',
      `\ufeff# snapspec: ignore-file[${retired}] old tools\n${spec('    instantAccess: true\n')}`,
      [],
      [`8:5 warning ${retired} (old tools)`],
    ],
    [
      'with other spaces',
      spec(`    instantAccess: true   ##snapspec:ignore [ ${retired} ]  old tools  \n`),
      [],
      [`7:5 warning ${retired} (old tools)`],
    ],
    [
      'in braces, on the line',
      `${head}snapshots: {a: {diskId: d-1, # the disk\n  instantAccess: true, # snapspec: ignore[${retired}] old tools\n  name: 备份}}\n`,
      ['6:9 warning snapshot-name-non-ascii'],
      [`5:3 warning ${retired} (old tools)`],
    ],
  ])('%s', (_, text, found, kept) => expect(heard(text)).toEqual({ found, kept }));

  test('each file by itself', () => {
    const entry = (key: string): string => `snapshots: {${key}: {diskId: d-1, instantAccess: true}}\n`;
    const { diagnostics, suppressed } = analyze(
      [
        { file: 'one', content: `# snapspec: ignore-file[${retired}] x\n${head}${entry('a')}` },
        { file: 'two', content: entry('b') },
      ],
      { year: 2026, unresolved: 'info' },
    );
    expect(diagnostics.filter(({ code }) => code === retired).map(({ place }) => place?.file)).toEqual(['two']);
    expect(suppressed.map(({ found }) => found.place?.file)).toEqual(['one']);
  });
});

describe('what is no ignore', () => {
  const line = `# snapspec: ignore[${retired}] x`;
  test.each([
    ['in double quotes', `    description: "${line}"\n    instantAccess: true\n`],
    ['in single quotes', `    description: '${line}'\n    instantAccess: true\n`],
    ['in plain text', `    description: a${line.replaceAll(' ', '')}\n    instantAccess: true\n`],
    ['in a block of text', `    description: |\n      one\n      ${line}\n    instantAccess: true\n`],
    ['in a folded block', `    description: >-\n      one\n      ${line}\n    instantAccess: true\n`],
    ['in quotes over two lines', `    description: "one\n      ${line}\n      two"\n    instantAccess: true\n`],
    ['another word', `    instantAccess: true # snapspec: ignored[${retired}] x\n`],
    ['not at the beginning of the comment', `    instantAccess: true # see snapspec: ignore[${retired}] x\n`],
    ['another program', `    instantAccess: true # otherspec: ignore[${retired}] x\n`],
  ])('%s', (_, inside) => {
    const { found, kept } = heard(spec(inside));
    expect(found.map((one) => one.replace(/^\S+ /, ''))).toEqual([`warning ${retired}`]);
    expect(kept).toEqual([]);
  });

  test('a block of text may hold one and have one beside it', () => {
    expect(heard(spec(`    description: | # snapspec: ignore[${retired}] x\n      ${line}\n    instantAccess: true\n`)).found).toEqual([
      `9:5 warning ${retired}`,
      '7:39 warning ignore-unused',
    ]);
  });
});

describe('what is wrong with an ignore', () => {
  const only = (comment: string, options: Partial<AnalyzeOptions> = {}): Diagnostic[] =>
    run(spec(`    instantAccess: true ${comment}\n`), options).diagnostics.filter(({ code }) => /^ignore/.test(code));
  const marked = (found: Diagnostic, text: string): string => {
    const { start, end } = locate({ text }, found.place as { file: string; range: [number, number] });
    return text.slice(start, end);
  };

  test.each([
    ['# snapspec: ignore', 'ignore-without-code', 'This ignore names no code, so it has no effect.'],
    ['# snapspec: ignore because I say so', 'ignore-without-code', 'This ignore names no code, so it has no effect.'],
    ['# snapspec: ignore[] reason', 'ignore-without-code', 'This ignore names no code, so it has no effect.'],
    ['# snapspec: ignore[ , ] reason', 'ignore-without-code', 'This ignore names no code, so it has no effect.'],
    [`# snapspec: ignore[${retired} reason`, 'ignore-without-code', 'The bracket of this ignore is not closed, so it has no effect.'],
    [`# snapspec: ignore[${retired}]`, 'ignore-without-reason', 'This ignore gives no reason, so it has no effect.'],
    [`# snapspec: ignore[${retired}] -- !`, 'ignore-without-reason', 'This ignore gives no reason, so it has no effect.'],
    [`# snapspec: ignore-file[${retired}] reason`, 'ignore-file-not-first', 'ignore-file is below the first key, so it has no effect.'],
    ['# snapspec: ignore-file', 'ignore-without-code', 'This ignore names no code, so it has no effect.'],
  ])('%s', (comment, code, message) => {
    const [found, ...more] = only(comment);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code, severity: 'error', message });
    expect(marked(found as Diagnostic, spec(`    instantAccess: true ${comment}\n`))).toBe(comment);
    // It keeps nothing back.
    expect(heard(spec(`    instantAccess: true ${comment}\n`)).found).toContain(`7:5 warning ${retired}`);
  });

  test('a code that does not exist, with what may have been meant; it is not called unused as well', () => {
    const known = ruleEntries().map(({ code }) => code);
    expect(
      only(`# snapspec: ignore[${retired}, snapshot-name-asci, zzz] x`, { codes: known }).map(({ code, severity, message, help }) => [
        code,
        severity,
        message,
        help,
      ]),
    ).toEqual([
      [
        'ignore-unknown-code',
        'warning',
        'This ignore names "snapshot-name-asci", which is not a rule code.',
        'Did you mean snapshot-name-auto, snapshot-name-non-ascii or snapshot-name-url?',
      ],
      [
        'ignore-unknown-code',
        'warning',
        'This ignore names "zzz", which is not a rule code.',
        'Write the code that is in brackets at the head of a finding.',
      ],
    ]);
  });

  test('an unused one is not judged while errors keep other rules from speaking', () => {
    expect(heard(spec('    name: ab # snapspec: ignore[snapshot-name-non-ascii] x\n    retentionDays: 0\n')).found).toEqual([
      '8:20 error snapshot-retention-days-range',
    ]);
  });
});

describe('an unused one can be removed', () => {
  /** The text after the fix of its only finding. */
  function mended(text: string): string {
    const unused = run(text).diagnostics.filter(({ code }) => code === 'ignore-unused');
    expect(unused).toHaveLength(1);
    expect(unused[0]?.fix?.safe).toBe(true);
    const [edit] = unused[0]?.fix?.edits ?? [];
    const { start, end } = locate({ text }, edit?.place as { file: string; range: [number, number] });
    return text.slice(0, start) + edit?.text + text.slice(end);
  }

  test.each([
    ['beside a value', spec('    name: ab  # snapspec: ignore[snapshot-name-non-ascii] x\n'), spec('    name: ab\n')],
    [
      'beside a value, CRLF',
      spec('    name: ab  # snapspec: ignore[snapshot-name-non-ascii] x\n').replaceAll('\n', '\r\n'),
      spec('    name: ab\n').replaceAll('\n', '\r\n'),
    ],
    ['on a line of its own', spec('    # snapspec: ignore[snapshot-name-non-ascii] x\n    name: ab\n'), spec('    name: ab\n')],
    [
      'on a line of its own, CRLF',
      spec('    # snapspec: ignore[snapshot-name-non-ascii] x\n    name: ab\n').replaceAll('\n', '\r\n'),
      spec('    name: ab\n').replaceAll('\n', '\r\n'),
    ],
    ['at the end without a line feed', spec('    name: ab\n    # snapspec: ignore[snapshot-name-non-ascii] x'), spec('    name: ab\n')],
    ['for the file', `# mine\n# snapspec: ignore-file[snapshot-name-non-ascii] x\n${head}`, `# mine\n${head}`],
    [
      'only the code that is not needed',
      spec(`    instantAccess: true # snapspec: ignore[snapshot-name-non-ascii,${retired} , group-name-non-ascii] x\n`),
      spec(`    instantAccess: true # snapspec: ignore[${retired}] x\n`),
    ],
  ])('%s', (_, text, expected) => {
    expect(mended(text)).toBe(expected);
    expect(run(expected).diagnostics.filter(({ code }) => code === 'ignore-unused')).toEqual([]);
  });
});

describe('who is obeyed', () => {
  const text = spec(
    `    retentionDays: 0 # snapspec: ignore[snapshot-retention-days-range] the page is wrong\n    instantAccess: true # snapspec: ignore[${retired}] old tools\n`,
  );

  test('lint keeps errors back too; there is no program all the same', () => {
    expect(heard(text)).toEqual({
      found: [],
      kept: ['7:20 error snapshot-retention-days-range (the page is wrong)', `8:5 warning ${retired} (old tools)`],
    });
    expect(run(text).program).toBeUndefined();
  });

  test('for plan and apply errors stand, and say why', () => {
    expect(heard(text, { unresolved: 'error' })).toEqual({
      found: ['7:20 error snapshot-retention-days-range'],
      kept: [`8:5 warning ${retired} (old tools)`],
    });
    expect(run(text, { unresolved: 'error' }).diagnostics[0]?.notes).toContain(
      'This ignore applies to lint only: plan and apply need a spec without errors.',
    );
  });

  test('--no-ignores hears all, and says nothing of the comments', () => {
    expect(heard(`${text}    # snapspec: ignore\n`, { noIgnores: true })).toEqual({
      found: ['7:20 error snapshot-retention-days-range', `8:5 warning ${retired}`],
      kept: [],
    });
  });

  test('what is turned off is not kept back either, and its ignore is not called unused', () => {
    const off = { severities: { rules: new Map([[retired, 'off' as const]]) } };
    expect(heard(spec(`    instantAccess: true # snapspec: ignore[${retired}] old tools\n`), off)).toEqual({ found: [], kept: [] });
  });

  test('an ignore cannot speak of what is wrong with ignores', () => {
    expect(
      heard(`# snapspec: ignore-file[ignore-unused] x\n${spec('    name: ab # snapspec: ignore[snapshot-name-non-ascii] x\n')}`).found,
    ).toEqual(['1:25 warning ignore-unused', '8:33 warning ignore-unused']);
  });

  test('a file that cannot be read has no ignores', () =>
    expect(heard('# snapspec: ignore-file[yaml-syntax] x\na: [').found).toEqual(['2:4 error yaml-syntax']));
});

describe('comments', () => {
  test('are found where they are, whatever stands round them', () => {
    const text = '# one\na: "# no" # two\nb: |- # three\n  # no\n  text # no\nc: [x#y, # four\n  z]\n# five';
    expect(commentsIn(text)).toEqual([
      { text: '# one', start: 0, alone: true },
      { text: '# two', start: 16, alone: false },
      { text: '# three', start: 28, alone: false },
      { text: '# four', start: 64, alone: false },
      { text: '# five', start: 76, alone: true },
    ]);
  });

  test.each([
    ['- # of what is below', true],
    ['? # of what is below', true],
    ['- - ? # of what is below', true],
    ['--- # of its line', false],
    ['- -- # of its line', false],
    ['a- # of its line', false],
  ])('beside a sign: %s', (line, alone) => expect(commentsIn(`${line}\n`)).toMatchObject([{ alone }]));

  test('their text is what stands at their place', () => {
    const piece = fc.constantFrom(
      'a: 1\n',
      'b: "x # y"\n',
      "c: 'x # y'\n",
      'd: |\n  # no\n\n',
      'e: x#y\n',
      '# c\n',
      '  # d\n',
      'f: [1, # e\n  2]\n',
      '\n',
      'g: {h: 1} # f\r\n',
      '- i\n',
      '---\n',
      '...\n',
      'j: >- # g\n  text\n',
      '\t# h\n',
      'k: !!str # i\n  x\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        for (const comment of commentsIn(text)) {
          expect(text.slice(comment.start, comment.start + comment.text.length)).toBe(comment.text);
          expect(comment.text.startsWith('#')).toBe(true);
        }
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});

describe('with many entries', () => {
  const many = 20_000;
  const entries = (comment: (at: number) => string): string =>
    `${head}snapshots:\n${Array.from({ length: many }, (_, at) => `  k${at}: {diskId: d-1, instantAccess: true}${comment(at)}\n`).join('')}`;

  test('each finds its own', () => {
    const { diagnostics, suppressed } = run(entries((at) => (at % 2 === 0 ? ` # snapspec: ignore[${retired}] number ${at}` : '')));
    expect(diagnostics.filter(({ code }) => code === retired)).toHaveLength(many / 2);
    expect(suppressed.map(({ reason }) => reason)).toEqual(Array.from({ length: many / 2 }, (_, at) => `number ${2 * at}`));
  });
});
