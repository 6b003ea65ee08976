import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

export const root = join(import.meta.dirname, '../..');
export const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/** The tarball of the package as it would be published, made once for the tests of a file. */
export function packed(): { readonly tarball: string } {
  const folder = mkdtempSync(join(tmpdir(), 'snapspec-packed-'));
  beforeAll(() => {
    execFileSync('npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder], { cwd: root });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { tarball: join(folder, `snapspec-${version}.tgz`) };
}
