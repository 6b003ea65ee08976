import type { Diagnostic } from '../base/diagnostic.ts';
import { hasErrors } from '../base/diagnostic.ts';
import type { Desired } from '../kinds/desired.ts';
import { decode } from '../read/decode.ts';
import { find } from '../read/syntax-tree.ts';
import type { Document } from '../read/syntax-tree.ts';
import { placedFix } from '../read/placed-edits.ts';
import { isFixable } from '../read/source-span.ts';
import type { Located } from '../read/source-span.ts';
import { parse } from '../read/parse.ts';
import type { Parsed } from '../read/parse.ts';
import { runAdvice } from '../advice/run.ts';
import { atWrittenPlace } from '../validate/indent-recovery.ts';
import { check } from '../validate/check.ts';
import type { CheckOptions } from '../validate/check.ts';
import type { Spec } from '../spec/spec.ts';
import { applyOverrides } from '../suppressions/apply-overrides.ts';
import type { OverrideOptions } from '../suppressions/apply-overrides.ts';
import type { Overrides } from '../suppressions/live.ts';
import type { SeverityConfig } from '../suppressions/severity.ts';
import type { Suppressed } from '../suppressions/suppress.ts';
import { compile } from '../compile/compile.ts';
import type { CompileOptions } from '../compile/compile.ts';
import type { Variables } from '../read/variable-value.ts';
import { variableNames, variablesOf } from '../validate/variables.ts';
import { givenVariables } from './given-variables.ts';
import type { GivenOptions } from './given-variables.ts';
import type { VariableFile } from './variable-files.ts';
import { foreignFile } from './foreign-files.ts';
import type { SourceFile } from './source-file.ts';

export type { SourceFile } from './source-file.ts';

/** A spec without errors, what it compiles to, and how it weighs what the cloud shows later. */
export type Program = { readonly spec: Spec; readonly desired: readonly Desired[]; readonly overrides?: Overrides };

/** All that is known of a spec without reading the cloud. */
export type Analysis = {
  /** The texts that findings point into, by file. */
  readonly documents: ReadonlyMap<string, Located>;
  /** Names of the declared variables; absent where a file could not be parsed. */
  readonly variables?: readonly string[];
  /** The declared variables with the value that each stands for; absent where a file could not be parsed. */
  readonly values?: Variables;
  /** The files of `--var-file`, as they were read. */
  readonly valueFiles: readonly VariableFile[];
  /** Absent where the spec has errors. */
  readonly program?: Program;
  readonly diagnostics: readonly Diagnostic[];
  /** Findings that comments in the spec suppress. */
  readonly suppressed: readonly Suppressed[];
  /** The `lint` section of the spec. */
  readonly severities: SeverityConfig;
};

/** What decides how a spec is read and validated. */
export type AnalyzeOptions = CheckOptions & CompileOptions & OverrideOptions & GivenOptions;

type Read = { readonly shown: Located } & Parsed;

function readFile({ file, content }: SourceFile): Read {
  const text = typeof content === 'string' ? { value: content, shown: content, diagnostics: [] } : decode(file, content);
  if (text.value === undefined) return { shown: { text: text.shown }, value: undefined, diagnostics: text.diagnostics };
  const parsed = parse(file, text.value);
  return { shown: parsed.value ?? parsed.rest ?? { text: text.value }, ...parsed };
}

/** What a file is that is no spec. Nearly every file is one: only where it cannot be read, or has no version of ours, it is looked at. */
function otherFile(file: string, { shown, value, rest, diagnostics }: Read): readonly Diagnostic[] {
  const root = (value ?? rest)?.root;
  const version = root?.type === 'map' ? find(root, 'apiVersion')?.value : undefined;
  if (diagnostics.length === 0 && version?.type === 'text' && version.value.startsWith('snapspec')) return [];
  const found = foreignFile(file, shown.text, root);
  return found ? [found] : [];
}

/** A finding without its fix where the text does not allow the edits. */
function fixable(found: Diagnostic, documents: Analysis['documents']): Diagnostic {
  if (found.fix === undefined) return found;
  const { fix: meant, ...rest } = found;
  const fix = isFixable(found, documents) ? placedFix(meant, documents) : undefined;
  return fix ? { ...rest, fix } : rest;
}

/** Files that could not be read completely: they have no program, and no fixes until they can be. */
function analyzePartial(
  syntax: readonly Diagnostic[],
  parsed: readonly Document[],
  documents: Analysis['documents'],
  options: AnalyzeOptions,
): Pick<Analysis, 'diagnostics' | 'suppressed' | 'severities'> {
  const { value: spec, diagnostics: shape, written, ...overrides } = check(parsed, options);
  const meaning = spec ? compile(spec, options).diagnostics : [];
  const found = [...shape, ...meaning].map(({ fix: _, ...one }) => (written ? atWrittenPlace(one, written) : one));
  const reported = applyOverrides(found, documents, overrides, {
    ...options,
    errorsStand: options.unresolved === 'error',
    complete: false,
  });
  return { diagnostics: [...syntax, ...reported.diagnostics], suppressed: reported.suppressed, severities: overrides.severities };
}

const overridesOf = (
  section: SeverityConfig,
  documents: Analysis['documents'],
  { severities: flags = {}, noIgnores }: OverrideOptions,
): Overrides => ({ section, flags, documents, ...(noIgnores && { noIgnores }) });

/** Text to desired entries: read, check and compile, with all findings. */
export function analyze(files: readonly SourceFile[], given: AnalyzeOptions): Analysis {
  const { files: valueFiles, diagnostics: ofValues, options } = givenVariables(given);
  const read = files.map(readFile);
  const documents = new Map([
    ...valueFiles.map(({ file, located }) => [file, located] as const),
    ...files.map(({ file }, index) => [file, (read[index] as Read).shown] as const),
  ]);
  const parsed = read.map((one) => one.value ?? one.rest).filter((one) => one !== undefined);
  const others = files.flatMap(({ file }, index) => otherFile(file, read[index] as Read));
  if (others.length > 0) return { documents, valueFiles, diagnostics: others, suppressed: [], severities: {} };
  const syntax = [...ofValues, ...read.flatMap((one) => one.diagnostics)];
  if (parsed.length < files.length || parsed.length === 0)
    return { documents, valueFiles, diagnostics: syntax, suppressed: [], severities: {} };
  if (read.some((one) => hasErrors(one.diagnostics)))
    return { documents, valueFiles, ...analyzePartial(syntax, parsed, documents, options) };
  const variables = parsed.flatMap(({ root }) => variableNames(root));
  const values = new Map(parsed.flatMap(({ root, file }) => [...variablesOf(root, options.variables ?? {}, () => file)]));
  const { value: spec, diagnostics: shape, written, ...overrides } = check(parsed, options);
  const { value: desired, diagnostics: meaning } = spec ? compile(spec, options) : { value: undefined, diagnostics: [] };
  const checked = [...shape, ...meaning].filter(({ code }) => !(hasErrors(ofValues) && code === 'variable-without-value'));
  const advice = spec && desired && !hasErrors([...syntax, ...checked]) ? runAdvice({ spec, desired, year: options.year }) : [];
  const placed = written ? checked.map((one) => atWrittenPlace(one, written)) : [...checked, ...advice];
  const found = [...syntax, ...placed].map((one) => fixable(one, documents));
  // Only plan and apply require a value for every variable; for them errors stay errors.
  const reported = applyOverrides(found, documents, overrides, { ...options, errorsStand: given.unresolved === 'error' });
  const whole = spec && desired && !hasErrors(found) && !hasErrors(reported.diagnostics);
  return {
    documents,
    valueFiles,
    variables,
    values,
    ...reported,
    severities: overrides.severities,
    ...(whole && { program: { spec, desired, overrides: overridesOf(overrides.severities, documents, options) } }),
  };
}
