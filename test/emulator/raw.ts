import { createHmac, randomUUID } from 'node:crypto';
import { localKey } from '../../src/emulator/index.ts';
import { canonicalQuery } from '../../src/emulator/http/request.ts';
import { stringToSignV1 } from '../../src/emulator/http/signature.ts';

const versions: { readonly [service: string]: string } = { ecs: '2014-05-26', ecd: '2020-09-30', sts: '2015-04-01' };

/** A call without any SDK, signed by V1: what comes back is what was on the wire. */
export function raw(url: string, service: string, action: string, params: { readonly [name: string]: string } = {}): Promise<Response> {
  const signed = {
    ...params,
    Action: action,
    Version: versions[service] as string,
    AccessKeyId: localKey.id,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
  };
  const Signature = createHmac('sha1', `${localKey.secret}&`).update(stringToSignV1('GET', signed)).digest('base64');
  return fetch(`${url}/?${canonicalQuery({ ...signed, Signature })}`, { redirect: 'manual' });
}
