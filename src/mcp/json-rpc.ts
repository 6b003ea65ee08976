import { isRecord } from '../base/json.ts';
import type { Json } from '../base/json.ts';

export type RequestId = string | number;

/** A message of JSON-RPC 2.0 as a server gets it. What is no request of it has a reason. */
export type Message =
  | { readonly type: 'request'; readonly id: RequestId; readonly method: string; readonly params: { readonly [name: string]: Json } }
  | { readonly type: 'notification'; readonly method: string; readonly params: { readonly [name: string]: Json } }
  | { readonly type: 'response' }
  | { readonly type: 'invalid'; readonly id: RequestId | null; readonly code: number; readonly reason: string };

/** What a server answers. */
export type Reply = { readonly id: RequestId | null } & (
  | { readonly result: Json }
  | { readonly error: { readonly code: number; readonly message: string } }
);

export const codes = {
  parse: -32_700,
  invalidRequest: -32_600,
  methodNotFound: -32_601,
  invalidParams: -32_602,
  internal: -32_603,
} as const;

const isId = (value: Json | undefined): value is RequestId => typeof value === 'string' || Number.isSafeInteger(value);

/** Reads one line. */
export function messageIn(line: string): Message {
  let value: Json;
  try {
    value = JSON.parse(line) as Json;
  } catch {
    return { type: 'invalid', id: null, code: codes.parse, reason: 'The line is not JSON.' };
  }
  if (!isRecord(value)) return { type: 'invalid', id: null, code: codes.invalidRequest, reason: 'A message is an object.' };
  const { jsonrpc, id, method, params = {} } = value;
  const known = isId(id) ? id : null;
  if (jsonrpc !== '2.0') return { type: 'invalid', id: known, code: codes.invalidRequest, reason: 'It is not JSON-RPC 2.0.' };
  if (method === undefined && ('result' in value || 'error' in value)) return { type: 'response' };
  if (typeof method !== 'string') return { type: 'invalid', id: known, code: codes.invalidRequest, reason: 'It has no method.' };
  if (!isRecord(params)) return { type: 'invalid', id: known, code: codes.invalidParams, reason: 'params is not an object.' };
  if (id === undefined) return { type: 'notification', method, params };
  if (!isId(id)) return { type: 'invalid', id: null, code: codes.invalidRequest, reason: 'id is neither a text nor an integer.' };
  return { type: 'request', id, method, params };
}

/** The longest line that is read, in bytes; a spec that is given as text fits. */
export const longestLine = 16 * 1024 * 1024;

/** The lines of a stream of bytes; one that is too long comes as undefined. */
export async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<string | undefined> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const take = (): string | undefined => {
    const text = length > longestLine ? undefined : Buffer.concat(parts).toString('utf8');
    parts = [];
    length = 0;
    return text;
  };
  for await (const chunk of input) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      length += at - from;
      if (length <= longestLine) parts.push(chunk.subarray(from, at));
      yield take();
      from = at + 1;
    }
    length += chunk.length - from;
    // Of what is too long nothing is kept.
    if (length > longestLine) parts = [];
    else parts.push(chunk.subarray(from));
  }
  if (length > 0) yield take();
}
