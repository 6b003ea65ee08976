import { describe, expect, test } from 'vitest';
import { terminalOutput } from '../../../src/escape/index.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { longestComment, roomBeside } from '../../../src/report/markdown-page.ts';
import { markdown } from '../../../src/report/plans/markdown.ts';
import { outsideCode } from '../../support/markdown.ts';
import { hostileTexts } from '../../support/hostile.ts';
import { entry, hostilePlanOf, operation, plan } from '../sample-plan.ts';

const shown = (given: Plan): string => markdown.print(given, new Map(), { color: false, root: '/' });

test('a plan as a comment: a hidden line to find it by, what it comes to, what is wrong, and what changes', () =>
  expect(
    shown(
      plan({
        stack: 'payments',
        entries: [
          entry({ outcome: 'create', id: undefined as never, address: 'policies/new', attach: ['d-1', 'd-2'] }),
          entry({ fields: [{ field: 'retentionDays', before: 14, after: 7, reduces: true }], detach: ['d-3'] }),
          entry({ address: 'policies/same', outcome: 'unchanged' }),
        ],
        operations: [operation({ risk: 'reduces-protection', held: { cause: 'refused', reason: 'Not approved.' } })],
        problems: [
          { code: 'disk-not-found', severity: 'error', message: 'Disk d-9 does not exist.', place: { file: '/a.yaml', path: [] } },
        ],
        gate: {
          reductions: [{ address: 'policies/p', by: 'detach', loses: 'this protection', count: 1, ids: ['d-3'] }],
          count: 1,
          passed: false,
          notes: [],
        },
        calls: { made: 7, toMake: 2, byAction: { made: {}, toMake: { CreateSnapshot: 2 } } },
      }),
    ),
  ).toMatchInlineSnapshot(`
    "<!-- snapspec plan payments cn-hangzhou -->
    ### snapspec plan: \`payments\` in \`cn-hangzhou\`, account \`1\`

    Plan: 1 to create, 1 to change, 1 unchanged. 7 read calls; apply will make 2 write calls and read again.

    #### 2 findings

    - **error** \`reduction-not-approved\`: \`policies/p: 1 disk would lose this protection, and that is not approved.\`
      Help: \`Approve them with --approve-reductions 1, or in the spec with approve: {reductions: 1, reason: …}. Until then they are held back.\`
    - **error** \`disk-not-found\` at \`a.yaml\`: \`Disk d-9 does not exist.\`

    #### 2 entries to look at

    \`\`\`diff
    ~   policies/p automatic snapshot policy sp-1: changes in place
    ~       retentionDays: 14 -> 7  reduces protection
    -       detach 1 disk: d-3  reduces protection
          held back: change name. Not approved.
    \`\`\`
    \`\`\`diff
    +   policies/new automatic snapshot policy: new
          attach 2 disks: d-1, d-2
    \`\`\`
    "
  `));

describe('one comment holds it', () => {
  const many = (outcome: 'create' | 'refused', number: number): Plan =>
    plan({
      entries: Array.from({ length: number }, (_, index) =>
        entry({
          address: `policies/p${index}`,
          outcome,
          attach: ['d-1'],
          ...(outcome === 'refused' && { refusal: { reason: `It is number ${index}.`, help: 'Mend it.' } }),
        }),
      ),
    });

  test.each(['create', 'refused'] as const)('100,000 entries (%s): what does not fit is counted', (outcome) => {
    const given = many(outcome, 100_000);
    const text = shown(given);
    expect(text.length).toBeLessThanOrEqual(longestComment - roomBeside);
    expect(text.length).toBeGreaterThan(longestComment / 2);
    expect(text.startsWith('<!-- snapspec plan s cn-hangzhou -->\n')).toBe(true);
    const left = Number(/… and ([\d,]+) more entries, left out/.exec(text)?.[1]?.replaceAll(',', ''));
    const told = text.split('#### 100,000 entries to look at')[1]?.match(/policies\/p\d+ automatic/g)?.length ?? 0;
    expect(told + left).toBe(100_000);
    if (outcome === 'refused') expect(text).toMatch(/… and [\d,]+ more findings, left out/);
  });

  test('one entry and one message of a megabyte', () => {
    const text = shown(
      plan({
        entries: [entry({ detach: Array.from({ length: 100_000 }, (_, index) => `d-${index}`), notes: ['`'.repeat(1_000_000)] })],
        problems: [{ code: 'x', severity: 'error', message: '\u202e'.repeat(1_000_000) }],
      }),
    );
    expect(text.length).toBeLessThanOrEqual(longestComment - roomBeside);
    expect(text).toContain('policies/p');
  });
});

test.each(Object.entries(hostileTexts).filter(([, text]) => text.length < 1_000))(
  'with %s everywhere, nothing of it leaves the code',
  (_, text) => {
    const printed = shown(hostilePlanOf(text));
    expect(terminalOutput(printed, { color: () => false })).toBe(printed);
    const [first = '', ...rest] = outsideCode(printed).split('\n');
    expect(first).toMatch(/^<!-- snapspec plan [\w .:/-]* -->$/);
    expect(rest.join('\n')).toMatch(/^[\w\s#*().,;:…-]*$/);
  },
);
