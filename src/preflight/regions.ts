import type { Diagnostic } from '../base/diagnostic.ts';
import { choices } from '../base/text.ts';
import { suggest } from '../base/suggest.ts';
import type { LiveState } from '../diff/live-state.ts';
import { knownRegion } from '../facts/preflight-conditions.ts';
import { finding, refusalNotes } from '../kinds/preflight.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Sending } from './issue.ts';
import { issueOf } from './issue.ts';
import type { PreflightIssue } from './issue.ts';

const near = (region: string, regions: ReadonlySet<string>): string => {
  const alike = suggest(region, [...regions]);
  return alike.length > 0 ? `Did you mean ${choices(alike)}?` : `The service lists ${regions.size} regions for this account.`;
};

/** The region of a stack that does not exist, or not for this account: then nothing else was read. */
export function unknownRegion({ region, regions }: Pick<LiveState, 'region' | 'regions'>, file?: string): Diagnostic | undefined {
  if (regions === undefined || regions.has(region)) return undefined;
  return {
    code: 'region-not-found',
    severity: 'error',
    message: `The service has no region ${region}, or not for this account. Nothing else was read.`,
    ...(file !== undefined && { place: { file, path: ['region'] } }),
    label: 'no such region',
    help: near(region, regions),
    notes: refusalNotes(knownRegion, 'error'),
    sources: knownRegion.sources,
  };
}

/** Regions that entries name beside their own, where what names them is new or changes. */
export function namedRegions(sending: readonly Sending[], { regions }: LiveState): PreflightIssue[] {
  if (regions === undefined) return [];
  return sending.flatMap((change) => {
    const { desired } = change;
    const changed = change.type === 'update' ? new Set(change.fields.map(({ field }) => field)) : undefined;
    const named = kindOf(desired.section).preflight?.regions?.(desired.props) ?? [];
    return named
      .filter(({ region, field }) => !regions.has(region) && (changed?.has(field) ?? true))
      .map(({ region, path, fact }) =>
        issueOf(
          desired,
          change.type === 'update' ? 'modify' : 'create',
          finding(fact, {
            code: 'target-region-not-found',
            path,
            message: `The service has no region ${region}, or not for this account.`,
            label: 'no such region',
            help: near(region, regions),
          }),
        ),
      );
  });
}
