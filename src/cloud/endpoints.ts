import { isIP, isIPv4 } from 'node:net';
import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import type { Service } from '../facts/services.ts';
import { hostOf, regionPattern } from '../facts/regions.ts';

/** The address of a service. */
export type Endpoint = { readonly protocol: 'https' | 'http'; readonly host: string };
export type Endpoints = { readonly [S in Service]: Endpoint };

/** Endpoints as a person writes them: `host`, `https://host` or `http://127.0.0.1:port`. */
export type GivenEndpoints = { readonly [S in Service]?: string };

const host = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:.]+\])(?::(\d{1,5}))?$/;

/** The name or address of a host without its port; undefined for what is neither. */
function nameIn(given: string): string | undefined {
  const [, port = '0'] = host.exec(given) ?? [undefined, '65536'];
  const name = given.replace(/:\d+$/, '');
  const valid = Number(port) <= 65_535 && (isIP(name.replace(/^\[|\]$/g, '')) !== 0 || !name.startsWith('['));
  return valid ? name.toLowerCase() : undefined;
}

/** Whether a host is this machine: an address of 127.0.0.0/8, ::1, or `localhost`. Any other name is what DNS says. */
export function isLoopback(name: string): boolean {
  const address = name.replace(/^\[|\]$/g, '').toLowerCase();
  return address === 'localhost' || address === '::1' || (isIPv4(address) && address.startsWith('127.'));
}

function endpointOf(service: Service, given: string): Endpoint {
  const [, scheme = 'https', rest = ''] = /^(?:(https?):\/\/)?([^/]*)\/?$/.exec(given) ?? [];
  const plain = scheme === 'http';
  const name = nameIn(rest);
  if (name === undefined)
    throw new Failure('usage', `The ${service.toUpperCase()} endpoint ${quote(given)} is not a host.`, {
      help: 'Give a host, such as ecs.cn-hangzhou.aliyuncs.com or http://127.0.0.1:8080.',
    });
  if (plain && !isLoopback(name))
    throw new Failure('usage', `The ${service.toUpperCase()} endpoint ${quote(given)} is plain http.`, {
      help: 'Plain http is for this machine only (127.0.0.1, localhost); use https.',
    });
  return { protocol: plain ? 'http' : 'https', host: rest };
}

/**
 * The endpoints of a region. The region's form is checked first, so that it can never change the host.
 * @throws Failure `usage` for a malformed region or endpoint
 */
export function endpointsOf(region: string, given: GivenEndpoints): Endpoints {
  if (!new RegExp(regionPattern).test(region))
    throw new Failure('usage', `${quote(region)} is not a region id.`, {
      help: 'A region id has the form cn-hangzhou or eu-central-1.',
    });
  const one = (service: Service): Endpoint => {
    const own = given[service];
    return own === undefined ? { protocol: 'https', host: hostOf(service, region) } : endpointOf(service, own);
  };
  return { ecs: one('ecs'), ecd: one('ecd'), sts: one('sts') };
}

/** Endpoints from the environment: `ALIBABA_CLOUD_ENDPOINT_ECS`, `_ECD` and `_STS`. */
export function endpointsFromEnvironment(environment: { readonly [name: string]: string | undefined }): GivenEndpoints {
  const found = (['ecs', 'ecd', 'sts'] as const).map(
    (service) => [service, environment[`ALIBABA_CLOUD_ENDPOINT_${service.toUpperCase()}`]] as const,
  );
  return Object.fromEntries(found.filter(([, value]) => value !== undefined && value !== ''));
}
