import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Does something in an empty folder of this user alone, which is removed afterwards; it holds the given texts. */
export async function inTemporaryFolder<T>(texts: { readonly [name: string]: string }, action: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'snapspec-'));
  try {
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text, { flag: 'wx', mode: 0o600 });
    return await action(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The nearest folder at or above a start in which there is something of this path. */
export function nearestWith(start: string, path: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, path))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
