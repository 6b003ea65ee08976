import { Failure } from '../../base/failure.ts';
import { isRecord } from '../../base/json.ts';
import type { Json } from '../../base/json.ts';
import type { WorldClock } from '../model/clock.ts';
import { changeResource, currentWorld, faultCounts, setControls } from './admin-actions.ts';
import type { Controls } from './admin-actions.ts';
import type { Instance } from '../instance.ts';
import type { HttpRequest } from './request.ts';

const prefix = '/_snapspec/';

/** The reply of an address under `/_snapspec/`. */
export type AdminReply = { readonly status: number; readonly body: unknown };

type AdminRequest = { readonly instance: Instance; readonly clock: WorldClock; readonly sent: Json; readonly query: URLSearchParams };

const clockReply = ({ instance }: AdminRequest): object => ({ now: new Date(instance.now()).toISOString() });

const reads: { readonly [name: string]: (request: AdminRequest) => unknown } = {
  calls: ({ instance, query }) => ({
    total: instance.calls.length,
    refused: instance.refused,
    calls: instance.calls.slice(Number(query.get('from') ?? 0) || 0),
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
    const { id, set: members } = isRecord(sent) ? sent : {};
    if (typeof id !== 'string' || !isRecord(members)) throw new Failure('usage', 'A resource is changed with {"id": …, "set": {…}}.');
    changeResource(instance, id, members);
    return {};
  },
};

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
    return { status: 200, body: answer({ instance, clock, sent, query: new URLSearchParams(request.query) }) };
  } catch (error) {
    if (error instanceof Failure) return { status: 400, body: { error: error.message, ...(error.help && { help: error.help }) } };
    if (error instanceof SyntaxError) return { status: 400, body: { error: 'The body is not JSON.' } };
    return { status: 500, body: { error: `The local cloud failed: ${error instanceof Error ? error.message : String(error)}` } };
  }
}
