import { statSync } from 'node:fs';

const othersMayRead = 0o044;

/** The mode of a file that other users of the machine can read, in octal; undefined for any other, and on Windows, which has none. */
export function openMode(path: string): string | undefined {
  if (process.platform === 'win32') return undefined;
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
  return (mode & othersMayRead) === 0 ? undefined : (mode & 0o777).toString(8);
}
