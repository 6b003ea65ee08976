import { RefusedCall } from '../model/world.ts';
import type { Service } from '../../facts/services.ts';
import { checkAllowed } from './access-keys.ts';
import type { Key } from './access-keys.ts';
import { execute } from '../model/execute.ts';
import { whole } from './response.ts';
import type { Delivery } from './response.ts';
import { drawFaults, faultFor } from '../faults/rules.ts';
import type { FaultType } from '../faults/rules.ts';
import { requestedCall, authenticate } from './authenticate.ts';
import type { RequestedCall } from './authenticate.ts';
import type { HttpRequest } from './request.ts';
import type { ApiReply, ApiRequest } from '../model/model.ts';
import { countCall } from './rate-limit.ts';
import type { Call, Instance } from '../instance.ts';
import { deliverFaulty } from '../faults/inject.ts';

const rememberedCalls = 100_000;

/** Lets a request in and has the model answer it; every refusal is an answer, and some answers never arrive. */
export function handle(running: Instance, request: HttpRequest): Delivery {
  const requestId = running.machine.requestId();
  const host = request.headers['host'] ?? '';
  const { asked, answered } = admit(running, request, requestId);
  if (!('let' in answered))
    return tell(running, asked, { delivery: deliver(answered, asked, requestId, host), reply: answered }, requestId);
  const call = answered.let;
  const reads = running.model.reads(call);
  const rule = faultFor(running.faults, { ...call, reads });
  if (rule !== undefined) {
    const struck = deliverFaulty(running, call, rule, reads, (reply) => deliver(reply, call, requestId, host));
    return tell(running, asked, { ...struck, fault: rule.type }, requestId);
  }
  const reply = execute(running, call, running.now());
  return tell(running, asked, { delivery: deliver(reply, call, requestId, host), reply }, requestId);
}

type Named = { readonly service: Service | undefined; readonly action: string };
type Admitted = { readonly asked: Named; readonly answered: ApiReply | { readonly let: ApiRequest } };

/** What a request asks for, and by whom; a refusal where it is not let in. */
function admit(running: Instance, request: HttpRequest, requestId: string): Admitted {
  let asked: Named = { service: undefined, action: request.headers['x-acs-action'] ?? '' };
  try {
    const found = requestedCall(request, running.world.regions);
    asked = found;
    const skew = running.world.settings.clockSkewSeconds * 1000;
    const key = authenticate(running.gate, request, running.machine.now() + skew);
    checkAllowed(key, found.service, found.action);
    limit(running, found, key);
    return { asked, answered: { let: { ...found, account: key.account, ...(key.caller && { caller: key.caller }), requestId } } };
  } catch (error) {
    if (error instanceof RefusedCall) return { asked, answered: refused(error.code, error.status, error.message, requestId) };
    return { asked, answered: broken(error, requestId) };
  }
}

function limit({ model, world, rates, now }: Instance, asked: RequestedCall, { account }: Key): void {
  countCall(rates, world, asked, account, now(), model.wording(asked.action, 'Throttling').status);
}

const refused = (code: string, status: number, Message: string, requestId: string): ApiReply => ({
  status,
  code,
  reads: true,
  body: { RequestId: requestId, Code: code, Message },
});

/** A mistake of the local cloud itself; it says so, instead of passing for the service. */
function broken(error: unknown, requestId: string): ApiReply {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return refused('InternalError', 500, `The local cloud failed: ${what}`, requestId);
}

function deliver(reply: ApiReply, asked: Named, requestId: string, host: string): Delivery {
  if (reply.code === '') return whole({ status: reply.status, body: reply.body, requestId });
  const body = { ...reply.body, HostId: host, Recommend: troubleshooting(reply.code, asked.service) };
  return whole({ status: reply.status, body, requestId });
}

type Outcome = { readonly delivery: Delivery; readonly reply: Pick<ApiReply, 'code' | 'reads'>; readonly fault?: FaultType };

/** Writes the call down, and holds its answer back for as long as answers take here. */
function tell(running: Instance, { service, action }: Named, { delivery, reply, fault }: Outcome, requestId: string): Delivery {
  const { code, reads } = reply;
  note(running, { at: running.now(), service, action, status: delivery.status, code, reads, requestId, ...(fault && { fault }) });
  const [least, most] = running.world.settings.latencyMs;
  return most === 0 ? delivery : { ...delivery, wait: delivery.wait + least + drawFaults(running.faults) * (most - least) };
}

function note(running: Instance, call: Call): void {
  running.calls.push(call);
  if (running.calls.length > 2 * rememberedCalls) running.calls.splice(0, rememberedCalls);
  running.log?.(call);
}

const products: { readonly [S in Service]: string } = { ecs: 'Ecs', ecd: 'ecd', sts: 'Sts' };

/** Where the service's own error bodies send people. */
const troubleshooting = (code: string, service: Service | undefined): string =>
  `https://api.alibabacloud.com/troubleshoot?q=${encodeURIComponent(code)}&product=${products[service ?? 'ecs']}`;
