import { canonicalJson } from '../../base/json.ts';
import { commonErrors } from '../services/common-errors.ts';
import { RefusedCall } from './world.ts';
import type { Answer, Caller, OperationContext, ResourceService, ServiceOperation, ReplyBody, TokenRecord, World } from './world.ts';
import { services } from '../services/registry.ts';
import { apiErrorOf } from '../../facts/api-errors/index.ts';
import type { Range } from '../../facts/fact.ts';
import { clientTokenLength } from '../../facts/limits/calls.ts';
import type { Service } from '../../facts/services.ts';
import { describeRegions, getCallerIdentity } from '../services/account.ts';
import { readArguments } from './arguments.ts';
import type { Arguments, WireParameters } from './arguments.ts';
import { describeDesktops } from '../services/desktops.ts';
import { describeDisks } from '../services/disks.ts';
import { describeInstances } from '../services/instances.ts';
import { groupErrors, joinResourceGroup } from '../services/resource-groups.ts';
import { listTagResources, taggingErrors, tagResources, untagResources } from '../services/tagging.ts';

/** A call that has been let in: who it is from is known. */
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

/** The answer: a status, and a body whose undefined members are absent. */
export type ApiReply = { readonly status: number; readonly body: ReplyBody; readonly code: string; readonly reads: boolean };

/** The services as one function: the same world, request and moment give the same answer and the same world. */
export type Model = {
  readonly answer: (world: World, request: ApiRequest, now: number) => ApiReply;
  /** Brings a world to this moment. */
  readonly tick: (world: World, now: number) => void;
  /** Whether a call changes nothing; one of an unknown operation does not. */
  readonly reads: (call: { readonly service: Service; readonly action: string }) => boolean;
  readonly operations: readonly ServiceOperation[];
  /** The quotas that settings can change. */
  readonly quotas: readonly Range[];
  /** What is answered with a code that nothing here provokes: the documented status, and words for it. */
  readonly wording: (action: string, code: string) => Answer;
};

const unknownAction: Answer = {
  code: 'InvalidAction.NotFound',
  status: 404,
  message: 'Specified api is not found, please check your url and method.',
};

/** Loads how every kind answers, and puts the model together. */
export async function loadModel(): Promise<Model> {
  const emulations = services;
  const views = emulations.flatMap((one) => one.diskView ?? []);
  const common = [
    describeDisks(views),
    describeInstances,
    describeDesktops,
    describeRegions,
    getCallerIdentity,
    tagResources,
    untagResources,
    listTagResources,
    joinResourceGroup,
  ];
  const operations = [...emulations.flatMap((one) => one.operations), ...common];
  const byName = new Map(operations.map((one) => [`${one.service} ${one.action}`, one]));
  const words = messages(emulations);
  const named = ({ service, action }: { readonly service: Service; readonly action: string }): ServiceOperation | undefined =>
    byName.get(`${service} ${action}`);
  const tick = (world: World, now: number): void => {
    for (const one of emulations) one.advance?.(world, now);
  };
  const answer = (world: World, request: ApiRequest, now: number): ApiReply => {
    tick(world, now);
    return reply(named(request), world, request, now, words);
  };
  const quotas = emulations.flatMap((one) => one.quotas ?? []);
  return {
    answer,
    tick,
    reads: (call) => named(call)?.reads ?? true,
    operations,
    quotas,
    wording: (action, code) => wording(words, action, code),
  };
}

type Words = ReadonlyMap<string, string>;

function messages(emulations: readonly ResourceService[]): Words {
  const tables = [...emulations.map((one) => one.errors), taggingErrors, groupErrors, commonErrors];
  return new Map(tables.flatMap((table) => Object.values(table).map((one) => [one.code, one.message] as const)));
}

const usualStatus = 403;

/** The status of a code by the page of the operation, else by that of all operations, else the usual one. */
function wording(words: Words, action: string, code: string): Answer {
  const note = apiErrorOf(code);
  const status = [note?.seen[action] ?? note?.seen['any'] ?? usualStatus].flat()[0] ?? usualStatus;
  return { code, status, message: words.get(code) ?? note?.means ?? 'The request was refused.' };
}

function reply(operation: ServiceOperation | undefined, world: World, request: ApiRequest, now: number, words: Words): ApiReply {
  const reads = operation?.reads ?? true;
  try {
    if (operation === undefined) throw new RefusedCall(unknownAction);
    return { status: 200, code: '', reads, body: { RequestId: request.requestId, ...perform(operation, world, request, now) } };
  } catch (error) {
    if (!(error instanceof RefusedCall)) throw error;
    const Message = error.message || words.get(error.code) || 'The specified parameter is not valid.';
    return { status: error.status, code: error.code, reads, body: { RequestId: request.requestId, Code: error.code, Message } };
  }
}

function perform(operation: ServiceOperation, world: World, request: ApiRequest, now: number): ReplyBody {
  const args = readArguments(operation.params, request.params, world.regions);
  const region = regionOf(operation, args) ?? request.region;
  const context = { world, now, args, region, account: request.account, caller: request.caller } as OperationContext<never>;
  const token = args['ClientToken'];
  const once = typeof token === 'string' ? () => performOnce(operation, context, token, request) : () => operation.run(context);
  // A dry run that passes is answered with an error code, as documented.
  if (args['DryRun'] === true) throw new RefusedCall(commonErrors.dryRun);
  return once();
}

function regionOf(operation: ServiceOperation, args: Arguments): string | undefined {
  const found = Object.entries(operation.params).find(([, parameter]) => parameter.type === 'region');
  return found === undefined ? undefined : (args[found[0]] as string | undefined);
}

/** The same token with the same parameters gives the first answer again, and does nothing. */
function performOnce(operation: ServiceOperation, context: OperationContext<never>, token: string, request: ApiRequest): ReplyBody {
  const { world, now } = context;
  if (token.length > clientTokenLength.max || !/^[\u0020-\u007e]*$/.test(token)) throw new RefusedCall(commonErrors.tokenMalformed);
  const key = JSON.stringify([request.account, operation.service, operation.action, context.region ?? '', token]);
  const asked = canonicalJson(compared(operation, request.params));
  const first = remembered(world, key, now);
  if (first === undefined) return runFirst(operation, context, key, asked);
  if (first.asked !== asked) throw new RefusedCall(commonErrors.tokenMismatch);
  if (now < first.at + world.settings.tokenSeconds * 1000) throw new RefusedCall(commonErrors.tokenProcessing);
  if (first.reply === undefined) throw new RefusedCall(commonErrors.tokenFailed);
  return first.reply;
}

/** What is remembered of a token; how long that is, is not published, and so a setting. */
function remembered({ tokens, settings }: World, key: string, now: number): TokenRecord | undefined {
  const record = Object.hasOwn(tokens, key) ? tokens[key] : undefined;
  const { tokenLifeMs } = settings;
  return record !== undefined && (tokenLifeMs === null || now < record.at + tokenLifeMs) ? record : undefined;
}

function runFirst(operation: ServiceOperation, context: OperationContext<never>, key: string, asked: string): ReplyBody {
  const { world, now } = context;
  try {
    const reply = operation.run(context);
    world.tokens[key] = { asked, reply, at: now };
    return reply;
  } catch (error) {
    if (world.settings.tokenPoisoned && error instanceof RefusedCall) world.tokens[key] = { asked, at: now };
    throw error;
  }
}

/** What is compared: every parameter that the operation knows, but for the token. */
function compared(operation: ServiceOperation, sent: WireParameters): WireParameters {
  const known = (name: string): boolean => Object.hasOwn(operation.params, name.split('.')[0] ?? '') && name !== 'ClientToken';
  return Object.fromEntries(Object.entries(sent).filter(([name]) => known(name)));
}
