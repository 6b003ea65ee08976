import type { Stats } from 'node:fs';
import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';

export type ErrorCode = string | undefined;

/** The code of an error of the system: `ENOENT`. */
export const codeOf = (error: unknown): ErrorCode => (error as NodeJS.ErrnoException | undefined)?.code;

const reasons: { readonly [code: string]: string } = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file: a part of its path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'no permission',
  EPERM: 'not permitted',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  EBADF: 'no such descriptor is open',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EROFS: 'the disk is read-only',
  EBUSY: 'it is mounted on its own, so no other file can take its place',
  EXDEV: 'it is mounted on its own, so no other file can take its place',
};

/** Why something failed, without a full stop. */
export const reasonOf = (error: unknown): string => reasons[codeOf(error) ?? ''] ?? `${codeOf(error) ?? String(error)}`;

/** What was to be done with a file, and what to do where that cannot be done. */
export type Purpose = { readonly to?: 'read' | 'write' | 'remove' | 'lock' | 'create' | undefined; readonly help?: string | undefined };

/** A failure that names the file; the reason has no full stop. */
export function failed(path: string, reason: string, { to = 'read', help }: Purpose = {}, cause?: unknown): Failure {
  return new Failure('usage', `Cannot ${to} ${quote(path)}: ${reason}.`, { ...(help !== undefined && { help }), cause });
}

/** What a file is that is no regular file. */
export function typeName(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a named pipe';
  if (stats.isSocket()) return 'a socket';
  if (stats.isCharacterDevice() || stats.isBlockDevice()) return 'a device';
  return stats.isSymbolicLink() ? 'a link' : 'no regular file';
}
