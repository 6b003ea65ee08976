import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectLinks } from '../../src/report/findings/project-links.ts';
import { folder } from '../support/cli.ts';
import { root, version } from './packed.ts';

const url = 'https://github.com/acme/snapspec';

/** What the workflow `release` runs first, in a copy of what it reads. */
function released(changelog: string, ...argv: readonly string[]): { readonly said: string; readonly manifest: any } {
  const place = folder({ 'CHANGELOG.md': changelog });
  mkdirSync(join(place, 'scripts'));
  cpSync(join(root, 'scripts/release.mjs'), join(place, 'scripts/release.mjs'));
  writeFileSync(join(place, 'package.json'), readFileSync(join(root, 'package.json')));
  let said = '';
  try {
    execFileSync(process.execPath, ['scripts/release.mjs', ...argv], { cwd: place, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    said = String((error as { stderr: unknown }).stderr);
  }
  return { said, manifest: JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')) };
}

const changelog = `# Changelog\n\n## ${version} (2026-12-01)\n\n- It is.\n`;

test('a release says where it comes from, as provenance compares it and SARIF links it', () => {
  const { said, manifest } = released(changelog, `v${version}`, url);
  expect(said).toBe('');
  expect(manifest.repository).toEqual({ type: 'git', url: `git+${url}.git` });
  expect(projectLinks(manifest).rule('unknown-key')).toBe(`${url}/blob/v${version}/docs/rules/unknown-key.md`);
});

test.each([
  ['another tag', changelog, ['v9.9.9', url], 'The tag is v9.9.9'],
  ['a tag without its v', changelog, [version, url], 'package.json has the version'],
  ['nothing in the changelog', '# Changelog\n\n## Unreleased\n', [`v${version}`, url], 'CHANGELOG.md has no section'],
  ['no address', changelog, [`v${version}`], 'is no address of a repository'],
  ['an address with more in it', changelog, [`v${version}`, `${url}"; x`], 'is no address of a repository'],
])('%s ends it, and nothing is written', (_, changes, argv, says) => {
  const { said, manifest } = released(changes, ...argv);
  expect(said).toContain(says);
  expect(manifest).not.toHaveProperty('repository');
});
