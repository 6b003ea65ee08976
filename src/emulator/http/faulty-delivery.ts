import { distorted } from '../faults/distort.ts';
import { halfOfIds, pageBefore, withPagingOf, withoutPage } from '../faults/distort-call.ts';
import type { FaultRule } from '../faults/rules.ts';
import { execute } from '../instance.ts';
import type { Instance } from '../instance.ts';
import type { WireParameters } from '../model/arguments.ts';
import type { ApiReply, ApiRequest } from '../model/model.ts';
import { copyWorld } from '../model/world.ts';
import type { SideEffects } from '../state/changes.ts';
import { none, proxy, redirect, whole } from './response.ts';
import type { Delivery } from './response.ts';

/** What is sent for a call with an injected fault, and what is recorded. */
export type FaultedCall = { readonly delivery: Delivery; readonly reply: Pick<ApiReply, 'code' | 'reads'> };

type Deliver = (reply: ApiReply) => Delivery;

const badGateway = 502;
const found = 302;
/** A name that never exists (RFC 2606). */
const elsewhere = 'https://login.invalid/';

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
  const run = (effects: SideEffects = {}): ApiReply => execute(instance, call, instance.now(), effects);
  const runWith = (params: WireParameters): ApiReply => execute(instance, { ...call, params }, instance.now());
  const runLater = (): void => {
    instance.delayed = [...instance.delayed, { at: instance.now() + (rule.seconds ?? 1) * 1000, call }];
  };
  const nothing = { code: '', reads };
  const result = (delivery: Delivery, reply: FaultedCall['reply'] = nothing): FaultedCall => ({ delivery, reply });
  const error = (fixed: Pick<FaultRule, 'code' | 'status'> = {}): FaultedCall => {
    const reply = errorOf(instance, call, { ...rule, ...fixed }, reads);
    return result(withHeaders(deliver(reply), rule), reply);
  };
  switch (rule.type) {
    case 'lost-before':
      return result(none);
    case 'lost-after-commit':
      return result(none, run());
    case 'late-commit':
      runLater();
      return result(none);
    case 'late-effect': {
      // What would refuse it now refuses it; what is created gets its id when it takes effect.
      const reply = instance.model.answer(copyWorld(instance.world), call, instance.now());
      if (reply.code === '') runLater();
      return result(deliver(reply), reply);
    }
    case 'token-spent':
      return result(none, run({ spends: true }));
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
    case 'nonce-seen':
      run();
      return error({ code: 'SignatureNonceUsed', status: 400 });
    case 'partial': {
      const reply = runWith(halfOfIds(call.params));
      return rule.code === undefined ? result(deliver(reply), reply) : error();
    }
    case 'page-ignored': {
      const reply = runWith(withoutPage(call.params));
      return result(deliver(reply), reply);
    }
    case 'page-repeated': {
      const reply = run();
      return result(deliver({ ...reply, body: withPagingOf(runWith(pageBefore(call.params)).body, reply.body) }), reply);
    }
    case 'item-missing':
    case 'total-wrong':
    case 'list-missing':
    case 'list-as-object':
    case 'members-missing':
    case 'members-mistyped':
    case 'times-in-minutes': {
      const reply = run();
      return result(deliver({ ...reply, body: distorted(reply.body, rule) }), reply);
    }
    case 'endless': {
      const reply = run();
      return result({ ...deliver(reply), type: 'endless' }, reply);
    }
    case 'redirect':
      return result(redirect(rule.status ?? found, rule.location ?? elsewhere), rule.commit ? run() : nothing);
    case 'slow': {
      const reply = run();
      return result({ ...deliver(reply), wait: (rule.seconds ?? 1) * 1000 }, reply);
    }
    case 'fails': {
      const reply = run({ fails: true });
      return result(deliver(reply), reply);
    }
    default:
      return rule.type satisfies never;
  }
}
