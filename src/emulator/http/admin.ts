import { Failure } from '../../base/failure.ts';
import { isRecord } from '../../base/json.ts';
import type { Json } from '../../base/json.ts';
import { suggest } from '../../base/suggest.ts';
import { choices, quote } from '../../base/text.ts';
import type { WorldClock } from '../model/clock.ts';
import { changeResource, currentWorld, faultCounts, setControls } from './admin-actions.ts';
import type { Controls } from './admin-actions.ts';
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
  calls: ({ instance, query }) => ({ total: instance.calls.length, calls: instance.calls.slice(firstCall(query)) }),
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
    const { id, set: members } = isRecord(sent) ? sent : {};
    if (typeof id !== 'string' || !isRecord(members)) throw new Failure('usage', 'A resource is changed with {"id": …, "set": {…}}.');
    checkNames(Object.keys(sent as object), ['id', 'set'], 'thing');
    changeResource(instance, id, members);
    return {};
  },
};

// What was sent is checked where it is set.
function set({ instance, clock, sent }: AdminRequest, name: keyof Controls): void {
  setControls(instance, clock, { [name]: sent } as Controls);
}

/** Whether a request is for the admin interface, and not for the service. */
export const isForAdmin = ({ path }: HttpRequest): boolean => path.startsWith(prefix);

/**
 * Whether a request does not come from this machine, or was sent by a web page. A page can make a browser send to
 * 127.0.0.1, but neither without an Origin nor under a name of this machine.
 */
function isForeign({ headers }: HttpRequest, peer: string | undefined): boolean {
  const local = peer === '127.0.0.1' || peer === '::1' || peer === '::ffff:127.0.0.1';
  return !local || headers['origin'] !== undefined || !/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers['host'] ?? '');
}

/** Answers a request to the admin interface: GET reads, POST changes. */
export function administer(instance: Instance, clock: WorldClock, request: HttpRequest, peer: string | undefined): AdminReply {
  if (isForeign(request, peer)) return { status: 403, body: { error: 'Only programs on this machine may use this address.' } };
  const table = request.method === 'GET' ? reads : request.method === 'POST' ? writes : {};
  const name = request.path.slice(prefix.length);
  const answer = Object.hasOwn(table, name) ? table[name] : undefined;
  if (answer === undefined)
    return { status: 404, body: { error: `${request.method} ${request.path} is not an address of the admin interface.` } };
  try {
    const sent: Json = request.method === 'POST' ? (JSON.parse(request.body) as Json) : null;
    const query = new URLSearchParams(request.query);
    checkNames(query.keys(), request.method === 'GET' && name === 'calls' ? ['from'] : [], `The query of ${name}`);
    return { status: 200, body: answer({ instance, clock, sent, query }) };
  } catch (error) {
    if (error instanceof Failure) return { status: 400, body: { error: error.message, ...(error.help && { help: error.help }) } };
    if (error instanceof SyntaxError) return { status: 400, body: { error: 'The body is not JSON.' } };
    throw error;
  }
}
