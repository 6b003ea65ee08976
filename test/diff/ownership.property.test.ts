import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import { ownerTags, ownershipIn } from '../../src/kinds/ownership-tags.ts';
import type { Owner, Tags } from '../../src/kinds/ownership-tags.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { opOf } from '../support/ownership.ts';
import { desired, live, stack, state } from '../support/resources.ts';

const entries: readonly Desired[] = [
  desired('policies'),
  desired('policies', { key: 'q' }),
  desired('snapshots'),
  desired('snapshots', { key: 'b', occurrence: 'r-2', props: { diskId: 'd-2' } }),
  desired('groups'),
  desired('groups', { key: 'h', props: { instanceId: null, diskIds: ['d-1', 'd-2'] } }),
];

/** A thing of the cloud: what it was made as, its tags now. */
type Thing = { readonly made: Live; readonly tags: Tags };

const tagsOf = (entry: Desired, generation: number): Tags => ownerTags(live(entry, 'x', {}, generation).owner as Owner);
const members = ['stack', 'address', 'occurrence', 'op'] as const;
const wide = (text: string): string => text.replace(/[!-~]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) as number) + 0xfee0));

const spelling = fc.constantFrom<(text: string) => string>(
  (text) => text.toUpperCase(),
  (text) => text.replaceAll(':', '_'),
  (text) => text.replaceAll(/[:/-]/g, ' '),
  wide,
);

/** What somebody does to the tags of something. */
const change: fc.Arbitrary<(tags: Tags) => Tags> = fc.constantFrom(...members).chain((member) => {
  const key = `snapspec:${member}`;
  const without = ({ [key]: _, ...rest }: Tags): Tags => rest;
  return fc.oneof(
    fc.constant(without),
    fc.constant((): Tags => ({})),
    spelling.map((spell) => (tags: Tags) => (tags[key] === undefined ? tags : { ...without(tags), [spell(key)]: tags[key] })),
    spelling.map((spell) => (tags: Tags) => (tags[key] === undefined ? tags : { ...tags, [key]: spell(tags[key]) })),
    fc.constantFrom('x', '', 's', 'policies/zz').map((value) => (tags: Tags) => ({ ...tags, [key]: value })),
    fc.constantFrom(...entries).map((from) => (tags: Tags) => ({ ...tags, [key]: tagsOf(from, 0)[key] as string })),
    fc.constantFrom(...entries).map((from) => () => tagsOf(from, 0)),
    fc
      .constantFrom(...entries)
      .map((from) => (tags: Tags) => ({ ...tags, [key]: member === 'op' ? opOf(from, { region: 'cn-beijing' }) : 'x' })),
  );
});

const thing = fc
  .record({
    entry: fc.constantFrom(...entries),
    generation: fc.constantFrom(0, 1, 63),
    failed: fc.constantFrom(false, false, false, true),
    diskNums: fc.constantFrom(0, 2),
    changes: fc.array(change, { maxLength: 3 }),
  })
  .map(({ entry, generation, failed, diskNums, changes }, id = 0) => {
    const props = { name: 'old', ...(entry.section === 'policies' && { diskNums }) };
    const made = live(entry, `x-${id}`, {
      status: failed && entry.section !== 'policies' ? 'failed' : 'ready',
      props: { ...entry.props, ...props },
    });
    return { made, tags: changes.reduce((tags, apply) => apply(tags), tagsOf(entry, generation)) };
  });

const world = fc
  .array(thing, { maxLength: 7 })
  .map((things) => things.map(({ made, tags }, index): Thing => ({ made: { ...made, id: `x-${index}` }, tags })));

// What follows is written from the definitions and not from the code.
const folded = (text: string): string =>
  [...text.normalize('NFKC').toLowerCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).join('');

/** The values of a member, of its exact key or else of all that look like it. */
function values(tags: Tags, member: string): string[] {
  const key = `snapspec:${member}`;
  const all = Object.entries(tags).filter(([name]) => (key in tags ? name === key : folded(name) === folded(key)));
  return all.map(([, value]) => value).filter((value) => folded(value) !== '');
}

const targetsOf = ({ made }: Thing, { target }: Desired) => [target, made.props['diskId'], made.props['instanceId'], made.props['diskIds']];
const opsOf = new Map<string, ReadonlySet<string>>();

function hasOp(one: Thing, entry: Desired, region = 'cn-hangzhou'): boolean {
  const targets = (entry.section === 'policies' ? [null] : targetsOf(one, entry)).filter((target) => target !== undefined);
  return targets.some((target) => {
    const key = JSON.stringify([entry.address, target, region]);
    const ops = opsOf.get(key) ?? new Set(Array.from({ length: 64 }, (_, generation) => opOf(entry, { target, generation, region })));
    opsOf.set(key, ops);
    return values(one.tags, 'op').some((op) => ops.has(op));
  });
}

const sameKind = (one: Thing, entry: Desired): boolean => one.made.section === entry.section;
const isProven = (one: Thing, entry: Desired): boolean =>
  sameKind(one, entry) &&
  hasOp(one, entry) &&
  members.every((member) => (member === 'op' ? `snapspec:op` in one.tags : one.tags[`snapspec:${member}`] === entry[member]));

function namesIt(one: Thing, entry: Desired): boolean {
  const says = (member: 'stack' | 'address' | 'occurrence'): boolean => {
    const said = values(one.tags, member);
    return said.length === 0 || said.some((value) => folded(value) === folded(entry[member]));
  };
  return sameKind(one, entry) && says('stack') && says('address') && says('occurrence');
}

/** Whether something may be an entry's, though that is not proven. */
function isDoubtful(one: Thing, entry: Desired, things: readonly Thing[]): boolean {
  if (entries.some((other) => isProven(one, other)) || !sameKind(one, entry)) return false;
  if (hasOp(one, entry)) return true;
  if (!namesIt(one, entry) || hasOp(one, entry, 'cn-beijing')) return false;
  if (values(one.tags, 'address').length > 0) return true;
  return values(one.tags, 'op').length > 0 && !things.some((other) => isProven(other, entry) && other.made.status !== 'failed');
}

test('whatever happens to marks, nothing is made twice and nothing is changed that is not proven', () => {
  const seen = { refused: 0, created: 0, changed: 0, twins: 0 };
  fc.assert(
    fc.property(world, (things) => {
      const resources = things.map(({ made: { owner: _, ...made }, tags }) => ({ ...made, ...ownershipIn(tags) }));
      const cloud = state(resources, {}, entries);
      const plan = makePlan({ ...diff(entries, cloud, stack, 0), state: cloud, stack });
      for (const entry of entries) {
        const mine = plan.operations.filter(({ address }) => address === entry.address);
        const doubtful = things.filter((one) => isDoubtful(one, entry, things));
        const proven = things.filter((one) => isProven(one, entry));
        const good = proven.filter(({ made }) => made.status !== 'failed');
        const planned = plan.entries.find(({ address }) => address === entry.address);
        expect(planned?.doubtful?.map(({ id }) => id).sort() ?? []).toEqual(doubtful.map(({ made }) => made.id).sort());
        if (doubtful.length > 0) expect([planned?.outcome, mine]).toEqual(['refused', []]);
        const creates = mine.filter(({ action }) => action === 'create');
        if (doubtful.length === 0 && good.length === 0 && planned?.outcome !== 'refused') expect(creates).toHaveLength(1);
        else expect(creates).toEqual([]);
        for (const { resourceId } of mine) if (resourceId !== undefined) expect(good.map(({ made }) => made.id)).toContain(resourceId);
        const named = new Set([planned?.id, ...(planned?.twins ?? [])].filter((id) => id !== undefined));
        expect([...named].sort()).toEqual(good.map(({ made }) => made.id).sort());
        const attached = good.filter(({ made }) => Number(made.props['diskNums'] ?? 0) > 0);
        if (attached.length > 1) expect([planned?.outcome, mine]).toEqual(['refused', []]);
        seen.refused += doubtful.length > 0 ? 1 : 0;
        seen.created += creates.length;
        seen.changed += mine.length - creates.length;
        seen.twins += good.length > 1 ? 1 : 0;
      }
    }),
    { seed: 20261126, numRuns: 400 },
  );
  for (const [what, many] of Object.entries(seen)) expect(many, what).toBeGreaterThan(20);
});
