import type { FaultRule } from '../faults/rules.ts';
import { execute } from '../instance.ts';
import type { Instance } from '../instance.ts';
import type { ApiReply, ApiRequest } from '../model/model.ts';
import { none, proxy, whole } from './response.ts';
import type { Delivery } from './response.ts';

/** What is sent for a call with an injected fault, and what is recorded. */
export type FaultedCall = { readonly delivery: Delivery; readonly reply: Pick<ApiReply, 'code' | 'reads'> };

type Deliver = (reply: ApiReply) => Delivery;

const badGateway = 502;

/** The error of a rule: its own code, or InternalError. */
function errorOf(instance: Instance, call: ApiRequest, rule: FaultRule, reads: boolean): ApiReply {
  const { code, status, message } = instance.model.documentedError(call.action, rule.code ?? 'InternalError');
  const body = { RequestId: call.requestId, Code: code, Message: rule.message ?? message };
  return { status: rule.status ?? status, code, reads, body };
}

const withHeaders = (delivery: Delivery, { retryAfter }: FaultRule): Delivery =>
  retryAfter === undefined ? delivery : { ...delivery, headers: { ...delivery.headers, 'x-acs-retry-after': retryAfter } };

/** Handles a call into which a fault is injected. */
export function deliverFaulty(instance: Instance, call: ApiRequest, rule: FaultRule, reads: boolean, deliver: Deliver): FaultedCall {
  const run = (fails = false): ApiReply => execute(instance, call, instance.now(), fails);
  const nothing = { code: '', reads };
  const result = (delivery: Delivery, reply: FaultedCall['reply'] = nothing): FaultedCall => ({ delivery, reply });
  const error = (): FaultedCall => {
    const reply = errorOf(instance, call, rule, reads);
    return result(withHeaders(deliver(reply), rule), reply);
  };
  switch (rule.type) {
    case 'lost-before':
      return result(none);
    case 'lost-after-commit':
      return result(none, run());
    case 'late-commit':
      instance.delayed = [...instance.delayed, { at: instance.now() + (rule.seconds ?? 1) * 1000, call }];
      return result(none);
    case 'truncated': {
      const reply = run();
      return result({ ...deliver(reply), type: 'cut' }, reply);
    }
    case 'html':
      return result(proxy(rule.status ?? badGateway), rule.commit ? run() : nothing);
    case 'empty':
      return result(whole({ status: 200, body: {}, requestId: call.requestId }), rule.commit ? run() : nothing);
    case 'error-before':
    case 'code':
      return error();
    case 'error-after':
      run();
      return error();
    case 'duplicate': {
      const reply = run();
      return result(deliver(reply), reply);
    }
    case 'slow': {
      const reply = run();
      return result({ ...deliver(reply), wait: (rule.seconds ?? 1) * 1000 }, reply);
    }
    case 'fails': {
      const reply = run(true);
      return result(deliver(reply), reply);
    }
    default:
      return rule.type satisfies never;
  }
}
