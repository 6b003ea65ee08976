import { Failure } from '../base/failure.ts';
import type { Json } from '../base/json.ts';
import { quote } from '../base/text.ts';
import { services } from '../facts/services.ts';
import type { Listing } from '../kinds/calls.ts';
import { intAt, textAt } from '../kinds/reply-reader.ts';
import { associationOf, associationsOf, capturedSections, idOf, itemsOf, recordOfSections, sources } from './sources.ts';
import type { Association, Captured } from './sources.ts';

/** A file of an export, with what the CLI printed into it. */
export type ExportFile = { readonly name: string; readonly text: string };

type Reply = { readonly name: string; readonly body: Json };

/** What the pages of one listing say together. */
type Pages = { readonly action: string; readonly replies: readonly Reply[]; readonly items: readonly Json[] };

function repliesIn({ name, text }: ExportFile): readonly Reply[] {
  try {
    return [JSON.parse(text) as Json | Json[]].flat().map((body) => ({ name, body: body as Json }));
  } catch (cause) {
    throw new Failure('usage', `${quote(name)} is not JSON.`, { help: 'Export with the aliyun CLI, one reply a file.', cause });
  }
}

const actionOf = ({ call }: Listing): string => `${services[call.service].title} ${call.action}`;

/** All pages of a listing, each item once: of pages that overlap the first one counts. */
function pagesOf(replies: readonly Reply[], listing: Listing, key: (item: Json) => string): Pages {
  const mine = replies.filter(({ body }) => itemsOf(body, listing) !== undefined);
  const ordered = [...mine].sort((a, b) => (intAt(a.body, 'PageNumber') ?? 0) - (intAt(b.body, 'PageNumber') ?? 0));
  const byKey = new Map<string, Json>();
  for (const { body } of ordered) for (const item of itemsOf(body, listing) ?? []) if (!byKey.has(key(item))) byKey.set(key(item), item);
  return { action: actionOf(listing), replies: ordered, items: [...byKey.values()] };
}

/** Pages that are named one by one. */
const shownPages = 20;

/** The first pages that are missing. What a reply counts may be any number, so no list is as long as that. */
function missingPages(last: number, there: ReadonlySet<number>): readonly number[] {
  const missing: number[] = [];
  for (let page = 1; page <= last && missing.length < shownPages; page++) if (!there.has(page)) missing.push(page);
  return missing;
}

function incomplete(action: string, why: string, help: string): Failure {
  return new Failure('usage', `The export of ${action} is incomplete: ${why}.`, { help });
}

/** Refuses fewer items than the replies count, and names the pages that are missing. */
function checkTotal({ action, replies, items }: Pages): void {
  const total = Math.max(0, ...replies.map(({ body }) => intAt(body, 'TotalCount') ?? 0));
  if (items.length >= total) return;
  const size = Math.max(1, ...replies.map(({ body }) => intAt(body, 'PageSize') ?? 0));
  const there = new Set(replies.map(({ body }) => intAt(body, 'PageNumber') ?? 1));
  const missing = missingPages(Math.ceil(total / size), there);
  const pages = missing.length > 0 ? `; of pages of ${size}, missing: ${missing.join(', ')}` : '';
  throw incomplete(
    action,
    `${items.length} of ${total} are in the files${pages}`,
    `Export the rest with --PageNumber and --PageSize ${size}.`,
  );
}

/** Refuses a listing by token of which no page is the last one: the page that its token leads to is missing. */
function checkTokens({ action, replies }: Pages): void {
  const counted = replies.some(({ body }) => (intAt(body, 'TotalCount') ?? 0) > 0);
  const tokens = replies.map(({ name, body }) => ({ name, token: textAt(body, 'NextToken') ?? '' }));
  const [last] = tokens.slice(-1);
  if (counted || last === undefined || tokens.some(({ token }) => token === '')) return;
  throw incomplete(action, `the page after that in ${quote(last.name)} is missing`, `Export it with --NextToken ${last.token}.`);
}

function checkAssociations(policies: readonly Json[], associations: readonly Association[]): void {
  const found = new Map<string, number>();
  for (const { policyId } of associations) found.set(policyId, (found.get(policyId) ?? 0) + 1);
  for (const policy of policies) {
    const id = idOf('policies', policy);
    const expected = intAt(policy, 'DiskNums') ?? 0;
    const there = found.get(id) ?? 0;
    // What has no id can have no disks, and is left out of the seed.
    if (there >= expected || id === '') continue;
    const { action } = associationsOf('', id).call;
    throw incomplete(
      `ECS ${action}`,
      `policy ${id} has ${expected} disks, and ${there} are in the files`,
      `Export it with --AutoSnapshotPolicyId ${id}.`,
    );
  }
}

function captured(replies: readonly Reply[]): Captured {
  const lists = capturedSections.map((section) => {
    const pages = pagesOf(replies, sources[section].listing(''), (item) => idOf(section, item));
    checkTotal(pages);
    checkTokens(pages);
    return pages.items;
  });
  const items = recordOfSections(lists);
  const associations = pagesOf(replies, associationsOf('', ''), (item) => JSON.stringify(item)).items.map(associationOf);
  checkAssociations(items.policies, associations);
  const account = replies.map(({ body }) => textAt(body, 'AccountId')).find((id) => id !== undefined);
  return { account, region: undefined, items, associations };
}

/**
 * Reads what the `aliyun` CLI printed as JSON: any number of listings and pages, which are told apart by their members.
 * @throws Failure `usage` for what is not JSON, and for a listing of which pages are missing
 */
export function readExports(files: readonly ExportFile[]): Captured {
  const replies = files.flatMap(repliesIn);
  const found = captured(replies);
  if (Object.values(found.items).every((items) => items.length === 0))
    throw new Failure('usage', 'The export has no resources.', {
      help: 'Export DescribeDisks, DescribeInstances, DescribeSnapshots and so on, one reply a file, with names that end in .json.',
    });
  return found;
}
