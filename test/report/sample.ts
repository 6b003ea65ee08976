import { analyze } from '../../src/frontend/analyze.ts';
import type { Analysis, AnalyzeOptions } from '../../src/frontend/analyze.ts';

export const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';

/** All findings of a spec, as lint has them. */
export function lintText(text: string, options: Partial<AnalyzeOptions> = {}, file = 'spec.yaml'): Analysis {
  return analyze([{ file, content: text }], { year: 2026, unresolved: 'info', ...options });
}

/** One finding of each severity, a related place, a fix, a dispute and two suppressed findings. */
export const mixed = `${head}policies:
  nightly:
    schedule: {timePoints: [1], repeatWeekdays: [1]} # snapspec: ignore[policy-retention-days-disputed] not here
    retentionDays: 65536
  # snapspec: ignore[policy-retention-days-range, policy-schedule-time-points-repeated] agreed with support, case 17
  weekly:
    schedule: {timePoints: [1, "1"], repeatWeekdays: [1]}
    retentionDays: 70000
snapshots:
  a:
    diskId: d-1
    retentionDays: 0
    instantAccess: true
    occurrence: \${var.x}
variables: {x: {}}
`;
