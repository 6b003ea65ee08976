import { createHash } from 'node:crypto';
import { isRecord } from '../../src/base/json.ts';
import type { Delivery } from '../../src/emulator/http/response.ts';
import type { ApiReply } from '../../src/emulator/index.ts';
import type { Actor } from './ledger.ts';
import type { Sending } from './network.ts';
import type { Heard } from './wire.ts';

/** The parameters that tell calls apart; marks and the rest would drown them. */
const shown =
  /^(?:DiskId|diskIds|DesktopId|InstanceId|ResourceId\.\d+|TagKey\.\d+|SnapshotId|SnapshotGroupId|autoSnapshotPolicyId|AutoSnapshotPolicyId|retentionDays|RetentionDays|NextToken)$/;

/** The last characters of a long id: they differ, the others do not. */
const short = (text: string): string =>
  text.replace(/\b([a-z]+)-(?:bp1sim0*|sim0*|bp1)([a-z0-9]+)/g, (_, prefix, rest: string) => `${prefix}-${rest.slice(-6)}`);

function callText({ sent: { service, action, params } }: Sending): string {
  const named = Object.entries(params)
    .filter(([name]) => shown.test(name))
    .map(([, value]) => value);
  const token = params['ClientToken'];
  const address = Object.keys(params).find((name) => params[name] === 'snapspec:address');
  const about = [address && params[address.replace('.Key', '.Value')], ...named, token && `token …${token.slice(-4)}`];
  return short(`${service === 'ecd' ? 'ECD ' : ''}${action} ${about.filter(Boolean).join(' ')}`.trimEnd());
}

/** The ids in a listing: what a person wants to know of it. */
function listedIds(body: object): string | undefined {
  const lists = Object.values(body).flatMap((value) => (Array.isArray(value) ? [value] : isRecord(value) ? Object.values(value) : []));
  const items = lists.find(Array.isArray) as readonly { [name: string]: unknown }[] | undefined;
  if (items === undefined) return undefined;
  const ids = items.map((item) => {
    const { Status, Tags } = item;
    const tags = JSON.stringify(Tags ?? '').includes('snapspec:') ? ' (marked)' : '';
    return `${String(item['DiskId'] ?? Object.entries(item).find(([name]) => /Id$/.test(name))?.[1])}${tags}${Status === 'failed' ? ' failed' : ''}`;
  });
  return short(ids.join(', ') || 'nothing');
}

const bodyText = (body: object): string => {
  const listed = listedIds(body);
  if (listed !== undefined) return listed;
  const { RequestId: _, ...rest } = body as { RequestId?: string };
  const text = JSON.stringify(rest);
  return short(text.length > 160 ? `${text.slice(0, 160)}…` : text);
};

/** Calls that every plan begins with, and whose answers say nothing new. */
const everyTime: ReadonlySet<string> = new Set(['GetCallerIdentity', 'DescribeRegions', 'DescribeInstances', 'DescribeDesktops']);

/**
 * What happens in a run, in lines that a person can follow, and as one hash. A story that is not told costs nothing.
 */
export class Story {
  readonly lines: string[] = [];
  readonly #told: boolean;
  readonly #now: () => number;
  readonly #start: number;

  constructor(told: boolean, now: () => number) {
    this.#told = told;
    this.#now = now;
    this.#start = now();
  }

  get hash(): string {
    return createHash('sha256').update(this.lines.join('\n')).digest('hex').slice(0, 16);
  }

  /** @param text made only where the story is told */
  tell(who: string, text: () => string): void {
    if (!this.#told) return;
    const seconds = ((this.#now() - this.#start) / 1000).toFixed(3).padStart(9);
    this.lines.push(`${seconds} ${who.padEnd(8)} ${text()}`);
  }

  sent({ name }: Actor, sending: Sending): void {
    const isPlain = 'reads' in sending.call && sending.trip.fault === 'none';
    if (!isPlain)
      this.tell(name, () => {
        const { fault, out } = sending.trip;
        return `→ ${callText(sending)}${fault === 'none' ? '' : `   [${fault}${fault === 'late-commit' ? `, arrives ${out / 1000} s later` : ''}]`}`;
      });
  }

  arrived({ name }: Actor, sending: Sending, answer: Delivery | ApiReply): void {
    if ('reads' in sending.call) return;
    this.tell('cloud', () => {
      const outcome = 'reads' in answer ? (answer.code === '' ? bodyText(answer.body) : answer.code) : `${answer.type} ${answer.status}`;
      return `· ${callText(sending)} of ${name}: ${outcome}`;
    });
  }

  heard({ name }: Actor, sending: Sending, what: Heard): void {
    if (everyTime.has(sending.sent.action) && 'reply' in what) return;
    this.tell(name, () => {
      if ('error' in what) return `← ${sending.sent.action}: ${what.error.message}`;
      return `← ${callText(sending)}: ${bodyText(what.reply.body as object)}`;
    });
  }
}
