import { execute } from '../model/execute.ts';
import { none, proxy, whole } from '../http/response.ts';
import type { Delivery } from '../http/response.ts';
import type { FaultRule } from './rules.ts';
import type { Instance } from '../instance.ts';
import type { ApiReply, ApiRequest } from '../model/model.ts';

/** What becomes of a call that a fault struck: what goes out, and what is written down. */
export type FaultedCall = { readonly delivery: Delivery; readonly reply: Pick<ApiReply, 'code' | 'reads'> };

type Deliver = (reply: ApiReply) => Delivery;

const badGateway = 502;

/** The error that a rule asks for: its own code, or that the service failed. */
function errorOf(running: Instance, call: ApiRequest, rule: FaultRule, reads: boolean): ApiReply {
  const { code, status, message } = running.model.wording(call.action, rule.code ?? 'InternalError');
  const body = { RequestId: call.requestId, Code: code, Message: rule.message ?? message };
  return { status: rule.status ?? status, code, reads, body };
}

const withHeaders = (delivery: Delivery, { retryAfter }: FaultRule): Delivery =>
  retryAfter === undefined ? delivery : { ...delivery, headers: { ...delivery.headers, 'x-acs-retry-after': retryAfter } };

/** Has a fault happen to a call. */
export function deliverFaulty(running: Instance, call: ApiRequest, rule: FaultRule, reads: boolean, deliver: Deliver): FaultedCall {
  const run = (fails = false): ApiReply => execute(running, call, running.now(), fails);
  const nothing = { code: '', reads };
  const told = (delivery: Delivery, reply: FaultedCall['reply'] = nothing): FaultedCall => ({ delivery, reply });
  const error = (): FaultedCall => {
    const reply = errorOf(running, call, rule, reads);
    return told(withHeaders(deliver(reply), rule), reply);
  };
  switch (rule.type) {
    case 'lost-before':
      return told(none);
    case 'lost-after-commit':
      return told(none, run());
    case 'late-commit':
      running.late = [...running.late, { at: running.now() + (rule.seconds ?? 1) * 1000, call }];
      return told(none);
    case 'truncated': {
      const reply = run();
      return told({ ...deliver(reply), type: 'cut' }, reply);
    }
    case 'html':
      return told(proxy(rule.status ?? badGateway), rule.commit ? run() : nothing);
    case 'empty':
      return told(whole({ status: 200, body: {}, requestId: call.requestId }), rule.commit ? run() : nothing);
    case 'error-before':
    case 'code':
      return error();
    case 'error-after':
      run();
      return error();
    case 'duplicate': {
      const reply = run();
      run();
      return told(deliver(reply), reply);
    }
    case 'slow': {
      const reply = run();
      return told({ ...deliver(reply), wait: (rule.seconds ?? 1) * 1000 }, reply);
    }
    case 'fails': {
      const reply = run(true);
      return told(deliver(reply), reply);
    }
    default:
      return rule.type satisfies never;
  }
}
