import type { Diagnostic, Severity } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import { choices, quote } from '../base/text.ts';
import { codeForm } from '../kinds/spec.ts';
import type { Node } from '../read/document.ts';
import { find } from '../read/document.ts';

/** What a team can make of a finding. */
export const weights = ['off', 'info', 'warning', 'error'] as const;
export type Weight = (typeof weights)[number];

/** A choice of what findings weigh: the `lint` section of a spec, or the flags of a command line. */
export type Weighing = {
  /** Whether a value that the pages dispute is an error; absent where nothing is said. */
  readonly strict?: boolean;
  /** From which severity on the exit code of lint is 1. */
  readonly failOn?: Severity;
  readonly rules?: ReadonlyMap<string, Weight>;
};

/** Whether a text is one of the weights. */
export const isWeight = (text: string): text is Weight => (weights as readonly string[]).includes(text);

const isSeverity = (text: string): text is Severity => text !== 'off' && isWeight(text);

/** What a `lint` section says. What is not right in it is passed over here: the schema says so where it stands. */
export function weighingOf(section: Node | undefined): Weighing {
  if (section?.type !== 'map') return {};
  const [strict, failOn, rules] = ['strict', 'failOn', 'rules'].map((key) => find(section, key)?.value);
  const level = textOf(failOn).toLowerCase();
  const entries = rules?.type === 'map' ? rules.entries : [];
  const formed = new RegExp(codeForm);
  const pairs = entries.flatMap(({ key, value }): (readonly [string, Weight])[] =>
    formed.test(key) && isWeight(textOf(value)) ? [[key, textOf(value) as Weight]] : [],
  );
  return {
    ...(strict?.type === 'bool' && { strict: strict.value }),
    ...(isSeverity(level) && { failOn: level }),
    ...(pairs.length > 0 && { rules: new Map(pairs) }),
  };
}

const textOf = (node: Node | undefined): string => (node?.type === 'text' && !node.unresolved ? node.value : '');

export type WeighOptions = {
  /** The `lint` section of the spec. */
  readonly section: Weighing;
  /** The command line, which wins. */
  readonly flags: Weighing;
  /** For plan and apply: what is an error by itself stays one, whatever was chosen. */
  readonly errorsStand: boolean;
};

const strictly = 'an error because of strict, which takes the narrower reading where the pages disagree';

/** Findings with the severities that were chosen, in the same order, without those that were turned off. */
export function weigh(found: readonly Diagnostic[], options: WeighOptions): Diagnostic[] {
  return found.flatMap((one) => {
    const weight = options.errorsStand && one.severity === 'error' ? 'error' : weightOf(one, options);
    if (weight === 'off') return [];
    if (weight === one.severity) return [one];
    const raised = one.disputed === true && weight === 'error' && chosen(one.code, options) !== 'error';
    return [{ ...one, severity: weight, ...(raised && { notes: [...(one.notes ?? []), strictly] }) }];
  });
}

/** The section speaks first, then the flags; within each, a rule by name wins over strict. */
function weightOf({ code, severity, disputed }: Diagnostic, { section, flags }: WeighOptions): Weight {
  const inSection = section.strict === true && flags.strict !== false && disputed === true;
  const first = section.rules?.get(code) ?? (inSection ? 'error' : severity);
  return flags.rules?.get(code) ?? (flags.strict === true && disputed === true ? 'error' : first);
}

const chosen = (code: string, { section, flags }: WeighOptions): Weight | undefined => flags.rules?.get(code) ?? section.rules?.get(code);

/** Rules of a `lint` section that name no code there is. */
export function unknownRules(section: Weighing, known: readonly string[], file: string): Diagnostic[] {
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
