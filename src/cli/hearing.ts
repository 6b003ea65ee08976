import allCodes from '../../schema/codes.js';
import type { Severity } from '../base/diagnostic.ts';
import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import type { SourceFile } from '../compile/front.ts';
import type { HearOptions } from '../rules/hear.ts';
import { hintFor, isWeight, weights } from '../rules/severity.ts';
import type { Weight, Weighing } from '../rules/severity.ts';

/** Flags on what findings weigh. */
export type HearFlags = {
  readonly failOn?: Severity;
  readonly strict?: boolean;
  /** Each `CODE=SEVERITY`. */
  readonly rule?: readonly string[];
  /** False where also what comments keep back is wanted. */
  readonly ignores?: boolean;
};

/** What a file can hold that names codes of findings: an ignore, or a `lint` section. */
const marks = ['snapspec:', 'lint:'];

const namesCodes = ({ content }: SourceFile): boolean => {
  const bytes = typeof content === 'string' ? content : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return marks.some((mark) => bytes.includes(mark));
};

/**
 * The flags as the rules take them, with all codes where some are named.
 * @throws Failure `usage` for a rule that is not CODE=SEVERITY, or whose code does not exist
 */
export function hearing({ failOn, strict, rule = [], ignores }: HearFlags, files: readonly SourceFile[]): HearOptions {
  const named = rule.length > 0 || files.some(namesCodes);
  const codes = named ? allCodes : undefined;
  const rules = new Map(rule.map((text) => ruleOf(text, codes ?? [])));
  const weighing: Weighing = { ...(failOn && { failOn }), ...(strict !== undefined && { strict }), rules };
  return { weighing, ...(ignores === false && { noIgnores: true }), ...(codes && { codes }) };
}

function ruleOf(text: string, codes: readonly string[]): readonly [string, Weight] {
  const [code = '', weight = '', ...rest] = text.split('=');
  if (rest.length > 0 || !isWeight(weight))
    throw new Failure('usage', `--rule ${quote(text)} is not CODE=SEVERITY`, {
      help: `A severity is ${weights.join(', ')}. For example: --rule policy-name-period=off`,
    });
  if (!codes.includes(code))
    throw new Failure('usage', `--rule ${quote(text)}: no finding has the code ${quote(code)}`, { help: hintFor(code, codes) });
  return [code, weight];
}
