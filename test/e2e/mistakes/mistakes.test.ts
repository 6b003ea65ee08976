import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../../src/emulator/index.ts';
import { admin, cloud, folder, snapspec, towards, withKeys } from '../../support/cli.ts';
import { seed } from '../../support/specs.ts';
import { foreign, markdown, mistakes, sound } from './table.ts';

type Row = {
  readonly id: string;
  readonly name?: string;
  readonly tags?: { readonly [key: string]: string };
  readonly description?: string;
};

const sections = ['policies', 'snapshots', 'groups', 'desktopSnapshots'] as const;

/** All backups and policies of a cloud, as they stand. */
const things = (emulator: Emulator): ReadonlyMap<string, string> =>
  new Map(
    sections.flatMap((section) =>
      ((emulator.world().resources[section]?.rows ?? []) as unknown as readonly Row[]).map((row) => [row.id, JSON.stringify(row)] as const),
    ),
  );

/** What each thing says that it is: of which stack, address and occurrence, or which marker. */
const identities = (emulator: Emulator): readonly string[] =>
  sections.flatMap((section) =>
    ((emulator.world().resources[section]?.rows ?? []) as unknown as readonly Row[]).flatMap(({ tags = {}, description = '' }) => {
      if ('snapspec:op' in tags) return [`${tags['snapspec:stack']} ${tags['snapspec:address']} ${tags['snapspec:occurrence']}`];
      return /\[snapspec:[a-z2-7]{12}\]$/.exec(description) ?? [];
    }),
  );

/** The addresses of what is new since then; the snapshots of a group go with it. */
const newIn = (emulator: Emulator, before: ReadonlyMap<string, string>): string[] =>
  sections.flatMap((section) =>
    ((emulator.world().resources[section]?.rows ?? []) as unknown as readonly Row[]).flatMap(({ id, name = '', tags = {} }) => {
      const address = section === 'desktopSnapshots' ? name.replace(/^[a-z]+-/, `${section}/`) : tags['snapspec:address'];
      return before.has(id) || address === undefined ? [] : [address];
    }),
  );

/** A cloud with a sound stack, that of somebody else, and things that nobody owns; all backups are finished. */
async function prepared(): Promise<Emulator> {
  const emulator = await cloud({
    ...seed,
    policies: [{ id: 'sp-by-hand', name: 'by-hand', tags: { made: 'by hand' }, timePoints: [3], repeatWeekdays: [1], retentionDays: 5 }],
    snapshots: [{ id: 's-by-hand', disk: 'd-bp1disk0005', name: 'by-hand', tags: { made: 'by hand' } }],
  });
  for (const spec of [foreign, sound]) {
    const { code, stdout, stderr } = await snapspec(folder({ 'snapspec.yaml': spec }), ['apply', '--auto-approve', ...towards(emulator)]);
    expect(code, stdout + stderr).toBe(0);
  }
  return emulator;
}

/** The cloud that a run by mistake reaches: of another account, or with a key that may not read policies. */
async function reached(emulator: Emulator, elsewhere: 'account' | 'permissions' | undefined): Promise<Emulator> {
  if (elsewhere === 'account') return cloud({ ...seed, account: '2222222222222222' });
  if (elsewhere === 'permissions')
    await admin(emulator, 'faults', {
      rules: [{ type: 'code', action: 'DescribeAutoSnapshotPolicyEx', code: 'Forbidden.RAM', status: 403 }],
    });
  return emulator;
}

describe('mistakes: what is said, and that nothing is lost, made twice or changed of others', () => {
  test.each(mistakes)('$what', async (mistake) => {
    withKeys();
    const { spec = sound, happen, said, made = [] } = mistake;
    const emulator = await prepared();
    happen?.(emulator);
    const before = things(emulator);
    const own = new Set([...before].filter(([, row]) => row.includes('"snapspec:stack":"shop"')).map(([id]) => id));
    const target = await reached(emulator, mistake.elsewhere);
    const cwd = folder({ 'snapspec.yaml': spec });
    for (const [argv, code] of [
      [['plan'], mistake.plan],
      [['apply', '--auto-approve'], mistake.apply],
    ] as const) {
      const ran = await snapspec(cwd, [...argv, ...towards(target)]);
      const text = ran.stdout + ran.stderr;
      expect([code].flat(), `${ran.code}: ${text}`).toContain(ran.code);
      if (argv[0] === 'plan') for (const words of said) expect(text.replace(/\s+/g, ' ')).toContain(words);
    }
    const after = things(emulator);
    const lost = [...before.keys()].filter((id) => !after.has(id));
    const changed = [...before].filter(([id, row]) => !own.has(id) && after.get(id) !== row).map(([id]) => id);
    const all = identities(emulator);
    const twins = all.filter((one, index) => all.indexOf(one) !== index);
    expect({ lost, changed, twins }).toEqual({ lost: [], changed: [], twins: [] });
    expect(newIn(emulator, before).sort()).toEqual([...made].sort());
  });
});

test('the table is printed as it is tested', () => expect(markdown).toMatchFileSnapshot('mistakes.md'));
