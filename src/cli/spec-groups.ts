import type { Located } from '../read/source-span.ts';
import { find } from '../read/syntax-tree.ts';
import type { MapNode } from '../read/syntax-tree.ts';
import { kinds } from '../kinds/registry.ts';

/** What decides to which stack a file belongs, as it is written. */
export type Head = { readonly stack?: string; readonly region?: string; readonly account?: string };

const mapOf = (located: Located | undefined): MapNode | undefined =>
  located !== undefined && 'root' in located && located.root.type === 'map' ? located.root : undefined;

/** The head of a spec. */
export function headOf(located: Located | undefined): Head {
  const root = mapOf(located);
  const text = (key: string): string | undefined => {
    const value = root && find(root, key)?.value;
    if (value === undefined || value.type === 'map' || value.type === 'list' || value.type === 'null') return undefined;
    return value.type === 'number' ? value.source : String(value.value);
  };
  const [stack, region, account] = [text('stack'), text('region'), text('account')];
  return { ...(stack !== undefined && { stack }), ...(region !== undefined && { region }), ...(account !== undefined && { account }) };
}

const keyOf = (...parts: readonly (string | undefined)[]): string => JSON.stringify(parts.map((part) => part ?? null));

/**
 * A key for each file: files with the same key are one spec. What a file does not say is taken from the others where these
 * agree, as they would merge; a file that names no stack at all belongs to the only one that there is.
 */
export function stackKeys(heads: readonly Head[]): readonly string[] {
  const places = new Set(heads.filter(({ stack }) => stack !== undefined).map(({ stack, region }) => keyOf(stack, region)));
  const [only] = places;
  const accounts = new Map<string, Set<string>>();
  const placeOf = ({ stack, region }: Head, at: number): string =>
    stack !== undefined ? keyOf(stack, region) : places.size === 1 ? (only as string) : keyOf('', String(at));
  for (const [at, head] of heads.entries()) {
    const known = accounts.get(placeOf(head, at)) ?? new Set();
    if (head.account !== undefined) known.add(head.account);
    accounts.set(placeOf(head, at), known);
  }
  return heads.map((head, at) => {
    const place = placeOf(head, at);
    const known = [...(accounts.get(place) ?? [])];
    return keyOf(place, head.account ?? (known.length === 1 ? known[0] : undefined));
  });
}

/** What a file is by what stands at its top level. */
export type Nature = 'spec' | 'seed' | 'values';

/** What a seed has and a spec has not. */
const ofSeeds = ['disks', 'instances', 'desktops', 'desktopPolicies', 'resourceGroups', 'kmsKeys', 'accounts', 'regions'];

/** What says that a file is meant as a spec, however little of it is right. */
const ofSpecs = ['apiVersion', 'stack', 'defaults', 'variables', 'moved', 'removed', 'limits', 'approve', 'lint'];

/**
 * What a file is. A seed has sections that are lists; a file of variables has neither sections nor anything else that a spec
 * has. Whatever is unclear is a spec, which says what is wrong with it.
 */
export function natureOf(located: Located | undefined): Nature {
  const root = mapOf(located);
  if (root === undefined || root.entries.length === 0) return 'spec';
  const has = (names: readonly string[]): boolean => root.entries.some(({ key }) => names.includes(key));
  if (has(ofSpecs)) return 'spec';
  const sections = root.entries.filter(({ key }) => kinds.some(({ section }) => section === key));
  if (has(ofSeeds) || sections.some(({ value }) => value.type === 'list')) return 'seed';
  const isPlain = root.entries.every(({ value }) => value.type !== 'map');
  return isPlain && sections.length === 0 && !has(['region', 'account', 'kind', 'metadata']) ? 'values' : 'spec';
}
