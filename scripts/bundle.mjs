import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');

/** Bundles a module of the project, such as test/simulator/index.ts, into one file for this Node. @returns that file */
export async function bundle(entry, outfile, plugins = []) {
  await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    outfile,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
    logLevel: 'error',
    plugins,
  });
  return outfile;
}

/** Loads a module of the project, bundled into this file. */
export const load = async (entry, outfile) => import(await bundle(entry, outfile));
