import type { Params, ReadCall, WriteCall } from './calls.ts';
import type { ReadingOperation } from '../facts/reading-operations.ts';
import type { Service } from '../facts/services.ts';

type Loose = { readonly [name: string]: Params[string] | undefined };

function present(params: Loose): Params {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)) as Params;
}

/** A reading call; parameters without a value are left out. Only operations that are known to change nothing compile. */
export function readCall<S extends Service>(region: string, service: S, action: ReadingOperation<S>, params: Loose): ReadCall {
  return { reads: true, region, service, action, params: present(params) };
}

/** A writing call; parameters without a value are left out. */
export function writeCall(region: string, service: Service, action: string, params: Loose): WriteCall {
  return { writes: true, region, service, action, params: present(params) };
}

/** Tags as the APIs expect them: a list of Key and Value. */
export function tagParams(tags: { readonly [key: string]: string }): readonly { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
