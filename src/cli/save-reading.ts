import { Failure } from '../base/failure.ts';
import type { LiveState } from '../diff/live-state.ts';
import { jsonText } from '../escape/json.ts';
import { terminal } from '../escape/terminal.ts';
import { found, makeFolder, writeFile } from '../files/index.ts';
import { readingOf } from '../saved/reading.ts';
import { accessOf } from './host.ts';
import type { FileOptions, Host } from './host.ts';
import type { LoadedProgram } from './load-program.ts';
import type { Redactor } from './redactor.ts';

export type ReadingOptions = FileOptions & { readonly saveReading?: boolean };

/**
 * Keeps what a plan read in `.snapspec/<stack>.reading.json` beside the spec, where only its owner can read it. What may not be
 * read would look as if it were not there: then nothing is kept.
 * @param secrets what must not be in it
 * @throws Failure `usage` where it cannot be written, `refused` where it holds a secret of this run
 */
export function saveReading(live: LiveState, { program, folder }: LoadedProgram, secrets: Redactor, options: FileOptions, io: Host): void {
  const { stack } = program.spec;
  const [unchecked] = live.unchecked;
  if (unchecked !== undefined) {
    io.stderr(
      `warning: The reading is not kept: ${terminal(unchecked.section)} may not be read (${terminal(unchecked.code)}), so it is not whole.\n`,
    );
    return;
  }
  const text = jsonText(readingOf(live, stack, io.clock.now()));
  if (secrets.redact(text) !== text)
    throw new Failure('refused', 'What was read holds a secret of this run, in a name or a tag; it was not kept.', {
      help: 'A secret has no place in a name or a tag: everybody who may list can read it.',
    });
  const access = accessOf(io, options);
  const name = `${stack}.reading.json`;
  writeFile(found(makeFolder(folder, '.snapspec', access), name), text, access, { isPrivate: true });
  io.stderr(`What was read is kept in .snapspec/${terminal(name)}, for editors.\n`);
}
