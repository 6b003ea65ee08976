// Prepares a release in its workflow: checks that the tag, package.json and CHANGELOG.md speak of the same version, and writes
// into package.json where the package comes from, which provenance compares and SARIF links to.
//   node scripts/release.mjs TAG REPOSITORY_URL
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const at = (path) => join(import.meta.dirname, '..', path);
const [tag = '', url = ''] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(at('package.json'), 'utf8'));
const changes = readFileSync(at('CHANGELOG.md'), 'utf8');
const wrong = [
  ...(tag === `v${manifest.version}` ? [] : [`The tag is ${tag || 'missing'}; package.json has the version ${manifest.version}.`]),
  ...(changes.includes(`\n## ${manifest.version} (`) ? [] : [`CHANGELOG.md has no section "## ${manifest.version} (YYYY-MM-DD)".`]),
  ...(/^https:\/\/[\w.-]+\/[\w.-]+\/[\w.-]+$/.test(url) ? [] : [`${url || 'Nothing'} is no address of a repository.`]),
];
for (const line of wrong) console.error(line);
if (wrong.length > 0) process.exit(1);

writeFileSync(
  at('package.json'),
  `${JSON.stringify({ ...manifest, repository: { type: 'git', url: `git+${url}.git` }, homepage: `${url}#readme` }, null, 2)}\n`,
);
console.error(`package.json: ${manifest.version} of ${url}`);
