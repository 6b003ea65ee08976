import { closeSync, constants, fdatasyncSync } from 'node:fs';
import type { Access, Named } from './access.ts';
import { writeAll } from './descriptor.ts';
import { failed, reasonOf } from './failures.ts';
import { locate } from './locate.ts';
import { openAs, regular } from './open.ts';

/** A file that grows. */
export type Appender = {
  /** Adds a text, which is on the disk when this returns; gives back its bytes. */
  readonly append: (text: string) => number;
  readonly close: () => void;
};

/**
 * Opens the end of a file that is there.
 * @throws Failure `usage` as `readBytes` does; later, where the text cannot be written
 */
export function openEnd(named: Named, access: Access): Appender {
  const located = locate(named, access, { to: 'write' });
  const { descriptor } = openAs(regular, located, constants.O_WRONLY | constants.O_APPEND, { to: 'write' });
  const append = (text: string): number => {
    const bytes = Buffer.from(text);
    try {
      writeAll(descriptor, bytes);
      fdatasyncSync(descriptor);
      return bytes.length;
    } catch (cause) {
      throw failed(located.shown, reasonOf(cause), { to: 'write' }, cause);
    }
  };
  return { append, close: () => closeSync(descriptor) };
}
