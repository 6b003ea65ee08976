import { needsNoPermission, permissions } from '../facts/permissions.ts';
import type { Permission, ResourceFact } from '../facts/permissions.ts';
import type { Param, ReadCall, WriteCall } from '../kinds/calls.ts';
import { anyId } from './any.ts';

/** Ids in a value of a parameter: one, a list, or a text of JSON. What is still to be created has an id that nobody knows. */
function idsIn(value: Param | undefined): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (typeof value === 'object') return [anyId];
  const text = String(value);
  return text.startsWith('[') ? (JSON.parse(text) as unknown[]).map(String) : [text];
}

function namesOf({ type, ids, onlyNamed }: ResourceFact, { params }: ReadCall | WriteCall): string[] {
  const typeName = typeof type === 'string' ? type : String(params[type.parameter]);
  const named = ids === undefined ? [] : idsIn(params[ids]);
  return (named.length > 0 || onlyNamed ? named : [anyId]).map((id) => `${typeName}/${id}`);
}

/**
 * What the pages print for the operation of a call; undefined where it needs no permission. Of one that nobody has looked up the
 * action follows from its name, and only `*` is sure to be accepted.
 */
export function permissionOf({ service, action }: ReadCall | WriteCall): Pick<Permission, 'action' | 'on'> | undefined {
  const name = `${service}:${action}`;
  return needsNoPermission.has(name) ? undefined : (permissions[service][action] ?? { action: name, on: 'undisclosed' });
}

/** The names of the resources that a call is authorized on; `*` where the pages name none. */
export function resourcesOf(call: ReadCall | WriteCall, { on }: Pick<Permission, 'on'>, account = anyId): readonly string[] {
  if (typeof on === 'string') return [anyId];
  return on.flatMap((one) => namesOf(one, call)).map((name) => `acs:${call.service}:${call.region}:${account}:${name}`);
}
