import { Failure } from '../base/failure.ts';
import { suggest } from '../base/suggest.ts';
import { quote } from '../base/text.ts';
import type { Analysis } from '../frontend/analyze.ts';
import type { VariableValue } from '../read/variable-value.ts';
import type { Host } from './host.ts';

type Values = { readonly [name: string]: VariableValue };

/**
 * The values of `--var`; of two for one name the later counts.
 * @throws Failure `usage` for one that is not NAME=VALUE
 */
export function fromFlags(given: readonly string[]): Values {
  return Object.fromEntries(
    given.map((text): [string, VariableValue] => {
      const at = text.indexOf('=');
      if (at < 1) throw new Failure('usage', `--var ${quote(text)} is not NAME=VALUE.`, { help: 'For example: --var release=1.4.2' });
      const name = text.slice(0, at);
      return [name, { value: text.slice(at + 1), origin: `--var ${name}` }];
    }),
  );
}

const prefix = 'SNAPSPEC_VAR_';

/** The values of the environment. */
export function fromEnvironment(environment: Host['environment']): Values {
  const found = Object.entries(environment).filter(([name, value]) => name.startsWith(prefix) && value !== undefined);
  return Object.fromEntries(
    found.map(([name, value]) => [name.slice(prefix.length), { value: value as string, origin: `the environment variable ${name}` }]),
  );
}

/**
 * A variable of the command line or of a file that no spec declares is a typing error, and would be ignored silently.
 * @throws Failure `usage` for the first one
 */
export function refuseUndeclared(
  { variables: declared, valueFiles }: Pick<Analysis, 'variables' | 'valueFiles'>,
  given: readonly string[],
): void {
  if (declared === undefined) return;
  const inFiles = valueFiles.flatMap(({ file, lines }) =>
    [...lines].map(([name, line]) => ({ name, where: `--var-file ${file}:${line}` })),
  );
  const all = [...given.map((name) => ({ name, where: `--var ${name}` })), ...inFiles];
  const known = new Set(declared);
  const unknown = all.find(({ name }) => !known.has(name));
  if (unknown === undefined) return;
  const near = suggest(unknown.name, declared);
  const what = given.includes(unknown.name) ? 'this variable' : `the variable ${unknown.name}`;
  throw new Failure('usage', `${unknown.where}: the spec does not declare ${what}.`, {
    help: near.length > 0 ? `Did you mean ${near[0]}?` : `Declared: ${declared.join(', ') || 'none'}.`,
  });
}
