import { Failure } from '../../base/failure.ts';
import { isRecord } from '../../base/json.ts';
import type { Json } from '../../base/json.ts';
import type { WorldClock } from '../model/clock.ts';
import { changeOf, control, faultCounts, worldNow } from './control.ts';
import type { Controls } from './control.ts';
import type { Instance } from '../instance.ts';
import type { HttpRequest } from './request.ts';

const prefix = '/_snapspec/';

/** What an address under `/_snapspec/` answers. */
export type AdminReply = { readonly status: number; readonly body: unknown };

type Desk = { readonly running: Instance; readonly clock: WorldClock; readonly sent: Json; readonly query: URLSearchParams };

const here = ({ running }: Desk): object => ({ now: new Date(running.now()).toISOString() });

const reads: { readonly [name: string]: (desk: Desk) => unknown } = {
  calls: ({ running, query }) => ({ total: running.calls.length, calls: running.calls.slice(Number(query.get('from') ?? 0) || 0) }),
  state: ({ running }) => worldNow(running),
  settings: ({ running }) => running.world.settings,
  faults: ({ running }) => ({ rules: faultCounts(running) }),
  clock: here,
};

const writes: { readonly [name: string]: (desk: Desk) => unknown } = {
  faults: (desk) => {
    set(desk, 'faults');
    return { rules: faultCounts(desk.running) };
  },
  settings: (desk) => {
    set(desk, 'settings');
    return desk.running.world.settings;
  },
  clock: (desk) => {
    set(desk, 'clock');
    return here(desk);
  },
  thing: ({ running, sent }) => {
    const { id, set: members } = isRecord(sent) ? sent : {};
    if (typeof id !== 'string' || !isRecord(members)) throw new Failure('usage', 'a thing is changed with {"id": …, "set": {…}}');
    changeOf(running, id, members);
    return {};
  },
};

/** What was sent is checked where it is set. */
function set({ running, clock, sent }: Desk, name: keyof Controls): void {
  control(running, clock, { [name]: sent } as Controls);
}

/** Whether a request is for whoever runs the local cloud, and not for the service. */
export const isForAdmin = ({ path }: HttpRequest): boolean => path.startsWith(prefix);

/**
 * Why a request to the admin is not served: it does not come from this machine, or a web page sent it. A page elsewhere
 * can make a browser send to 127.0.0.1, but neither without an Origin nor under a name of this machine.
 */
function foreign({ headers }: HttpRequest, peer: string | undefined): boolean {
  const local = peer === '127.0.0.1' || peer === '::1' || peer === '::ffff:127.0.0.1';
  return !local || headers['origin'] !== undefined || !/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers['host'] ?? '');
}

/** Answers an admin's request: what is, on GET, and what is to be, on POST. */
export function administer(running: Instance, clock: WorldClock, request: HttpRequest, peer: string | undefined): AdminReply {
  if (foreign(request, peer)) return { status: 403, body: { error: 'only programs on this machine may ask this' } };
  const table = request.method === 'GET' ? reads : request.method === 'POST' ? writes : {};
  const name = request.path.slice(prefix.length);
  const answer = Object.hasOwn(table, name) ? table[name] : undefined;
  if (answer === undefined) return { status: 404, body: { error: `${request.method} ${request.path} is not known` } };
  try {
    const sent: Json = request.method === 'POST' ? (JSON.parse(request.body) as Json) : null;
    return { status: 200, body: answer({ running, clock, sent, query: new URLSearchParams(request.query) }) };
  } catch (error) {
    if (error instanceof Failure) return { status: 400, body: { error: error.message, ...(error.help && { help: error.help }) } };
    if (error instanceof SyntaxError) return { status: 400, body: { error: 'the body is not JSON' } };
    throw error;
  }
}
