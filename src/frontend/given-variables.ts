import type { Diagnostic } from '../base/diagnostic.ts';
import { hasErrors } from '../base/diagnostic.ts';
import type { CheckOptions } from '../validate/check.ts';
import type { GivenVariables } from '../validate/variables.ts';
import type { SourceFile } from './source-file.ts';
import { readVariableFile } from './variable-files.ts';
import type { VariableFile } from './variable-files.ts';

/** Where values of variables come from, beside `variables` itself, which wins over both. */
export type GivenOptions = {
  /** Files of values; a later one wins over those before it. */
  readonly variableFiles?: readonly SourceFile[];
  /** Values of the environment, which all others win over but the defaults of the spec. */
  readonly environmentVariables?: GivenVariables;
};

type Given<Options> = {
  readonly files: readonly VariableFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** The options with all values. Where a file of values has errors, no value counts as missing. */
  readonly options: Options;
};

/** All values that are given for variables, by the order in which their sources win. */
export function givenVariables<Options extends GivenOptions & CheckOptions>(options: Options): Given<Options> {
  const files = (options.variableFiles ?? []).map(readVariableFile);
  const diagnostics = files.flatMap((one) => one.diagnostics);
  const variables = Object.assign(
    {},
    options.environmentVariables,
    ...files.map(({ values }) => values),
    options.variables,
  ) as GivenVariables;
  const unread = hasErrors(diagnostics) && { unresolved: 'info' as const };
  return { files, diagnostics, options: { ...options, variables, ...unread } };
}
