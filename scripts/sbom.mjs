// Prints the software bill of materials of the package, in CycloneDX: what `npm sbom` knows of the packages whose code is inside
// dist/. The others of package-lock.json only build and test it.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { bundledPackages } from './bundled-packages.mjs';

const root = join(import.meta.dirname, '..');
const inside = new Set((await bundledPackages(root)).map(({ name, version }) => `${name}@${version}`));
const whole = JSON.parse(
  execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 }),
);
const components = whole.components.filter(({ name, group, version }) => inside.has(`${group ? `${group}/` : ''}${name}@${version}`));
const known = new Set([whole.metadata.component['bom-ref'], ...components.map((one) => one['bom-ref'])]);
const dependencies = whole.dependencies
  .filter(({ ref }) => known.has(ref))
  .map((one) => ({ ...one, dependsOn: (one.dependsOn ?? []).filter((ref) => known.has(ref)) }));
if (components.length !== inside.size) {
  console.error(`${inside.size} packages are inside dist/, and npm knows ${components.length} of them.`);
  process.exit(1);
}
process.stdout.write(`${JSON.stringify({ ...whole, components, dependencies }, null, 2)}\n`);
