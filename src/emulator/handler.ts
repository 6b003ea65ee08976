import { ApiError } from '../kinds/emulation.ts';
import type { Service } from '../kinds/kind.ts';
import { checkAllowed } from './access.ts';
import type { Key } from './access.ts';
import { commit } from './commit.ts';
import { whole } from './delivery.ts';
import type { Delivery } from './delivery.ts';
import { drawn, faultFor } from './faults.ts';
import type { FaultType } from './faults.ts';
import { askedOf, authenticate } from './gate.ts';
import type { Asked } from './gate.ts';
import type { HttpRequest } from './http-request.ts';
import type { ApiReply, ApiRequest } from './model.ts';
import { countCall } from './rates.ts';
import type { Call, Running } from './running.ts';
import { deliverFaulty } from './strike.ts';

const rememberedCalls = 100_000;

/** Lets a request in and has the model answer it; every refusal is an answer, and some answers never arrive. */
export function handle(running: Running, request: HttpRequest): Delivery {
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
  const reply = commit(running, call, running.now());
  return tell(running, asked, { delivery: deliver(reply, call, requestId, host), reply }, requestId);
}

type Named = { readonly service: Service | undefined; readonly action: string };
type Admitted = { readonly asked: Named; readonly answered: ApiReply | { readonly let: ApiRequest } };

/** What a request asks for, and by whom; a refusal where it is not let in. */
function admit(running: Running, request: HttpRequest, requestId: string): Admitted {
  let asked: Named = { service: undefined, action: request.headers['x-acs-action'] ?? '' };
  try {
    const found = askedOf(request, running.world.regions);
    asked = found;
    const skew = running.world.settings.clockSkewSeconds * 1000;
    const key = authenticate(running.gate, request, running.machine.now() + skew);
    checkAllowed(key, found.service, found.action);
    limit(running, found, key);
    return { asked, answered: { let: { ...found, account: key.account, ...(key.caller && { caller: key.caller }), requestId } } };
  } catch (error) {
    if (error instanceof ApiError) return { asked, answered: refused(error.code, error.status, error.message, requestId) };
    return { asked, answered: broken(error, requestId) };
  }
}

function limit({ model, world, rates, now }: Running, asked: Asked, { account }: Key): void {
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
function tell(running: Running, { service, action }: Named, { delivery, reply, fault }: Outcome, requestId: string): Delivery {
  const { code, reads } = reply;
  note(running, { at: running.now(), service, action, status: delivery.status, code, reads, requestId, ...(fault && { fault }) });
  const [least, most] = running.world.settings.latencyMs;
  return most === 0 ? delivery : { ...delivery, wait: delivery.wait + least + drawn(running.faults) * (most - least) };
}

function note(running: Running, call: Call): void {
  running.calls.push(call);
  if (running.calls.length > 2 * rememberedCalls) running.calls.splice(0, rememberedCalls);
  running.log?.(call);
}

const products: { readonly [S in Service]: string } = { ecs: 'Ecs', ecd: 'ecd', sts: 'Sts' };

/** Where the service's own error bodies send people. */
const troubleshooting = (code: string, service: Service | undefined): string =>
  `https://api.alibabacloud.com/troubleshoot?q=${encodeURIComponent(code)}&product=${products[service ?? 'ecs']}`;
