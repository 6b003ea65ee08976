import { describe, expect, test } from 'vitest';
import { identityOf } from '../../src/compile/identity.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import type { Kind } from '../../src/kinds/kind.ts';
import { kinds } from '../../src/kinds/registry.ts';

/** The compiled example of a kind. */
function exampleOf(kind: Kind): Desired {
  const spec = { apiVersion: 'snapspec/v1', stack: 's', region: 'cn-hangzhou', [kind.section]: { a: kind.example } };
  const { program } = analyze([{ file: 'f', content: JSON.stringify(spec) }], { year: 2026, unresolved: 'error' });
  return program?.desired[0] as Desired;
}

/** Operations with a ClientToken, by the pages and the SDK. */
const withToken = new Set(['ecs/CreateSnapshot', 'ecs/CreateSnapshotGroup']);

describe.each(kinds.map((kind) => [kind.section, kind] as const))('%s', (_, kind) => {
  const desired = exampleOf(kind);
  const identity = identityOf(desired, '1', 'cn-hangzhou', 0);
  const { service, action, params } = kind.create(desired.props, identity);

  test('the create call is the operation that the kind names', () => {
    expect({ service, action }).toEqual({ service: kind.service, action: kind.createAction });
  });

  test('it carries a token where the operation has one', () => {
    expect(params['ClientToken']).toBe(withToken.has(`${service}/${action}`) ? identity.token : undefined);
  });

  test('it carries the owner, in tags or as a marker', () => {
    const sent = JSON.stringify(params);
    expect(sent.includes(identity.marker.trim())).toBe(kind.ownership === 'marker');
    expect(sent.includes('snapspec:address')).toBe(kind.ownership === 'tags');
  });
});
