// Writes THIRD-PARTY-NOTICES.md: the licences of every package whose code is inside dist/.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages } from './bundled-packages.mjs';

const root = join(import.meta.dirname, '..');
const packages = await bundledPackages(root);
const body = packages.map(({ name, version, license, folder }) => {
  const file = readdirSync(folder).find((one) => /^(licen[cs]e|copying)(\.|$)/i.test(one));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : 'The package carries no licence file.';
  return `## ${name} ${version} (${license})\n\n\`\`\`text\n${text.replaceAll('```', "'''")}\n\`\`\``;
});
writeFileSync(
  join(root, 'THIRD-PARTY-NOTICES.md'),
  `# Third-party notices\n\nsnapspec is bundled with code of these ${packages.length} packages.\n\n${body.join('\n\n')}\n`,
);
console.error(`wrote THIRD-PARTY-NOTICES.md: ${packages.length} packages`);
