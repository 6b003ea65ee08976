import type { Source } from '../base/diagnostic.ts';
import type { Fact } from '../facts/fact.ts';

/** What a fact adds to a finding: its pages, and that they disagree. */
export function factDetails(fact: Fact): { sources?: readonly Source[]; notes?: readonly string[]; disputed?: true } {
  return {
    ...(fact.sources.length > 0 && { sources: fact.sources }),
    ...(fact.disputed !== undefined && { notes: [fact.disputed], disputed: true as const }),
  };
}

/** Who sets a limit, for a message: the operation whose page states it, or snapspec itself. */
export function authorityOf(fact: Fact): string {
  const page = fact.sources[0]?.page;
  return page === undefined ? 'snapspec' : page.replace(/^EC[SD] API /, '').replace(/ \(.*\)$/, '');
}
