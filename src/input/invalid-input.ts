import type { Diagnostic } from '../base/diagnostic.ts';
import { Failure } from '../base/failure.ts';
import type { Located } from '../read/source-span.ts';

/** A file or a request that is not what it should be, with everything that is wrong with it. */
export class InvalidInput extends Failure {
  readonly diagnostics: readonly Diagnostic[];
  /** The text, by the name in the places; empty for a value that was not read. */
  readonly documents: ReadonlyMap<string, Located>;

  /** @param where the name of the file or of the value, for the message; empty where that says it all */
  constructor(where: string, diagnostics: readonly Diagnostic[], documents: ReadonlyMap<string, Located> = new Map()) {
    const [first] = diagnostics;
    super('usage', `${where === '' ? '' : `${where}: `}${first?.message}`, first?.help === undefined ? {} : { help: first.help });
    this.name = 'InvalidInput';
    this.diagnostics = diagnostics;
    this.documents = documents;
  }
}
