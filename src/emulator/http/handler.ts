import type { Service } from '../../facts/services.ts';
import { faultFor, nextRandom } from '../faults/rules.ts';
import type { FaultType } from '../faults/rules.ts';
import { execute } from '../instance.ts';
import type { Call, Instance } from '../instance.ts';
import type { ApiReply, ApiRequest } from '../model/model.ts';
import { RefusedCall } from '../model/refused-call.ts';
import { checkAllowed } from './access-keys.ts';
import { authenticate, requestedCall } from './authenticate.ts';
import type { NonceStore, RequestedCall } from './authenticate.ts';
import { deliverFaulty } from './faulty-delivery.ts';
import { countCall } from './rate-limit.ts';
import type { CallCounts } from './rate-limit.ts';
import type { HttpRequest } from './request.ts';
import { whole } from './response.ts';
import type { Delivery } from './response.ts';

/** An instance behind HTTP: with what it knows of its callers. */
export type ServedInstance = Instance & { readonly nonces: NonceStore; readonly rates: CallCounts };

const recordedCalls = 100_000;
/** No operation has a longer name; what is longer is recorded up to here. */
const longestAction = 64;

/** Authenticates a request and lets the model answer it; every refusal is a reply, and some replies are never sent. */
export function handle(instance: ServedInstance, request: HttpRequest): Delivery {
  const requestId = instance.system.requestId();
  const host = request.headers['host'] ?? '';
  const { target, admitted, authentic } = admit(instance, request, requestId);
  const send = (reply: ApiReply): Delivery => deliver(reply, target, requestId, host);
  if ('refusal' in admitted)
    return finish(instance, target, { delivery: send(admitted.refusal), reply: admitted.refusal, authentic }, requestId);
  const { call } = admitted;
  const reads = instance.model.reads(call);
  const rule = faultFor(instance.faults, { ...call, reads });
  if (rule !== undefined) {
    const delivery = finish(instance, target, { ...deliverFaulty(instance, call, rule, reads, send), fault: rule.type }, requestId);
    if (rule.type === 'duplicate') deliverAgain(instance, request);
    return delivery;
  }
  const reply = execute(instance, call, instance.now());
  return finish(instance, target, { delivery: send(reply), reply }, requestId);
}

/** A request that the network delivers again: its nonce was seen, so that the gateway refuses it, and nobody reads the reply. */
function deliverAgain(instance: ServedInstance, request: HttpRequest): void {
  const requestId = instance.system.requestId();
  const { target, admitted } = admit(instance, request, requestId);
  const reply = 'refusal' in admitted ? admitted.refusal : execute(instance, admitted.call, instance.now());
  finish(instance, target, { delivery: deliver(reply, target, requestId, ''), reply, fault: 'duplicate' }, requestId);
}

type CallTarget = { readonly service: Service | undefined; readonly action: string };
type Admission = {
  readonly target: CallTarget;
  /** Whether its signature is that of a key. */
  readonly authentic: boolean;
  readonly admitted: { readonly call: ApiRequest } | { readonly refusal: ApiReply };
};

/** The call of a request and its sender; a refusal where it is not admitted. */
function admit(instance: ServedInstance, request: HttpRequest, requestId: string): Admission {
  let target: CallTarget = { service: undefined, action: request.headers['x-acs-action'] ?? '' };
  let authentic = false;
  try {
    const call = requestedCall(request, instance.world.regions);
    target = call;
    const skew = instance.world.settings.clockSkewSeconds * 1000;
    const key = isAnonymous(call) ? undefined : authenticate(instance.nonces, request, instance.system.now() + skew, instance.now());
    authentic = true;
    if (key !== undefined) checkAllowed(key, call, instance.world.regions[0] ?? '');
    const { account, caller } = key ?? { account: instance.world.account };
    limitRate(instance, call, account);
    return { target, authentic, admitted: { call: { ...call, account, ...(caller && { caller }), requestId } } };
  } catch (error) {
    return { target, authentic, admitted: { refusal: refusalOf(error, requestId) } };
  }
}

/** A token of another provider stands for a key, so that nothing is signed. */
const isAnonymous = ({ service, action }: RequestedCall): boolean => service === 'sts' && action === 'AssumeRoleWithOIDC';

function limitRate({ model, world, rates, now }: ServedInstance, call: RequestedCall, account: string): void {
  countCall(rates, world, call, account, now(), model.documentedError(call.action, 'Throttling').status);
}

/** The reply to a refused call. A bug of the local cloud is reported as such, not as an error of the service. */
function refusalOf(error: unknown, requestId: string): ApiReply {
  if (error instanceof RefusedCall) return refusal(error.code, error.status, error.message, requestId);
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return refusal('InternalError', 500, `The local cloud failed: ${reason}`, requestId);
}

const refusal = (code: string, status: number, Message: string, requestId: string): ApiReply => ({
  status,
  code,
  reads: true,
  body: { RequestId: requestId, Code: code, Message },
});

function deliver(reply: ApiReply, target: CallTarget, requestId: string, host: string): Delivery {
  if (reply.code === '') return whole({ status: reply.status, body: reply.body, requestId });
  const body = { ...reply.body, HostId: host, Recommend: troubleshooting(reply.code, target.service) };
  return whole({ status: reply.status, body, requestId });
}

type Outcome = {
  readonly delivery: Delivery;
  readonly reply: Pick<ApiReply, 'code' | 'reads'>;
  readonly fault?: FaultType;
  readonly authentic?: boolean;
};

/** Records the call, and delays its reply by the latency of the settings. */
function finish(
  instance: Instance,
  target: CallTarget,
  { delivery, reply, fault, authentic = true }: Outcome,
  requestId: string,
): Delivery {
  const { code, reads } = reply;
  const { service } = target;
  const action = target.action.slice(0, longestAction);
  const call = { at: instance.now(), service, action, status: delivery.status, code, reads, requestId, ...(fault && { fault }) };
  if (authentic) record(instance, call);
  else instance.refused++;
  instance.log?.(call);
  const [min, max] = instance.world.settings.latencyMs;
  return max === 0 ? delivery : { ...delivery, wait: delivery.wait + min + nextRandom(instance.faults) * (max - min) };
}

function record(instance: Instance, call: Call): void {
  instance.calls.push(call);
  if (instance.calls.length > 2 * recordedCalls) instance.calls.splice(0, recordedCalls);
}

const products: { readonly [S in Service]: string } = { ecs: 'Ecs', ecd: 'ecd', sts: 'Sts' };

/** The page that error bodies of the service link to. */
const troubleshooting = (code: string, service: Service | undefined): string =>
  `https://api.alibabacloud.com/troubleshoot?q=${encodeURIComponent(code)}&product=${products[service ?? 'ecs']}`;
