// Writes THIRD-PARTY-NOTICES.md: the licences of every package whose code is inside dist/.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const { metafile } = await build({
  entryPoints: ['cli/lint-entry', 'cli/program', 'index'].map((file) => join(root, `src/${file}.ts`)),
  bundle: true,
  splitting: true,
  outdir: join(root, 'out'),
  write: false,
  metafile: true,
  format: 'esm',
  platform: 'node',
  logLevel: 'error',
});

const folders = new Set(
  Object.keys(metafile.inputs)
    .map((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
    .filter((folder) => folder !== undefined),
);
const parts = [...folders]
  .map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((one) => /^(licen[cs]e|copying)(\.|$)/i.test(one));
    const text =
      file && existsSync(join(root, folder, file))
        ? readFileSync(join(root, folder, file), 'utf8').trim()
        : 'The package carries no licence file.';
    return { title: `${name} ${version}`, license: typeof license === 'string' ? license : (license?.type ?? 'see text'), text };
  })
  .sort((a, b) => (a.title < b.title ? -1 : 1))
  .filter((part, index, all) => part.title !== all[index - 1]?.title);

const body = parts.map(({ title, license, text }) => `## ${title} (${license})\n\n\`\`\`text\n${text.replaceAll('```', "'''")}\n\`\`\``);
writeFileSync(
  join(root, 'THIRD-PARTY-NOTICES.md'),
  `# Third-party notices\n\nsnapspec is bundled with code of these ${parts.length} packages.\n\n${body.join('\n\n')}\n`,
);
console.error(`wrote THIRD-PARTY-NOTICES.md: ${parts.length} packages`);
