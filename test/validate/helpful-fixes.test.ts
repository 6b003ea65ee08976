import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/frontend/analyze.ts';
import { fixText } from '../../src/rewrite/fix.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const options = { year: 2026, unresolved: 'error' } as const;
const policy = (schedule: string, more = ''): string =>
  `policies:\n  a:\n    schedule: ${schedule}\n    retentionDays: 7\n${more}    disks: {any: [{id: d-1}]}\n`;
const snapshot = (more: string): string => `snapshots:\n  a:\n    diskId: d-1\n    retentionDays: 7\n    takeUntil: 2026-12-01\n${more}`;

const found = (text: string) => analyze([{ file: 'f', content: head + text }], options).diagnostics;
const fixed = (text: string): string => {
  const { texts, left } = fixText([{ file: 'f', content: head + text }], options, true);
  expect(left.diagnostics).toEqual([]);
  return (texts.get('f') ?? '').slice(head.length);
};

describe('a list that was written into one text', () => {
  test.each([
    ['"0,7,17"', '[0, 7, 17]'],
    [`'["0"]'`, '[0]'],
    [`'[0, "7", 17]'`, '[0, 7, 17]'],
    ['" 0 , 7 "', '[0, 7]'],
    ['0 7 17', '[0, 7, 17]'],
    ['"23"', '[23]'],
    ['7', '[7]'],
    ['"0,07"', '[0, 7]'],
    ['"0,noon"', '[0, 12]'],
    ['2am', '[2]'],
  ])('timePoints: %s is %s', (written, meant) => {
    const text = policy(`{timePoints: ${written}, repeatWeekdays: [1]}`);
    expect(found(text)).toMatchObject([{ code: 'wrong-type', help: `Write a list: ${meant}`, fix: { safe: false } }]);
    expect(fixed(text)).toBe(policy(`{timePoints: ${meant}, repeatWeekdays: [1]}`));
  });

  test.each([
    ['a number beyond the range', '"0,24"'],
    ['a word', '"0,sunset"'],
    ['an empty part', '"0,,7"'],
    ['nothing', '""'],
    ['brackets only', '"[]"'],
    ['too many', `"${Array.from({ length: 25 }, (_, index) => index % 24).join(',')}"`],
    ['a long text', `"${'1,'.repeat(600)}1"`],
    ['a truth value', 'true'],
  ])('%s: only the form is named', (_, written) => {
    const [one, ...others] = found(policy(`{timePoints: ${written}, repeatWeekdays: [1]}`));
    expect(others).toEqual([]);
    expect(one).toMatchObject({ code: 'wrong-type', help: 'Write a list, for example: [2, 14]' });
    expect(one).not.toHaveProperty('fix');
    // The example of the form is one that lint takes.
    expect(found(policy('{timePoints: [2, 14], repeatWeekdays: [1]}'))).toEqual([]);
  });

  test('texts too, each as the field takes it', () => {
    const text = policy('{timezone: Asia/Shanghai, at: "02:00, 14:00", days: "mon,tue"}');
    expect(fixed(text)).toBe(policy('{timezone: Asia/Shanghai, at: ["02:00", "14:00"], days: [mon, tue]}'));
    const group = 'groups:\n  a:\n    diskIds: d-1, d-2\n    takeUntil: 2026-12-01\n';
    expect(found(group).map(({ help }) => help)).toContain('Write a list: [d-1, d-2]');
  });

  test('what a block of text or a variable gives is not replaced', () => {
    const block = found(policy('\n      timePoints: |-\n        0,7\n      repeatWeekdays: [1]'));
    expect(block).toMatchObject([{ code: 'wrong-type', help: 'Write a list: [0, 7]' }]);
    expect(block[0]).not.toHaveProperty('fix');
  });
});

describe('an empty text where the key may be absent', () => {
  test.each([
    ['the name of a policy', policy('{timePoints: [1], repeatWeekdays: [1]}', '    name: ""\n'), 'policy-name-length', '`<stack>-<key>`'],
    [
      'its resource group',
      policy('{timePoints: [1], repeatWeekdays: [1]}', '    resourceGroupId: ""\n'),
      'policy-resource-group-id-length',
      'the default resource group',
    ],
    ['the name of a snapshot', snapshot('    name: ""\n'), 'snapshot-name-length', '`<stack>-<key>`'],
    ['its description', snapshot("    description: ''\n"), 'snapshot-description-length', 'no description'],
    ['its occurrence', snapshot('    occurrence: ""\n'), 'snapshot-occurrence-format', 'once'],
    [
      'a resource group of all',
      `defaults: {tags: {a: b}, resourceGroupId: ""}\n${snapshot('')}`,
      'defaults-resource-group-id-length',
      'no default',
    ],
  ])('%s: the key can be removed', (_, text, code, without) => {
    const [one, ...others] = found(text);
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      code,
      help: expect.stringMatching(/^Remove the key, or give it a value\. Without the key: /),
      fix: { title: 'Remove it', safe: false },
    });
    expect(one?.help).toContain(without);
    const made = fixed(text);
    expect(made).not.toMatch(/: (""|'')/);
  });

  test('without an edit where nothing would be left of what holds it', () => {
    const [one] = found(`defaults:\n  resourceGroupId: ""\n${snapshot('')}`);
    expect(one).toMatchObject({ code: 'defaults-resource-group-id-length', help: expect.stringMatching(/^Remove the key/) });
    expect(one).not.toHaveProperty('fix');
  });

  test('not where it is required, guards something, or is an item', () => {
    const help = (text: string): string | undefined => found(text)[0]?.help;
    expect(help(snapshot('').replace('d-1', '""'))).toBe('Give it 1 to 128 characters, for example: d-bp1s5fnvk4gn2tws03ab');
    expect(help(`account: ""\n${snapshot('')}`)).toContain('An account id is');
    expect(help('groups: {a: {diskIds: [""], takeUntil: 2026-12-01}}\n')).toMatch(/^Give it 1 to 128 characters/);
  });
});
