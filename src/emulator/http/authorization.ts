import { permissions } from '../../facts/permissions.ts';
import type { ResourceFact } from '../../facts/permissions.ts';
import type { WireParameters } from '../model/arguments.ts';
import type { RequestedCall } from './request.ts';

/** What a call has to be allowed: an action, on each of these resources. */
export type Required = { readonly action: string; readonly resources: readonly string[] };

const own = (sent: WireParameters, name: string): string | undefined => (Object.hasOwn(sent, name) ? sent[name] : undefined);

/** The ids that a parameter names: one, a text of JSON, or a numbered list. */
function idsIn(sent: WireParameters, name: string): readonly string[] {
  const text = own(sent, name) ?? '';
  if (text.startsWith('[')) {
    try {
      return [JSON.parse(text) as unknown].flat().map(String);
    } catch {
      return [text];
    }
  }
  const numbered = Object.keys(sent).filter((key) => key.startsWith(`${name}.`) && /^\d+$/.test(key.slice(name.length + 1)));
  return [text, ...numbered.map((key) => own(sent, key) ?? '')].filter((id) => id !== '');
}

function namesOf({ type, ids, onlyNamed }: ResourceFact, sent: WireParameters): string[] {
  const typeName = typeof type === 'string' ? type : (own(sent, type.parameter) ?? '');
  const named = ids === undefined ? [] : idsIn(sent, ids);
  return (named.length > 0 || onlyNamed ? named : ['*']).map((id) => `${typeName}/${id}`);
}

/** The region that the resources of a call are in: the one it names, else that of the endpoint, else the first of the world. */
const regionOf = ({ params, region }: RequestedCall, first: string): string =>
  own(params, 'RegionId') ?? own(params, 'regionId') ?? region ?? first;

/**
 * The action and the resources that the pages name for a call.
 * @param account the account whose resources they are
 * @param home the region of an endpoint that serves all regions
 */
export function requiredFor(call: RequestedCall, account: string, home: string): Required {
  const { service, action, params } = call;
  if (service === 'sts') return { action: `sts:${action}`, resources: [own(params, 'RoleArn') ?? '*'] };
  const table = permissions[service];
  const fact = Object.hasOwn(table, action) ? table[action] : undefined;
  if (fact === undefined || typeof fact.on === 'string') return { action: fact?.action ?? `${service}:${action}`, resources: ['*'] };
  const prefix = `acs:${service}:${regionOf(call, home)}:${account}:`;
  return { action: fact.action, resources: fact.on.flatMap((one) => namesOf(one, params)).map((name) => `${prefix}${name}`) };
}
