import type { Diagnostic, Severity } from '../base/diagnostic.ts';
import { currentCode } from '../base/renamed-codes.ts';
import { suggest } from '../base/suggest.ts';
import { choices, quote } from '../base/text.ts';
import { codeFormat } from '../spec/fields.ts';
import type { Entry, Node } from '../read/syntax-tree.ts';
import { find } from '../read/syntax-tree.ts';

/** The severities of a configuration; `off` removes a finding. */
export const levels = ['off', 'info', 'warning', 'error'] as const;
export type Level = (typeof levels)[number];

/** Configured severities: the `lint` section of a spec, or the flags of a command line. */
export type SeverityConfig = {
  /** Whether a value that the pages dispute is an error; absent where it is not set. */
  readonly strict?: boolean;
  /** From which severity on the exit code of lint is 1. */
  readonly failOn?: Severity;
  /** Severities by code, each under the name that it has now. */
  readonly rules?: ReadonlyMap<string, Level>;
  /** Old names among the written codes; overridden where the new name is written too. */
  readonly renamed?: readonly { readonly written: string; readonly overridden: boolean }[];
};

/** Whether a text is one of the levels. */
export const isLevel = (text: string): text is Level => (levels as readonly string[]).includes(text);

const isSeverity = (text: string): text is Severity => text !== 'off' && isLevel(text);

/** The configuration of a `lint` section. Invalid values are skipped here: validation reports them. */
export function severityConfigOf(section: Node | undefined): SeverityConfig {
  if (section?.type !== 'map') return {};
  const [strict, failOn, rules] = ['strict', 'failOn', 'rules'].map((key) => find(section, key)?.value);
  const level = textOf(failOn).toLowerCase();
  return {
    ...(strict?.type === 'bool' && { strict: strict.value }),
    ...(isSeverity(level) && { failOn: level }),
    ...rulesOf(rules?.type === 'map' ? rules.entries : []),
  };
}

function rulesOf(entries: readonly Entry[]): Pick<SeverityConfig, 'rules' | 'renamed'> {
  const formed = new RegExp(codeFormat);
  const written = new Map(
    entries.flatMap(({ key, value }): (readonly [string, Level])[] => {
      const level = textOf(value);
      return formed.test(key) && isLevel(level) ? [[key, level]] : [];
    }),
  );
  const old = [...written.keys()].filter((code) => currentCode(code) !== code);
  // Where both names of a code are written, the new one wins.
  const rules = new Map([...written].map(([code, level]) => [currentCode(code), written.get(currentCode(code)) ?? level] as const));
  return {
    ...(rules.size > 0 && { rules }),
    ...(old.length > 0 && { renamed: old.map((code) => ({ written: code, overridden: written.has(currentCode(code)) })) }),
  };
}

const textOf = (node: Node | undefined): string => (node?.type === 'text' && !node.unresolved && !node.invalid ? node.value : '');

export type SeverityOptions = {
  /** The `lint` section of the spec. */
  readonly section: SeverityConfig;
  /** The command line, which wins. */
  readonly flags: SeverityConfig;
  /** For plan and apply: what is an error by itself stays one, whatever is configured. */
  readonly errorsStand: boolean;
};

const strictNote = 'An error because of strict, which takes the narrower reading where the pages disagree.';

/** Findings with their configured severities, in the same order, without those that are off. */
export function applySeverities(found: readonly Diagnostic[], options: SeverityOptions): Diagnostic[] {
  return found.flatMap((one) => {
    const level = options.errorsStand && one.severity === 'error' ? 'error' : levelOf(one, options);
    if (level === 'off') return [];
    if (level === one.severity) return [one];
    const raised = one.disputed === true && level === 'error' && configured(one.code, options) !== 'error';
    return [{ ...one, severity: level, ...(raised && { notes: [...(one.notes ?? []), strictNote] }) }];
  });
}

/** Flags win over the section; within each, a rule by name wins over strict. */
function levelOf({ code, severity, disputed }: Diagnostic, { section, flags }: SeverityOptions): Level {
  const inSection = section.strict === true && flags.strict !== false && disputed === true;
  const first = section.rules?.get(code) ?? (inSection ? 'error' : severity);
  return flags.rules?.get(code) ?? (flags.strict === true && disputed === true ? 'error' : first);
}

const configured = (code: string, { section, flags }: SeverityOptions): Level | undefined =>
  flags.rules?.get(code) ?? section.rules?.get(code);

/** Findings for the keys of `lint.rules` that are not codes. */
export function unknownRules(section: SeverityConfig, known: readonly string[], file: string): Diagnostic[] {
  const codes = new Set(known);
  return [...(section.rules?.keys() ?? [])]
    .filter((code) => !codes.has(code))
    .map((code) => {
      return {
        code: 'rule-unknown',
        severity: 'warning',
        message: `lint.rules names ${quote(code)}, which is not a rule code.`,
        place: { file, path: ['lint', 'rules', code], part: 'key' },
        label: 'not known',
        help: hintFor(code, known),
      };
    });
}

/** The help for a code that does not exist. */
export function hintFor(code: string, known: readonly string[]): string {
  const near = suggest(code, known);
  return near.length > 0 ? `Did you mean ${choices(near)}?` : 'Write the code that is in brackets at the head of a finding.';
}

const ranks: { readonly [S in Severity]: number } = { info: 0, warning: 1, error: 2 };

/** Whether a finding is at least as severe as a level. */
export function reaches({ severity }: Diagnostic, level: Severity): boolean {
  return ranks[severity] >= ranks[level];
}
