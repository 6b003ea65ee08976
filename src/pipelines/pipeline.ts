import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';

/** Where a pipeline runs. */
export const forges = ['github', 'gitlab'] as const;
export type Forge = (typeof forges)[number];

/** What a pipeline is told of the stack that it is for. */
export type Pipeline = {
  readonly stack: string;
  /** The file of the spec, from the root of the repository, with `/` between folders. */
  readonly spec: string;
  /** The branch that is applied: `main` by default. On GitLab it is the default branch of the project. */
  readonly branch?: string;
  /** The account of the roles; by default a variable of the forge holds it. */
  readonly account?: string;
  /** Names in RAM: the role that plans and can only read, the role that applies, and the OIDC provider. */
  readonly planRole?: string;
  readonly applyRole?: string;
  readonly provider?: string;
};

/** A file of a pipeline: its path from the root of the repository, and its text. */
export type PipelineFile = { readonly path: string; readonly text: string };

/** The variable of the forge that holds the account where the spec names none. */
export const accountVariable = 'ALIBABA_CLOUD_ACCOUNT_ID';

/** Forms in which a name means only itself: in YAML, in an expression of GitHub, in a variable of GitLab. */
const forms: { readonly [M in keyof Pipeline]-?: RegExp } = {
  stack: /^[\w.-]+$/,
  spec: /^(?!\/)[\w./ -]+$/,
  branch: /^[\w./-]+$/,
  account: /^\d+$/,
  planRole: /^[\w.-]+$/,
  applyRole: /^[\w.-]+$/,
  provider: /^[\w.-]+$/,
};

/** A pipeline with all that was not said. */
export type WholePipeline = Required<Omit<Pipeline, 'account'>> & Pick<Pipeline, 'account'>;

/**
 * The pipeline with its defaults.
 * @throws Failure `usage` for a text that would mean something else in a file of a pipeline
 */
export function wholePipeline(given: Pipeline, provider: Forge): WholePipeline {
  const whole = { branch: 'main', planRole: 'snapspec-plan', applyRole: 'snapspec-apply', provider, ...given };
  for (const name of Object.keys(forms) as (keyof Pipeline)[]) {
    const value = whole[name];
    if (value !== undefined && !forms[name].test(value))
      throw new Failure(
        'usage',
        `${quote(value)} cannot stand in a pipeline: ${name} may hold letters, digits, and the characters . _ -.`,
        {
          help: name === 'spec' ? 'Give the file a plain name, in a folder of the repository.' : 'Give it a plain name.',
        },
      );
  }
  return whole;
}

/** The ARN of something of RAM in the account, of which the forge may know the number. */
export const arn = (account: string, of: 'role' | 'oidc-provider', name: string): string => `acs:ram::${account}:${of}/${name}`;
