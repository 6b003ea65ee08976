import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The packages whose code is inside dist/, each once, by name and version. */
export async function bundledPackages(root) {
  const { metafile } = await build({
    entryPoints: ['cli/lint-entry', 'cli/program', 'index'].map((file) => join(root, `src/${file}.ts`)),
    bundle: true,
    splitting: true,
    outdir: join(root, 'out'),
    write: false,
    metafile: true,
    absWorkingDir: root,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  const folders = new Set(
    Object.keys(metafile.inputs)
      .map((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
      .filter((folder) => folder !== undefined),
  );
  const found = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    return { name, version, license: typeof license === 'string' ? license : (license?.type ?? 'see text'), folder: join(root, folder) };
  });
  const titled = new Map(found.map((one) => [`${one.name} ${one.version}`, one]));
  return [...titled].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
