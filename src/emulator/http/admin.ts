import { Failure } from '../../base/failure.ts';
import type { Json } from '../../base/json.ts';
import { suggest } from '../../base/suggest.ts';
import { choices, quote } from '../../base/text.ts';
import { InvalidInput } from '../../input/index.ts';
import type { WorldClock } from '../model/clock.ts';
import { changeWorld, currentWorld, faultCounts, setControls } from './admin-actions.ts';
import type { Controls, WorldChange } from './admin-actions.ts';
import { findingsOf, requestBody, textFindings } from './admin-input.ts';
import type { RequestBody, RequestFinding } from './admin-input.ts';
import type { Instance } from '../instance.ts';
import type { HttpRequest } from './request.ts';

const prefix = '/_snapspec/';

/** The reply of an address under `/_snapspec/`. */
export type AdminReply = { readonly status: number; readonly body: unknown };

/**
 * Checks that a request to the admin interface holds nothing that is not read.
 * @throws Failure `usage` that names the first unknown member
 */
function checkNames(given: Iterable<string>, known: readonly string[], where: string): void {
  const unknown = [...given].find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const near = suggest(unknown, known);
  const help = near.length > 0 ? `Did you mean ${choices(near)}?` : known.length > 0 ? `It may hold ${choices(known, 'and')}.` : undefined;
  throw new Failure('usage', `${where}: ${unknown} is unknown.`, help === undefined ? {} : { help });
}

/** The number of the first call that is asked for. @throws Failure `usage` */
function firstCall(query: URLSearchParams): number {
  const from = query.get('from') ?? '0';
  if (!/^\d{1,15}$/.test(from)) throw new Failure('usage', `from is ${quote(from)}; it must be a whole number.`);
  return Number(from);
}

type AdminRequest = { readonly instance: Instance; readonly clock: WorldClock; readonly sent: Json; readonly query: URLSearchParams };

const clockReply = ({ instance }: AdminRequest): object => ({ now: new Date(instance.now()).toISOString() });

const reads: { readonly [name: string]: (request: AdminRequest) => unknown } = {
  calls: ({ instance, query }) => ({
    total: instance.calls.length,
    refused: instance.refused,
    calls: instance.calls.slice(firstCall(query)),
  }),
  state: ({ instance }) => currentWorld(instance),
  settings: ({ instance }) => instance.world.settings,
  faults: ({ instance }) => ({ rules: faultCounts(instance) }),
  clock: clockReply,
};

const writes: { readonly [name: string]: (request: AdminRequest) => unknown } = {
  faults: (request) => {
    set(request, 'faults');
    return { rules: faultCounts(request.instance) };
  },
  settings: (request) => {
    set(request, 'settings');
    return request.instance.world.settings;
  },
  clock: (request) => {
    set(request, 'clock');
    return clockReply(request);
  },
  thing: ({ instance, sent }) => {
    changeWorld(instance, sent as unknown as WorldChange);
    return {};
  },
};

// What was sent is checked where it is set.
function set({ instance, clock, sent }: AdminRequest, name: keyof Controls): void {
  setControls(instance, clock, { [name]: sent } as Controls);
}

/** Whether a request is for the admin interface, and not for the service. */
export const isForAdmin = (path: string): boolean => path.startsWith(prefix);

type Address = { readonly name: string; readonly answer: (request: AdminRequest) => unknown };

function reply(instance: Instance, clock: WorldClock, request: HttpRequest, { name, answer }: Address): AdminReply {
  const query = new URLSearchParams(request.query);
  const isRead = request.method === 'GET';
  const { value: sent, document } = isRead ? noBody : requestBody(name, request.body);
  try {
    checkNames(query.keys(), isRead && name === 'calls' ? ['from'] : [], `The query of ${name}`);
    return { status: 200, body: answer({ instance, clock, sent, query }) };
  } catch (error) {
    if (error instanceof InvalidInput) return refusal(error, findingsOf(error, document));
    throw error;
  }
}

const noBody: RequestBody = { value: null, document: { text: '' } };

/** What is wrong, in one sentence; where the body is wrong, also each finding with its place. */
function refusal(
  { message, help }: { readonly message: string; readonly help?: string | undefined },
  findings: readonly RequestFinding[] = [],
): AdminReply {
  return { status: 400, body: { error: message, ...(help && { help }), ...(findings.length > 0 && { findings }) } };
}

function refusalOf(error: unknown, name: string, request: HttpRequest): AdminReply {
  if (error instanceof InvalidInput) return refusal(error, findingsOf(error, error.documents.get(name) ?? { text: request.body }));
  if (error instanceof Failure) return refusal(error);
  if (error instanceof SyntaxError) return refusal({ message: 'The body is not JSON.' }, textFindings(name, request.body));
  return { status: 500, body: { error: `The local cloud failed: ${error instanceof Error ? error.message : String(error)}` } };
}

/** Answers a request to the admin interface: GET reads, POST changes. */
export function administer(instance: Instance, clock: WorldClock, request: HttpRequest): AdminReply {
  const table = request.method === 'GET' ? reads : request.method === 'POST' ? writes : {};
  const name = request.path.slice(prefix.length);
  const answer = Object.hasOwn(table, name) ? table[name] : undefined;
  if (answer === undefined)
    return { status: 404, body: { error: `${request.method} ${request.path} is not an address of the admin interface.` } };
  try {
    return reply(instance, clock, request, { name, answer });
  } catch (error) {
    return refusalOf(error, name, request);
  }
}
