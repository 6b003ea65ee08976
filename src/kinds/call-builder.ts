import type { Params, ReadCall, WriteCall } from './kind.ts';
import type { Service } from '../facts/services.ts';

type Loose = { readonly [name: string]: Params[string] | undefined };

function present(params: Loose): Params {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)) as Params;
}

/** A reading call; parameters without a value are left out. */
export function readCall(service: Service, action: string, params: Loose): ReadCall {
  return { reads: true, service, action, params: present(params) };
}

/** A writing call; parameters without a value are left out. */
export function writeCall(service: Service, action: string, params: Loose): WriteCall {
  return { writes: true, service, action, params: present(params) };
}

/** Tags as the APIs want them: a list of Key and Value. */
export function tagParams(tags: { readonly [key: string]: string }): readonly { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
