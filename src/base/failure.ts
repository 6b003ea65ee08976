/**
 * Why a run stopped although nothing is wrong with the spec's text.
 *
 * - `usage`: the command line (no such file, a flag that does not exist)
 * - `refused`: going on could harm (wrong account, another owner, no approval)
 * - `unknown`: a write may or may not have happened
 * - `cloud`: the cloud could not be reached, would not let us in, or a read stayed incomplete
 * - `operation`: the cloud definitely refused an operation
 */
export type FailureType = 'usage' | 'refused' | 'unknown' | 'cloud' | 'operation';

/** The only thing thrown on purpose. Its message is for a person: what happened, and what to do. */
export class Failure extends Error {
  readonly type: FailureType;
  readonly help: string | undefined;

  constructor(type: FailureType, message: string, options: { help?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'Failure';
    this.type = type;
    this.help = options.help;
  }
}
