import type { Range } from '../../facts/fact.ts';
import type { Service } from '../../facts/services.ts';
import { readArguments } from './arguments.ts';
import type { Arguments, WireParameters } from './arguments.ts';
import { runOnce } from './client-token.ts';
import { commonErrors } from './common-errors.ts';
import { documentedErrorOf, messagesOf } from './documented-errors.ts';
import type { Messages } from './documented-errors.ts';
import { RefusedCall } from './refused-call.ts';
import type { Caller, OperationContext, ResourceService, ServiceOperation } from './operation.ts';
import type { ServiceError } from './refused-call.ts';
import type { ReplyBody } from './wire-value.ts';
import { findWorld, worldsOf } from './accounts.ts';
import type { World } from './world.ts';

/** A call whose sender is known. */
export type ApiRequest = {
  readonly service: Service;
  readonly action: string;
  readonly params: WireParameters;
  readonly account: string;
  readonly caller?: Caller;
  /** The region of the endpoint, where it has one. */
  readonly region?: string;
  readonly requestId: string;
};

/** The reply: a status, and a body whose undefined members are absent. The code is empty where the call succeeded. */
export type ApiReply = { readonly status: number; readonly body: ReplyBody; readonly code: string; readonly reads: boolean };

/** The services as one function: the same world, request and moment give the same reply and the same world. */
export type Model = {
  readonly answer: (world: World, request: ApiRequest, now: number) => ApiReply;
  /** Brings a world to this moment. */
  readonly tick: (world: World, now: number) => void;
  /** Whether a call changes nothing; one of an unknown operation does not. */
  readonly reads: (call: { readonly service: Service; readonly action: string }) => boolean;
  readonly operations: readonly ServiceOperation[];
  /** The sections of the resources that calls create. */
  readonly sections: readonly string[];
  /** The quotas that settings can change. */
  readonly quotas: readonly Range[];
  /** The documented status and message of a code that nothing here causes by itself. */
  readonly documentedError: (action: string, code: string) => ServiceError;
};

const unknownAction: ServiceError = {
  code: 'InvalidAction.NotFound',
  status: 404,
  message: 'Specified api is not found, please check your url and method.',
};

/** Makes one model of several services; their clocks advance in this order. */
export function createModel(services: readonly ResourceService[]): Model {
  const operations = services.flatMap((one) => one.operations);
  const byName = new Map(operations.map((one) => [`${one.service} ${one.action}`, one]));
  const messages = messagesOf(services);
  const operationOf = ({ service, action }: { readonly service: Service; readonly action: string }): ServiceOperation | undefined =>
    byName.get(`${service} ${action}`);
  const tick = (world: World, now: number): void => {
    for (const each of worldsOf(world)) for (const one of services) one.advance?.(each, now);
  };
  const answer = (world: World, request: ApiRequest, now: number): ApiReply => {
    tick(world, now);
    return replyTo(operationOf(request), world, request, now, messages);
  };
  return {
    answer,
    tick,
    reads: (call) => operationOf(call)?.reads ?? true,
    operations,
    sections: services.flatMap((one) => one.section ?? []),
    quotas: services.flatMap((one) => one.quotas ?? []),
    documentedError: (action, code) => documentedErrorOf(messages, action, code),
  };
}

function replyTo(operation: ServiceOperation | undefined, world: World, request: ApiRequest, now: number, messages: Messages): ApiReply {
  const reads = operation?.reads ?? true;
  try {
    if (operation === undefined) throw new RefusedCall(unknownAction);
    return { status: 200, code: '', reads, body: { RequestId: request.requestId, ...perform(operation, world, request, now) } };
  } catch (error) {
    if (!(error instanceof RefusedCall)) throw error;
    const Message = error.message || messages.get(error.code) || 'The specified parameter is not valid.';
    return { status: error.status, code: error.code, reads, body: { RequestId: request.requestId, Code: error.code, Message } };
  }
}

function perform(operation: ServiceOperation, root: World, request: ApiRequest, now: number): ReplyBody {
  const world = findWorld(root, request.account) ?? root;
  const args = readArguments(operation.params, request.params, world.regions);
  const region = regionOf(operation, args) ?? request.region;
  const context = { world, root, now, args, region, account: request.account, caller: request.caller } as OperationContext<never>;
  // A dry run that passes is answered with an error code, as documented.
  if (args['DryRun'] === true) throw new RefusedCall(commonErrors.dryRun);
  const token = args['ClientToken'];
  return typeof token === 'string' ? runOnce(operation, context, token, request.params) : operation.run(context);
}

function regionOf(operation: ServiceOperation, args: Arguments): string | undefined {
  const found = Object.entries(operation.params).find(([, parameter]) => parameter.type === 'region');
  return found === undefined ? undefined : (args[found[0]] as string | undefined);
}
