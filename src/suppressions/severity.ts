import type { Diagnostic, Severity } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import { choices, quote } from '../base/text.ts';
import { codeFormat } from '../spec/fields.ts';
import type { Node } from '../read/syntax-tree.ts';
import { find } from '../read/syntax-tree.ts';

/** What a team can make of a finding. */
export const levels = ['off', 'info', 'warning', 'error'] as const;
export type Level = (typeof levels)[number];

/** A choice of what findings weigh: the `lint` section of a spec, or the flags of a command line. */
export type SeverityConfig = {
  /** Whether a value that the pages dispute is an error; absent where nothing is said. */
  readonly strict?: boolean;
  /** From which severity on the exit code of lint is 1. */
  readonly failOn?: Severity;
  readonly rules?: ReadonlyMap<string, Level>;
};

/** Whether a text is one of the weights. */
export const isLevel = (text: string): text is Level => (levels as readonly string[]).includes(text);

const isSeverity = (text: string): text is Severity => text !== 'off' && isLevel(text);

/** What a `lint` section says. What is not right in it is passed over here: the schema says so where it stands. */
export function severityConfigOf(section: Node | undefined): SeverityConfig {
  if (section?.type !== 'map') return {};
  const [strict, failOn, rules] = ['strict', 'failOn', 'rules'].map((key) => find(section, key)?.value);
  const level = textOf(failOn).toLowerCase();
  const entries = rules?.type === 'map' ? rules.entries : [];
  const formed = new RegExp(codeFormat);
  const pairs = entries.flatMap(({ key, value }): (readonly [string, Level])[] =>
    formed.test(key) && isLevel(textOf(value)) ? [[key, textOf(value) as Level]] : [],
  );
  return {
    ...(strict?.type === 'bool' && { strict: strict.value }),
    ...(isSeverity(level) && { failOn: level }),
    ...(pairs.length > 0 && { rules: new Map(pairs) }),
  };
}

const textOf = (node: Node | undefined): string => (node?.type === 'text' && !node.unresolved && !node.invalid ? node.value : '');

export type SeverityOptions = {
  /** The `lint` section of the spec. */
  readonly section: SeverityConfig;
  /** The command line, which wins. */
  readonly flags: SeverityConfig;
  /** For plan and apply: what is an error by itself stays one, whatever was chosen. */
  readonly errorsStand: boolean;
};

const strictly = 'an error because of strict, which takes the narrower reading where the pages disagree';

/** Findings with the severities that were chosen, in the same order, without those that were turned off. */
export function applySeverities(found: readonly Diagnostic[], options: SeverityOptions): Diagnostic[] {
  return found.flatMap((one) => {
    const weight = options.errorsStand && one.severity === 'error' ? 'error' : weightOf(one, options);
    if (weight === 'off') return [];
    if (weight === one.severity) return [one];
    const raised = one.disputed === true && weight === 'error' && chosen(one.code, options) !== 'error';
    return [{ ...one, severity: weight, ...(raised && { notes: [...(one.notes ?? []), strictly] }) }];
  });
}

/** The section speaks first, then the flags; within each, a rule by name wins over strict. */
function weightOf({ code, severity, disputed }: Diagnostic, { section, flags }: SeverityOptions): Level {
  const inSection = section.strict === true && flags.strict !== false && disputed === true;
  const first = section.rules?.get(code) ?? (inSection ? 'error' : severity);
  return flags.rules?.get(code) ?? (flags.strict === true && disputed === true ? 'error' : first);
}

const chosen = (code: string, { section, flags }: SeverityOptions): Level | undefined => flags.rules?.get(code) ?? section.rules?.get(code);

/** Rules of a `lint` section that name no code there is. */
export function unknownRules(section: SeverityConfig, known: readonly string[], file: string): Diagnostic[] {
  const codes = new Set(known);
  return [...(section.rules?.keys() ?? [])]
    .filter((code) => !codes.has(code))
    .map((code) => {
      return {
        code: 'rule-unknown',
        severity: 'warning',
        message: `lint.rules names ${quote(code)}, which is no code of a finding`,
        place: { file, path: ['lint', 'rules', code], part: 'key' },
        label: 'not known',
        help: hintFor(code, known),
      };
    });
}

/** What may have been meant by a code that does not exist. */
export function hintFor(code: string, known: readonly string[]): string {
  const near = suggest(code, known);
  return near.length > 0 ? `Did you mean ${choices(near)}?` : 'Write the code that stands in brackets at the head of a finding.';
}

const heaviness: { readonly [S in Severity]: number } = { info: 0, warning: 1, error: 2 };

/** Whether a finding weighs as much as a level. */
export function reaches({ severity }: Diagnostic, level: Severity): boolean {
  return heaviness[severity] >= heaviness[level];
}
