import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Example } from '../../src/base/explanation.ts';
import { currentCode } from '../../src/base/renamed-codes.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import { ruleEntry, ruleEntries } from '../../src/derive/rule-index.ts';
import { missingTargets } from '../../src/preflight/missing-targets.ts';
import type { LiveState } from '../../src/diff/live-state.ts';
import { kindOf } from '../../src/kinds/registry.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import type { Inventory, TargetResource } from '../../src/kinds/targets.ts';
import { compileSchedule } from '../../src/schedule/compile-schedule.ts';
import { select } from '../../src/kinds/policies/selector.ts';
import type { Selector } from '../../src/kinds/policies/selector.ts';
import { table } from '../preflight/table.ts';
import { found as foundLive } from '../support/preflight.ts';

/** Codes of the findings of an example, as plan and apply would have them. */
function found(example: Example['bad']): string[] {
  const files =
    typeof example === 'string'
      ? [{ file: 'snapspec.yaml', content: example }]
      : example.map(({ file, text }) => ({ file, content: text }));
  return analyze(files, { year: 2026, unresolved: 'error', codes: ruleEntries().map((one) => one.code) }).diagnostics.map(
    (one) => one.code,
  );
}

const shown = ruleEntries().flatMap((one) => (one.example ? [{ ...one, example: one.example }] : []));
const unshown = ruleEntries()
  .filter((one) => one.example === undefined)
  .map((one) => one.code);

/** Findings that cannot come alone, with what must come with them. */
const companions: { readonly [code: string]: readonly string[] } = {
  // 179 years of daily snapshots are more than a disk can have.
  'policy-retention-days-disputed': ['policy-outgrows-quota'],
  // What the comment meant to keep back is heard.
  'ignore-unknown-code': ['snapshot-name-non-ascii'],
};

describe('codes are frozen: configurations and comments in specs name them', () => {
  const frozen = readFileSync(join(import.meta.dirname, 'rule-codes.txt'), 'utf8')
    .trim()
    .split('\n');
  const codes = ruleEntries().map((one) => one.code);

  test('the list is sorted, one code a line', () => expect(frozen).toEqual([...new Set(frozen)].sort()));

  test('no code disappears without its new name', () => {
    const gone = frozen.filter((code) => !codes.includes(code));
    expect(gone.filter((code) => !codes.includes(currentCode(code)))).toEqual([]);
  });

  test('a new code is added to the list', () => expect(codes.filter((code) => !frozen.includes(code))).toEqual([]));
});

describe('the registry of codes', () => {
  test('it holds every code once, in kebab-case', () => {
    const names = ruleEntries().map((one) => one.code);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(180);
  });

  test('every finding about a field names the row of its constraint', () => {
    const fromFields = ruleEntries().filter(({ from }) => from === 'field');
    expect(fromFields.filter(({ rows }) => rows.length === 0)).toEqual([]);
    expect(fromFields.length).toBeGreaterThan(100);
  });

  test.each(shown)('$code: the bad example gives it, the good one is clean', ({ code, example }) => {
    const bad = found(example.bad);
    expect(bad).toContain(code);
    // What is retired is warned about beside anything else that is wrong with it.
    const retired = bad.some((one) => one === code && /instant-access|category|^ignore-/.test(one));
    const rest = bad.filter(
      (one) => one !== code && !(retired && one.endsWith('-retired')) && !(code.endsWith('-retired') && one.endsWith('-retired')),
    );
    expect(rest).toEqual(companions[code] ?? []);
    expect(found(example.good)).toEqual([]);
  });
});

const thing = (target: TargetResource['target'], id: string, unsupportedReason?: string): TargetResource => ({
  target,
  id,
  status: 'Running',
  tags: {},
  instanceIds: [],
  ...(unsupportedReason !== undefined && { unsupportedReason }),
});

function live(section: string, props: Desired['props'], things: readonly TargetResource[]): string[] {
  const inventory: Inventory = { disk: new Map(), instance: new Map(), desktop: new Map() };
  for (const one of things) (inventory[one.target] as Map<string, TargetResource>).set(one.id, one);
  const desired = {
    section,
    key: 'a',
    address: `${section}/a`,
    stack: 's',
    occurrence: 'once',
    fixed: true,
    target: null,
    props,
    listed: {},
    summary: [],
    file: 'f',
    path: [section, 'a'],
  } as const;
  return missingTargets(kindOf(section), desired, { inventory, region: 'cn-hangzhou', account: '1' } as unknown as LiveState).map(
    ({ issue }) => issue.code,
  );
}

/** The rows of the table of preflight: each gives its code among others, for a disk in a bad state can be wrong in several ways. */
const preflightCodes = Object.fromEntries(
  table.map(({ code, entries, bad }) => [
    code,
    () => [...new Set(foundLive(entries, bad).map((one) => one.code))].filter((one) => one === code),
  ]),
);

describe('codes that no text can show', () => {
  const nothing: Inventory = { disk: new Map(), instance: new Map(), desktop: new Map() };
  const tagged = [
    { ...thing('disk', 'd-2'), tags: { team: 'a' } },
    { ...thing('disk', 'd-3'), tags: { Team: 'a' } },
  ];
  const some: Inventory = { ...nothing, disk: new Map(tagged.map((one) => [one.id, one])) };
  const codesOf = (selector: Selector): string[] => select(selector, some).issues.map(({ issue }) => issue.code);
  const bytes = (content: Uint8Array): string[] =>
    analyze([{ file: 'f', content }], { year: 2026, unresolved: 'error' }).diagnostics.map((one) => one.code);
  const forced: { readonly [code: string]: () => readonly string[] } = {
    'not-utf8': () => bytes(new Uint8Array([0x61, 0xff])),
    'too-large': () => bytes(new Uint8Array(64 * 1024 * 1024 + 1)),
    'schedule-time-malformed': () => compileSchedule({ timezone: 'UTC', at: ['2:00'] }, 2026).issues.map((one) => one.code),
    'duplicate-hour': () => compileSchedule({ timezone: 'UTC', at: ['02:00', '02:00'] }, 2026).issues.map((one) => one.code),
    ...preflightCodes,
    'disk-not-found': () => live('snapshots', { diskId: 'd-1' }, []),
    'instance-not-found': () => live('groups', { instanceId: 'i-1', diskIds: null, excludeDiskIds: [] }, []),
    'desktop-not-found': () => live('desktopSnapshots', { desktopId: 'ecd-1' }, []),
    'disk-cannot-be-protected': () => live('snapshots', { diskId: 'd-1' }, [thing('disk', 'd-1', 'it is local')]),
    'instance-cannot-be-protected': () =>
      live('groups', { instanceId: 'i-1', diskIds: null, excludeDiskIds: [] }, [thing('instance', 'i-1', 'it is gone')]),
    'desktop-cannot-be-protected': () => live('desktopSnapshots', { desktopId: 'ecd-1' }, [thing('desktop', 'ecd-1', 'it is gone')]),
    'policy-selects-nothing': () => codesOf({ any: [{ tags: { backup: 'x' } }], not: [] }),
    'selector-matches-nothing': () => codesOf({ any: [{ id: 'd-2' }, { tags: { backup: 'x' } }], not: [] }),
    'selector-near-miss': () => codesOf({ any: [{ tags: { team: 'a' } }], not: [] }),
  };

  // Made where the cloud or a file of the local cloud is read, and shown there.
  const elsewhere = {
    'invalid-value': '../emulator/findings.test.ts',
    'unknown-id': '../emulator/findings.test.ts',
    'duplicate-id': '../emulator/findings.test.ts',
    'region-not-found': '../preflight/preflight.test.ts',
    'entry-refused': '../report/plans/findings.test.ts',
    'duplicate-backup': '../report/plans/findings.test.ts',
    'reduction-not-approved': '../report/plans/findings.test.ts',
    'disk-detached-first': '../plan/reattach.test.ts',
    'disk-under-other-policies': '../preflight/attachments.test.ts',
    'disk-under-policies-of-stack': '../preflight/attachments.test.ts',
    'adopt-not-found': '../e2e/ways-out.test.ts',
    'moved-done': '../e2e/ways-out.test.ts',
    'moved-needed': '../e2e/ways-out.test.ts',
    'removed-done': '../e2e/ways-out.test.ts',
    'removed-unchecked': '../diff/removals.test.ts',
    'stack-mostly-unmanaged': '../e2e/ways-out.test.ts',
  };

  test('are these, and no other', () => expect([...unshown].sort()).toEqual([...Object.keys(forced), ...Object.keys(elsewhere)].sort()));

  test.each(Object.entries(elsewhere))('%s is shown by %s', (code, file) =>
    expect(readFileSync(join(import.meta.dirname, file), 'utf8')).toContain(code),
  );

  test.each(Object.entries(forced))('%s is given all the same', (code, give) => expect(give()).toEqual([code]));
});

describe('no finding outside the registry', () => {
  const root = join(import.meta.dirname, '../../src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  // Facts about fields are walked by the registry itself; answers of the API and of the local cloud are no findings.
  const makers = files.filter(
    (file) =>
      /^(base|fields|schedule|kinds|read|spec|suppressions|validate|compile|advice|frontend|diff|preflight|plan|cloud|engine)\//.test(
        file,
      ) &&
      file.endsWith('.ts') &&
      !/fields\.ts$/.test(file),
  );
  const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

  test('every code that the source spells out is registered', () => {
    const spelt = makers.flatMap((file) => [...textOf(file).matchAll(/\bcode: '([a-z0-9-]+)'/g)].map((match) => `${match[1]} (${file})`));
    const kinds = new Set(['policy', 'snapshot', 'group', 'desktop-snapshot', 'spec', 'form']);
    const unregistered = spelt.filter(
      (one) => ruleEntry(one.slice(0, one.indexOf(' '))) === undefined && !kinds.has(one.slice(0, one.indexOf(' '))),
    );
    expect(unregistered).toEqual([]);
    expect(spelt.length).toBeGreaterThan(35);
  });

  test('every code that the source puts together is of a form that the registry walks', () => {
    const forms = makers.flatMap((file) => [...textOf(file).matchAll(/\bcode: `([^`]+)`/g)].map((match) => match[1] as string));
    expect([...new Set(forms)].sort()).toEqual([
      '${code}-${rule.code}',
      '${code}-format',
      '${code}-key',
      '${code}-range',
      '${code}-repeated',
      '${code}-retired',
      '${code}-value',
      '${entry.kind.code}-tags-count',
      '${kind.code}-${name}-value',
      '${subject.code}-${part}',
      '${subject.code}-${rule.code}',
      '${subject.code}-disputed',
      '${target}-cannot-be-protected',
      '${target}-not-found',
    ]);
  });
});
