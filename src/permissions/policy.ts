import { groupBy } from '../base/group-by.ts';
import type { Program } from '../frontend/analyze.ts';
import type { ReadCall, WriteCall } from '../kinds/calls.ts';
import { possibleReads } from './reads.ts';
import { permissionOf, resourcesOf } from './resources.ts';
import { possibleWrites } from './writes.ts';

/** What a role is for: to read only, to apply, or to apply with `--prune`. */
export const purposes = ['plan', 'apply', 'prune'] as const;
export type Purpose = (typeof purposes)[number];

/** A policy in the language of RAM. */
export type RamPolicy = {
  readonly Version: '1';
  readonly Statement: readonly { readonly Effect: 'Allow'; readonly Action: readonly string[]; readonly Resource: readonly string[] }[];
};

type Checked = Pick<Program, 'spec' | 'desired'>;

/** The calls that a run of this purpose may send. A plan may be one with `--prune`, which only reads more. */
export function possibleCalls(program: Checked, purpose: Purpose): readonly (ReadCall | WriteCall)[] {
  const { moved, removed } = program.spec;
  const ways = { moved, removed, prune: purpose !== 'apply' };
  return [...possibleReads(program, ways), ...(purpose === 'plan' ? [] : possibleWrites(program, ways))];
}

/** A resource that another one of the same list includes says nothing. */
const distinct = (resources: readonly string[]): string[] => {
  const all = [...new Set(resources)].sort();
  const wide = all.filter((one) => one.endsWith('/*')).map((one) => one.slice(0, -1));
  return all.filter((one) => one.endsWith('/*') || !wide.some((prefix) => one.startsWith(prefix)));
};

/**
 * The least that a role needs for runs of a spec: each action on the resources that the page of its operation names, in the
 * region and the account of the spec, by their ids where the spec says them.
 */
export function ramPolicy(program: Checked, purpose: Purpose): RamPolicy {
  const needed = possibleCalls(program, purpose).flatMap((call) => {
    const permission = permissionOf(call);
    if (permission === undefined) return [];
    return [{ action: permission.action, resources: resourcesOf(call, permission, program.spec.account) }];
  });
  const byAction = [...groupBy(needed, ({ action }) => action)].map(([action, all]) => ({
    action,
    resources: distinct(all.flatMap(({ resources }) => resources)),
  }));
  const statements = [...groupBy(byAction, ({ resources }) => resources.join(' '))].map(([, all]) => ({
    Effect: 'Allow' as const,
    Action: all.map(({ action }) => action).sort(),
    Resource: all[0].resources,
  }));
  return { Version: '1', Statement: statements.sort((a, b) => ((a.Action[0] ?? '') < (b.Action[0] ?? '') ? -1 : 1)) };
}
