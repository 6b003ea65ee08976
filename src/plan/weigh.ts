import type { Finding } from '../diff/finding.ts';
import { liveWeigher } from '../suppressions/live.ts';
import type { Freedom, Overrides } from '../suppressions/live.ts';

/** What holds something back stands, whatever a team chooses: going on without it could do harm. */
function freedomOf({ diagnostic, holdsDetaches, weighable }: Finding): Freedom {
  if (weighable) return 'severity';
  return diagnostic.severity === 'error' || holdsDetaches ? 'none' : 'free';
}

/**
 * Findings as the spec weighs them: without what its comments ignore, and with the severities of its `lint` section. What
 * becomes an error by that holds back what it is about, like every other error.
 */
export function weigh(findings: readonly Finding[], overrides: Overrides | undefined): readonly Finding[] {
  if (overrides === undefined || findings.length === 0) return findings;
  const weighed = liveWeigher(overrides);
  return findings.flatMap((one) => {
    const { reported } = weighed(one.diagnostic, freedomOf(one));
    return reported === undefined ? [] : [{ ...one, diagnostic: reported }];
  });
}
