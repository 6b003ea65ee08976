import codes, { liveCodes } from '../../schema/codes.js';
import type { Severity } from '../base/diagnostic.ts';
import { Failure } from '../base/failure.ts';
import { currentCode } from '../base/renamed-codes.ts';
import { quote } from '../base/text.ts';
import type { OverrideOptions } from '../suppressions/apply-overrides.ts';
import { hintFor, isLevel, levels } from '../suppressions/severity.ts';
import type { Level, SeverityConfig } from '../suppressions/severity.ts';

/** Flags for severities. */
export type SeverityFlags = {
  readonly failOn?: Severity;
  readonly strict?: boolean;
  /** Each `CODE=SEVERITY`. */
  readonly rule?: readonly string[];
  /** False to report suppressed findings, too. */
  readonly ignores?: boolean;
};

/**
 * The flags as overrides, with the codes of all rules.
 * @throws Failure `usage` for a rule that is not CODE=SEVERITY, or whose code does not exist
 */
export function overridesFromFlags({ failOn, strict, rule = [], ignores }: SeverityFlags): OverrideOptions {
  const rules = new Map(rule.map((text) => ruleOf(text)));
  const severities: SeverityConfig = { ...(failOn && { failOn }), ...(strict !== undefined && { strict }), rules };
  return { severities, ...(ignores === false && { noIgnores: true }), codes, liveCodes };
}

function ruleOf(text: string): readonly [string, Level] {
  const [written = '', level = '', ...rest] = text.split('=');
  const code = currentCode(written);
  if (rest.length > 0 || !isLevel(level))
    throw new Failure('usage', `--rule ${quote(text)} is not CODE=SEVERITY.`, {
      help: `A severity is ${levels.join(', ')}. For example: --rule policy-name-period=off`,
    });
  if (!codes.includes(code))
    throw new Failure('usage', `--rule ${quote(text)}: ${quote(code)} is not a rule code.`, { help: hintFor(code, codes) });
  return [code, level];
}
