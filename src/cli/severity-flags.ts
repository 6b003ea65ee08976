import codes from '../../schema/codes.js';
import type { Severity } from '../base/diagnostic.ts';
import { Failure } from '../base/failure.ts';
import { currentCode } from '../base/renamed-codes.ts';
import { quote } from '../base/text.ts';
import type { OverrideOptions } from '../suppressions/apply-overrides.ts';
import { hintFor, isLevel, levels } from '../suppressions/severity.ts';
import type { Level, SeverityConfig } from '../suppressions/severity.ts';

/** Flags on what findings weigh. */
export type SeverityFlags = {
  readonly failOn?: Severity;
  readonly strict?: boolean;
  /** Each `CODE=SEVERITY`. */
  readonly rule?: readonly string[];
  /** False where also what comments keep back is wanted. */
  readonly ignores?: boolean;
};

/**
 * The flags as the rules take them, with the codes of all findings.
 * @throws Failure `usage` for a rule that is not CODE=SEVERITY, or whose code does not exist
 */
export function overridesFromFlags({ failOn, strict, rule = [], ignores }: SeverityFlags): OverrideOptions {
  const rules = new Map(rule.map((text) => ruleOf(text)));
  const severities: SeverityConfig = { ...(failOn && { failOn }), ...(strict !== undefined && { strict }), rules };
  return { severities, ...(ignores === false && { noIgnores: true }), codes };
}

function ruleOf(text: string): readonly [string, Level] {
  const [written = '', weight = '', ...rest] = text.split('=');
  const code = currentCode(written);
  if (rest.length > 0 || !isLevel(weight))
    throw new Failure('usage', `--rule ${quote(text)} is not CODE=SEVERITY`, {
      help: `A severity is ${levels.join(', ')}. For example: --rule policy-name-period=off`,
    });
  if (!codes.includes(code))
    throw new Failure('usage', `--rule ${quote(text)}: no finding has the code ${quote(code)}`, { help: hintFor(code, codes) });
  return [code, weight];
}
