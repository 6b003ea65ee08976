import fc from 'fast-check';

/** A value of a spec before it is written down. */
export type Value = { readonly [key: string]: Value } | readonly Value[] | string | number | boolean;

/** The same numbers from the same seed, from 0 to below `below`. */
export type Chance = (below: number) => number;

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const disk = fc.constantFrom('d-1', 'd-2', 'd-bp1s5fnvk4gn2tws03ab');
const tags = fc.dictionary(
  fc.constantFrom('team', 'backup', 'cost-centre', 'a'),
  fc.constantFrom('payments', '1', '02:00', 'true', 'no', '', 'a: b', 'x #y', "it's", '"quoted"', '{x}', '[1, 2]', '数据'),
  { minKeys: 1, maxKeys: 3 },
);
const name = fc.constantFrom('nightly', 'before-${var.release}', 'a-rather-long-name-that-takes-much-of-a-line-and-more');
const description = fc.constantFrom(
  'Taken before the release',
  'a: b, c',
  '- not a list',
  '# not a comment',
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen',
  '$${literal}',
  '0x1F',
  '2026-11',
);
const optional = { requiredKeys: [] };
const selectors = fc.uniqueArray(fc.oneof(fc.record({ id: disk }), fc.record({ tags, instanceId: fc.constant('i-1') })), {
  minLength: 1,
  maxLength: 3,
  selector: (item) => JSON.stringify(item),
});
const numbers = (max: number) => fc.uniqueArray(fc.integer({ min: 1, max }), { minLength: 1, maxLength: 4 });
const schedule = fc.oneof(
  fc.record({ timePoints: numbers(23), repeatWeekdays: numbers(7) }),
  fc.record({ timezone: fc.constant('Asia/Tokyo'), at: fc.constantFrom(['02:00'], ['02:00', '14:00']) }),
);
const shared = { name, tags, resourceGroupId: fc.constant('rg-1') };
const taken = {
  ...shared,
  description,
  occurrence: fc.constantFrom('once', '2026-11', '${var.release}'),
  takeUntil: fc.constant('2026-12-31'),
};
const policy = fc.record(
  {
    schedule,
    retentionDays: fc.constantFrom(-1, 7, 30),
    disks: fc.record({ any: selectors }),
    crossRegionCopy: fc.record({ region: fc.constant('cn-beijing'), encrypted: fc.boolean() }),
    ...shared,
  },
  { requiredKeys: ['schedule', 'retentionDays'] },
);
const snapshot = fc.record({ diskId: disk, retentionDays: fc.constant(30), ...taken }, { requiredKeys: ['diskId'] });
const group = fc.record({ instanceId: fc.constant('i-1'), ...taken }, { requiredKeys: ['instanceId'] });
const entries = <T>(one: fc.Arbitrary<T>) =>
  fc.dictionary(fc.constantFrom('a', 'b', 'before-release', 'x_y'), one, { maxKeys: 3, noNullPrototype: true });

/** A spec without errors, as a value. */
export const specs: fc.Arbitrary<{ readonly [key: string]: Value }> = fc
  .record(
    {
      policies: entries(policy),
      snapshots: entries(snapshot),
      groups: entries(group),
      defaults: fc.record({ tags }, optional),
      account: fc.constant('1234567890123456'),
    },
    optional,
  )
  .map((sections) =>
    JSON.parse(
      JSON.stringify({
        ...sections,
        apiVersion: 'snapspec/v1',
        stack: 's',
        region: 'cn-hangzhou',
        variables: { release: { default: '1.0' } },
      }),
    ),
  );

const shuffled = <T>(items: readonly T[], chance: Chance): T[] => {
  const left = [...items];
  return items.map(() => left.splice(chance(left.length), 1)[0] as T);
};

function scalar(value: string | number | boolean, chance: Chance, flow: boolean): string {
  if (typeof value !== 'string') return String(value);
  const plain = /^[A-Za-z][A-Za-z0-9 _./-]*$/.test(value) && !/^(true|no)$/.test(value);
  const style = chance(3);
  if (style === 0 && (plain || (!flow && /^[a-z$-]+[^:#]*\}$/.test(value) && !value.startsWith('- ')))) return value;
  return style === 1 ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
}

const keyed = (key: string, chance: Chance): string => (chance(8) === 0 ? `"${key}"` : key);

function flow(value: Value, chance: Chance): string {
  const gap = ' '.repeat(chance(3));
  if (Array.isArray(value)) return `[${gap}${value.map((item) => flow(item, chance)).join(`,${gap} `)}${gap}]`;
  if (typeof value !== 'object') return scalar(value as string, chance, true);
  return `{${gap}${shuffled(Object.entries(value), chance)
    .map(([key, item]) => `${keyed(key, chance)}: ${flow(item, chance)}`)
    .join(', ')}${gap}}`;
}

const words = ['note', 'retentionDays: 3', '- id: d-9', 'why?  ', 'TODAY', '{', "'"];

/** Lines of comments and blank lines that may stand above anything. */
function above(indent: string, chance: Chance): string[] {
  return Array.from({ length: chance(3) * chance(2) }, () =>
    chance(3) === 0 ? ' '.repeat(chance(3)) : `${indent}# ${words[chance(words.length)]}`,
  );
}

const beside = (chance: Chance): string =>
  chance(5) === 0 ? `${' '.repeat(1 + chance(3))}# ${words[chance(words.length)]}` : ' '.repeat(chance(4) === 0 ? 2 : 0);

function block(value: Value, indent: string, chance: Chance): string[] {
  const deeper = indent + ' '.repeat(1 + chance(4));
  const head = (start: string, item: Value, isItem: boolean): string[] => {
    const nested = typeof item === 'object' && Object.keys(item).length > 0 && chance(3) > 0;
    if (!nested) return [`${start} ${typeof item === 'object' ? flow(item, chance) : scalar(item, chance, false)}${beside(chance)}`];
    if (!isItem)
      return [
        `${start}${beside(chance)}`,
        ...block(item, Array.isArray(item) && chance(2) === 0 ? indent : deeper, chance),
        ...above(deeper, chance),
      ];
    const [first = '', ...rest] = block(item, `${indent}  `, chance).filter(
      (line, index, all) => index > 0 || !/^\s*(#|$)/.test(line) || all.length === 0,
    );
    return /^\s*(#|$)/.test(first) ? [`${start} ${flow(item, chance)}`] : [`${start} ${first.trimStart()}`, ...rest];
  };
  const items = Array.isArray(value)
    ? value.map((item) => head(`${indent}-`, item as Value, true))
    : shuffled(Object.entries(value), chance).map(([key, item]) => head(`${indent}${keyed(key, chance)}:`, item, false));
  return items.flatMap((lines) => [...above(indent, chance), ...lines]);
}

/** A spec written down without care: any order, any layout, comments anywhere. */
export function messy(spec: { readonly [key: string]: Value }, seed: number): string {
  const chance = chanceOf(seed);
  const lines = [
    ...(chance(3) === 0 ? ['# yaml-language-server: $schema=x'] : []),
    ...(chance(6) === 0 ? ['---'] : []),
    ...block(spec, '', chance),
    ...above('', chance),
  ];
  return `${chance(6) === 0 ? '\ufeff' : ''}${lines.join(chance(3) === 0 ? '\r\n' : '\n')}${chance(4) === 0 ? '' : '\n'}`;
}
