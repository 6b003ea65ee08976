import type { WireParameters } from '../model/arguments.ts';
import type { ReplyBody } from '../model/wire-value.ts';

const without = (params: WireParameters, ...names: readonly string[]): WireParameters =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !names.includes(name)));

/** A call of which the service overlooks the page that it asks for. */
export const withoutPage = (params: WireParameters): WireParameters => without(params, 'PageNumber', 'NextToken');

/** A call for the page before the one that is asked for; by token, for the first one. */
export function pageBefore(params: WireParameters): WireParameters {
  const number = Number(params['PageNumber'] ?? 1);
  return number > 1 ? { ...params, PageNumber: String(number - 1) } : without(params, 'NextToken');
}

const pagingMembers = ['NextToken', 'PageNumber', 'PageSize', 'TotalCount'];

/** One reply with the paging members of another: items that come twice, in a listing that goes on. */
export const withPagingOf = (items: ReplyBody, paging: ReplyBody): ReplyBody => ({
  ...items,
  ...Object.fromEntries(Object.entries(paging).filter(([name]) => pagingMembers.includes(name))),
});

const half = <T>(all: readonly T[]): readonly T[] => all.slice(0, Math.ceil(all.length / 2));

function halfOfJson(text: string): string {
  try {
    const ids: unknown = JSON.parse(text);
    return Array.isArray(ids) ? JSON.stringify(half(ids)) : text;
  } catch {
    return text;
  }
}

/** A call for the first half of the ids that it names, rounded up: of `diskIds`, or of each list such as `ResourceId.N`. */
export function halfOfIds(params: WireParameters): WireParameters {
  const lists = Object.keys(params).filter((name) => /^[A-Za-z]*Id\.\d+$/.test(name));
  const later = lists.filter((name) => !half(lists).includes(name));
  const { diskIds } = params;
  return { ...without(params, ...later), ...(diskIds !== undefined && { diskIds: halfOfJson(diskIds) }) };
}
