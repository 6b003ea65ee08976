import { visible } from '../base/text.ts';
import type { Host } from './host.ts';
import { replaceFile } from './replace-file.ts';
import { pathOf } from './spec-files.ts';
import type { ReadFile } from './spec-files.ts';

/**
 * Replaces the text of a spec file, and says where it went if the file is a link.
 * @throws Failure `usage` where it cannot be written, `refused` where it has changed since it was read
 */
export function writeSpec({ file, content }: ReadFile, text: string, io: Host): void {
  const target = replaceFile(pathOf(file, io), content, text);
  if (target !== undefined) io.stderr(`${visible(file)} is a link; ${visible(target)} was written.\n`);
}
