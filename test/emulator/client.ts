import * as core from '@alicloud/openapi-core';
import { OpenApiUtil, $OpenApiUtil } from '@alicloud/openapi-core';
import * as dara from '@darabonba/typescript';
import { localKey, startEmulator } from '../../src/emulator/index.ts';
import type { Emulator, EmulatorOptions, Seed } from '../../src/emulator/index.ts';
import type { World } from '../../src/emulator/model/world.ts';

const Client = ((core.default as unknown as { default?: typeof core.default }).default ?? core.default) as typeof core.default;

export type Settings = {
  readonly key?: { readonly id: string; readonly secret: string };
  readonly algorithm?: 'v2';
  readonly form?: boolean;
  readonly securityToken?: string;
};
type Model = { toMap(): { [name: string]: unknown }; validate?(): void };
export type Body = { readonly [name: string]: any };

/** The real SDK, pointed at a local cloud: the generic call, with a request model or plain parameters. */
export function sdk(host: string, settings: Settings = {}) {
  const { key = localKey, algorithm, form, securityToken } = settings;
  const client = new Client(
    new $OpenApiUtil.Config({
      accessKeyId: key.id,
      accessKeySecret: key.secret,
      endpoint: host,
      protocol: 'http',
      regionId: 'cn-hangzhou',
      readTimeout: 15_000,
      connectTimeout: 15_000,
      ...(securityToken && { securityToken }),
      ...(algorithm && { signatureAlgorithm: algorithm }),
    }),
  );
  const call = async (version: string, action: string, request: Model | { [name: string]: unknown }): Promise<Body> => {
    const map = typeof (request as Model).toMap === 'function' ? (request as Model).toMap() : request;
    const params = new $OpenApiUtil.Params({
      action,
      version,
      protocol: 'HTTP',
      pathname: '/',
      method: 'POST',
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    const sent = form ? { body: OpenApiUtil.query(map) } : { query: OpenApiUtil.query(map) };
    const answer = await client.callApi(params, new $OpenApiUtil.OpenApiRequest(sent), new dara.RuntimeOptions({}));
    return answer['body'] as Body;
  };
  return {
    ecs: (action: string, request: Model | { [name: string]: unknown }) => call('2014-05-26', action, request),
    ecd: (action: string, request: { [name: string]: unknown }) => call('2020-09-30', action, request),
    sts: (action: string, request: { [name: string]: unknown } = {}) => call('2015-04-01', action, request),
    call,
  };
}

export type Cloud = ReturnType<typeof sdk> & { readonly emulator: Emulator; readonly clock: { now: number } };

/** A local cloud whose clock the test moves, and the SDK before it. */
export async function cloud(seed: Seed | World, options: Omit<EmulatorOptions, 'seed' | 'clock'> = {}): Promise<Cloud> {
  const clock = { now: Date.parse('2026-11-21T10:00:00Z') };
  const emulator = await startEmulator({ ...options, seed, clock: () => clock.now });
  return { ...sdk(emulator.host), emulator, clock };
}

/** What a call was refused with: `InvalidDiskId.NotFound 404`. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const { code, statusCode } = error as { code?: string; statusCode?: number };
    if (code !== undefined && statusCode !== undefined) return `${code} ${statusCode}`;
    throw error;
  }
  return 'accepted';
}

export const region = { RegionId: 'cn-hangzhou' };
