import { Failure } from '../../base/failure.ts';
import { isRecord } from '../../base/json.ts';
import type { Json } from '../../base/json.ts';
import { suggest } from '../../base/suggest.ts';
import { choices, quote } from '../../base/text.ts';
import type { WorldClock } from '../model/clock.ts';
import { changeWorld, currentWorld, faultCounts, setControls } from './admin-actions.ts';
import type { Controls, WorldChange } from './admin-actions.ts';
import type { Seed } from '../seed/types.ts';
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
    changeWorld(instance, checkChange(sent));
    return {};
  },
};

const changeHelp = 'Give one of {"id": …, "set": {…}}, {"id": …, "delete": true}, {"id": …, "rebuild": true} and {"add": {…}}.';

function checkChange(sent: Json): WorldChange {
  const wrong = (): never => {
    throw new Failure('usage', 'The body is not a change of the world.', { help: changeHelp });
  };
  if (!isRecord(sent)) return wrong();
  checkNames(Object.keys(sent), ['id', 'set', 'delete', 'rebuild', 'add'], 'thing');
  const { id, ...rest } = sent;
  const [[name, value] = [], ...others] = Object.entries(rest);
  if (others.length > 0) return wrong();
  if (name === 'add') return id === undefined ? { add: value as Seed } : wrong();
  if (typeof id !== 'string') return wrong();
  if (name === 'set' && isRecord(value)) return { id, set: value };
  if (value !== true) return wrong();
  return name === 'delete' ? { id, delete: true } : { id, rebuild: true };
}

// What was sent is checked where it is set.
function set({ instance, clock, sent }: AdminRequest, name: keyof Controls): void {
  setControls(instance, clock, { [name]: sent } as Controls);
}

/** Whether a request is for the admin interface, and not for the service. */
export const isForAdmin = (path: string): boolean => path.startsWith(prefix);

/** Answers a request to the admin interface: GET reads, POST changes. */
export function administer(instance: Instance, clock: WorldClock, request: HttpRequest): AdminReply {
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
    return { status: 500, body: { error: `The local cloud failed: ${error instanceof Error ? error.message : String(error)}` } };
  }
}
