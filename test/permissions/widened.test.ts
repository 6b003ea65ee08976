import { describe, expect, test } from 'vitest';
import { flatten } from '../../src/cloud/flatten.ts';
import { allowedBy } from '../../src/emulator/model/ram-policy.ts';
import { requiredFor } from '../../src/emulator/http/authorization.ts';
import { changes, permissions } from '../../src/facts/permissions.ts';
import { readingOperations } from '../../src/facts/reading-operations.ts';
import type { Service } from '../../src/facts/services.ts';
import type { ReadCall, WriteCall } from '../../src/kinds/calls.ts';
import { possibleCalls, purposes, ramPolicy } from '../../src/permissions/policy.ts';
import type { Purpose, RamPolicy } from '../../src/permissions/policy.ts';
import { lives } from './lives.ts';
import { actionsOf, programOf } from './runs.ts';

type Call = ReadCall | WriteCall;

const account = '1234567890123456';
const elsewhere = 'cn-beijing';

/** Whether the local cloud would let a call pass, in the account. */
const passes = (policy: RamPolicy, { service, action, region, params }: Call, of = account): boolean => {
  const required = requiredFor({ service, action, region, params: flatten(params) }, of, region);
  return allowedBy([policy], required.action, required.resources);
};

const inRegion = (call: Call): Call => {
  const params = Object.fromEntries(
    Object.entries(call.params).map(([name, value]) => [name, /^regionId$/i.test(name) ? elsewhere : value]),
  );
  return { ...call, region: elsewhere, params };
};

/** The same call about something that the spec does not name: a disk, an instance, a backup. */
const aboutOther = (call: Call, ids: readonly string[]): Call => {
  const swap = (text: string): string =>
    ids.reduce((now, id) => now.replace(new RegExp(`(?<![\\w-])${id}(?![\\w-])`, 'g'), `${id}x`), text);
  return { ...call, params: JSON.parse(swap(JSON.stringify(call.params))) as Call['params'] };
};

/** The ids that a policy names. */
const idsIn = ({ Statement }: RamPolicy): string[] =>
  [...new Set(Statement.flatMap(({ Resource }) => Resource.map((one) => one.slice(one.lastIndexOf('/') + 1))))].filter((id) => id !== '*');

/** Calls beside those of the spec that a policy lets pass, apart from those whose page prints All Resources or nothing. */
function tooMuch(
  policy: RamPolicy,
  calls: readonly Call[],
  { ids, named }: { readonly ids: readonly string[]; readonly named: boolean },
): string[] {
  return calls.flatMap((call) => {
    if (typeof permissions[call.service][call.action]?.on !== 'object') return [];
    const other = aboutOther(call, ids);
    const isOther = JSON.stringify(other) !== JSON.stringify(call);
    return [
      ...(passes(policy, inRegion(call)) ? [`${call.action} in another region`] : []),
      ...(named && passes(policy, call, '2222222222222222') ? [`${call.action} in another account`] : []),
      ...(isOther && passes(policy, other) ? [`${call.action} on something else`] : []),
    ];
  });
}

/** The policies that differ in one resource: everything, or all of its type where it is one. */
function* widened(policy: RamPolicy): Generator<readonly [string, RamPolicy]> {
  for (const [at, statement] of policy.Statement.entries())
    for (const [index, resource] of statement.Resource.entries())
      for (const wide of ['*', `${resource.slice(0, resource.lastIndexOf('/'))}/*`]) {
        if (resource === '*' || resource === wide) continue;
        const Resource = statement.Resource.with(index, wide);
        yield [`${resource} as ${wide}`, { ...policy, Statement: policy.Statement.with(at, { ...statement, Resource }) }];
      }
}

const cases = lives.flatMap(({ name, steps }) =>
  steps.flatMap((step, at) =>
    purposes.map((purpose): [string, Purpose, ReturnType<typeof programOf>] => [`${name} ${at}`, purpose, programOf(step)]),
  ),
);

describe('a generated policy', () => {
  test.each(cases)('of %s, to %s, allows nothing else, and widening any of its resources would', (_, purpose, program) => {
    const calls = possibleCalls(program, purpose);
    const policy = ramPolicy(program, purpose);
    for (const call of calls) if (call.service !== 'sts') expect(passes(policy, call), call.action).toBe(true);
    // A spec that names no account is for any.
    const about = { ids: idsIn(policy), named: program.spec.account !== undefined };
    expect(tooMuch(policy, calls, about)).toEqual([]);
    const unnoticed = [...widened(policy)].filter(([, one]) => tooMuch(one, calls, about).length === 0).map(([what]) => what);
    expect(unnoticed).toEqual([]);
  });

  test.each(cases)('of %s, to %s, allows * only where the page prints All Resources or nothing', (_, purpose, program) => {
    const facts = Object.values(permissions).flatMap((one) => Object.values(one));
    for (const { Action, Resource } of ramPolicy(program, purpose).Statement)
      if (Resource.includes('*'))
        for (const action of Action) expect(facts.find((one) => one.action === action)?.on, action).toMatch(/^(?:all|undisclosed)$/);
  });

  test.each(cases.filter(([, purpose]) => purpose === 'plan'))('of %s, to %s, holds no action that writes', (_, purpose, program) => {
    const writes = Object.entries(permissions).flatMap(([service, table]) =>
      Object.entries(table)
        .filter(([operation, one]) => changes(one) || !(readingOperations[service as Service] as readonly string[]).includes(operation))
        .map(([, { action }]) => action),
    );
    expect(writes.length).toBeGreaterThan(12);
    expect(
      actionsOf(ramPolicy(program, purpose)).filter((action) => writes.includes(action) || !/:(Describe|List|Get)/.test(action)),
    ).toEqual([]);
  });
});
