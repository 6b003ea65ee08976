import type { Diagnostic } from '../base/diagnostic.ts';
import { hasErrors } from '../base/diagnostic.ts';
import type { Desired } from '../kinds/desired.ts';
import { decode } from '../read/decode.ts';
import type { Document } from '../read/syntax-tree.ts';
import { isFixable } from '../read/source-span.ts';
import type { Located } from '../read/source-span.ts';
import { parse } from '../read/parse.ts';
import type { Parsed } from '../read/parse.ts';
import { runAdvice } from '../advice/run.ts';
import { atWrittenPlace } from '../validate/indent-recovery.ts';
import { check, variablesOf } from '../validate/check.ts';
import type { CheckOptions } from '../validate/check.ts';
import type { Spec } from '../spec/spec.ts';
import { applyOverrides } from '../suppressions/apply-overrides.ts';
import type { OverrideOptions } from '../suppressions/apply-overrides.ts';
import type { SeverityConfig } from '../suppressions/severity.ts';
import type { Suppressed } from '../suppressions/suppress.ts';
import { compile } from '../compile/compile.ts';
import type { CompileOptions } from '../compile/compile.ts';

/** A spec file as it was found: its name as the person gave it, and what it holds. */
export type SourceFile = { readonly file: string; readonly content: string | Uint8Array };

/** A spec that has no errors, and what it asks for. */
export type Program = { readonly spec: Spec; readonly desired: readonly Desired[] };

/** All that is known of a spec without looking at the cloud. */
export type Analysis = {
  /** The texts that findings point into, by file. */
  readonly documents: ReadonlyMap<string, Located>;
  /** Names of the declared variables; absent where a file could not be parsed. */
  readonly variables?: readonly string[];
  /** Absent where the spec has errors. */
  readonly program?: Program;
  readonly diagnostics: readonly Diagnostic[];
  /** Findings that comments in the spec keep back. */
  readonly suppressed: readonly Suppressed[];
  /** What the `lint` section of the spec says. */
  readonly severities: SeverityConfig;
};

/** What decides how a spec is read and judged. */
export type AnalyzeOptions = CheckOptions & CompileOptions & OverrideOptions;

type Read = { readonly shown: Located } & Parsed;

function readFile({ file, content }: SourceFile): Read {
  const text = typeof content === 'string' ? { value: content, shown: content, diagnostics: [] } : decode(file, content);
  if (text.value === undefined) return { shown: { text: text.shown }, value: undefined, diagnostics: text.diagnostics };
  const parsed = parse(file, text.value);
  return { shown: parsed.value ?? parsed.rest ?? { text: text.value }, ...parsed };
}

/** A fix that this text gives no room for is none. */
function fixable(found: Diagnostic, documents: Analysis['documents']): Diagnostic {
  if (found.fix === undefined || isFixable(found, documents)) return found;
  const { fix: _, ...rest } = found;
  return rest;
}

/** What else is wrong with files that could not be read in all parts: they have no program, and fixes wait for what is to be read. */
function besides(
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

/** Text to desired entries: read, check and compile, with everything found on the way. */
export function analyze(files: readonly SourceFile[], options: AnalyzeOptions): Analysis {
  const read = files.map(readFile);
  const documents = new Map(files.map(({ file }, index) => [file, (read[index] as Read).shown]));
  const parsed = read.map((one) => one.value ?? one.rest).filter((one) => one !== undefined);
  const syntax = read.flatMap((one) => one.diagnostics);
  if (parsed.length < files.length || parsed.length === 0) return { documents, diagnostics: syntax, suppressed: [], severities: {} };
  if (hasErrors(syntax)) return { documents, ...besides(syntax, parsed, documents, options) };
  const variables = parsed.flatMap((document) => [...variablesOf(document.root, {}).keys()]);
  const { value: spec, diagnostics: shape, written, ...overrides } = check(parsed, options);
  const { value: desired, diagnostics: meaning } = spec ? compile(spec, options) : { value: undefined, diagnostics: [] };
  const checked = [...syntax, ...shape, ...meaning];
  const advice = spec && desired && !hasErrors(checked) ? runAdvice({ spec, desired, year: options.year }) : [];
  const placed = written ? checked.map((one) => atWrittenPlace(one, written)) : [...checked, ...advice];
  const found = placed.map((one) => fixable(one, documents));
  // Without a value for every variable there is nothing to carry out, so whoever asks for one means to carry it out.
  const reported = applyOverrides(found, documents, overrides, { ...options, errorsStand: options.unresolved === 'error' });
  const whole = spec && desired && !hasErrors(found) && !hasErrors(reported.diagnostics);
  return { documents, variables, ...reported, severities: overrides.severities, ...(whole && { program: { spec, desired } }) };
}
