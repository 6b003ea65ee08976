import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';
import { kindOf } from '../kinds/registry.ts';
import { compareFields, compareGroup, compareTags } from './compare.ts';

/** Whether a duplicate protects nothing and has the entry's own settings, so that nothing is lost with it. */
export function isInert(entry: Desired, twin: Live): boolean {
  const kind = kindOf(entry.section);
  const { modify, refused } = compareFields(kind, entry, twin);
  const differs = modify.length > 0 || refused !== undefined || compareTags(kind, entry, twin) !== undefined;
  return (kind.attachments?.countOf(twin) ?? 1) === 0 && !differs && compareGroup(kind, entry, twin) === undefined;
}
