import { terminal } from '../escape/terminal.ts';
import { writeFile } from '../files/index.ts';
import { accessOf } from './host.ts';
import type { FileOptions, Host } from './host.ts';
import type { ReadFile } from './spec-files.ts';

const help = 'Make the file and its folder writable, or use - to read from standard input and write to standard output.';

/**
 * Replaces the text of a spec file, and says where it went if the file is a link.
 * @throws Failure `usage` where it cannot be written, `refused` where it has changed since it was read
 */
export function writeSpec({ file, named, content }: ReadFile, text: string, options: FileOptions, io: Host): void {
  const { target } = writeFile(named, text, accessOf(io, options), { before: content, help });
  if (target !== undefined) io.stderr(`${terminal(file)} is a link; ${terminal(target)} was written.\n`);
}
