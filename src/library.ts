import type { Checked, Diagnostic } from './base/diagnostic.ts';
import { hasErrors } from './base/diagnostic.ts';
import { Failure } from './base/failure.ts';
import { systemClock } from './engine/system-clock.ts';
import { liveCodes } from '../schema/codes.js';
import { analyze } from './frontend/analyze.ts';
import type { Analysis, Program, SourceFile } from './frontend/analyze.ts';
import type { Desired } from './kinds/desired.ts';
import type { Document } from './read/syntax-tree.ts';
import { parse } from './read/parse.ts';

/** Options to read a spec with. */
export type SpecOptions = {
  /** Values of its variables. Text is read as the type that is wanted where the variable stands, as that of --var is. */
  readonly variables?: { readonly [name: string]: string };
  /** Files of values, as those of --var-file: `variables` wins over them, and a later one over those before it. */
  readonly variableFiles?: readonly SourceFile[];
  /** Civil year for which daylight saving is judged; this year by default. */
  readonly year?: number;
};

/** Options to make a plan with. */
export type LibraryOptions = SpecOptions & {
  /** The most reductions of protection that may be carried out; none by default. */
  readonly approveReductions?: number;
  /** So many reductions need no approval; none by default, or what `limits` of the spec says. */
  readonly limitReductions?: number;
  /** Also remove what the spec no longer declares, as far as no backup is lost by it. */
  readonly prune?: boolean;
  /** Addresses of the only entries that it is about; all by default. */
  readonly targets?: readonly string[];
  /** Addresses of entries that it is not about. */
  readonly excluded?: readonly string[];
};

/** All that is known of a spec without looking at any cloud. */
export const analyzed = (files: readonly SourceFile[], options: SpecOptions, unresolved: 'error' | 'info'): Analysis => {
  const { variables, variableFiles, year = new Date(systemClock.now()).getUTCFullYear() } = options;
  return analyze(files, { ...(variables && { variables }), ...(variableFiles && { variableFiles }), year, unresolved, liveCodes });
};

/** Parses text to a document in which every value knows its place. */
export function read(file: string, text: string): Checked<Document> {
  return parse(file, text);
}

/** All findings about a spec that need no cloud. */
export function lint(files: readonly SourceFile[], options: SpecOptions = {}): readonly Diagnostic[] {
  return analyzed(files, options, 'info').diagnostics;
}

/** Compiles a spec to its desired entries in canonical form. */
export function compile(files: readonly SourceFile[], options: SpecOptions = {}): Checked<readonly Desired[]> {
  const { program, diagnostics } = analyzed(files, options, 'error');
  return { value: program?.desired, diagnostics };
}

/** A spec without errors, and all that is known of it. */
export type Sound = Analysis & { readonly program: Program };

/** @throws Failure `operation` for a spec with errors */
export function sound(files: readonly SourceFile[], options: SpecOptions): Sound {
  const found = analyzed(files, options, 'error');
  const { program, diagnostics } = found;
  if (program !== undefined && !hasErrors(diagnostics)) return { ...found, program };
  const first = diagnostics.find((one) => one.severity === 'error');
  throw new Failure('operation', `The spec has errors. The first: ${first?.message ?? 'there is nothing to read.'}`, {
    help: 'Call lint for all of them.',
  });
}
