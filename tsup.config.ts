import { readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { defineConfig } from 'tsup';
import type { Options } from 'tsup';
import { noChildProcess, seldom } from './scripts/bundle-plugins.mjs';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/*
 * Why there are several bundles. What is run often (--version by scripts, lint by editors and hooks) is CommonJS in files of
 * its own, since a start is dominated by loading code: from the ES modules that serve every other verb and the library a lint
 * of ten entries takes a third longer; minifying or splitting those changes nothing. Those of lint are made by
 * scripts/lint-bundle.mjs, which keeps out of the first what a spec without findings never runs.
 */

const common: Options = {
  platform: 'node',
  target: 'node20',
  // Everything is bundled: the package has no dependencies at run time.
  noExternal: [/.*/],
  removeNodeProtocol: false,
  treeshake: false,
};

// The Node build of the parser reads debugging switches from the environment and starts slower.
const browserYaml = { yaml: './node_modules/yaml/browser/index.js' };

/** What the first file loads is a bundle of its own, beside it. */
const siblings: Plugin = {
  name: 'siblings',
  setup: (build) => {
    build.onResolve({ filter: /^\.\/program\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './program.js', external: true } : undefined,
    );
    build.onResolve({ filter: /^\.\/lint-entry\.cjs$/ }, () => ({ path: './lint-entry.cjs', external: true }));
  },
};

/** What others wrote is packed as small as can be; our own names stay, so that the trace of a bug says where it was. */
const smallDependencies: Plugin = {
  name: 'small-dependencies',
  setup: (build) => {
    build.onLoad({ filter: /[\\/]node_modules[\\/].*\.[cm]?js$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, 'utf8'), { minify: true, legalComments: 'none', target: 'node20' });
      return { contents: code, loader: 'js' };
    });
  },
};

export default defineConfig([
  {
    ...common,
    entry: {
      'lib/index': 'src/index.ts',
      'lib/emulator': 'src/library-emulator.ts',
      'cli/program': 'src/cli/program.ts',
      ...Object.fromEntries(Object.entries(seldom).map(([name, file]) => [`cli/${name}`, file])),
    },
    format: ['esm'],
    splitting: true,
    treeshake: true,
    // Bundled CommonJS calls require('node:…'), which an ES module does not have.
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    dts: {
      entry: { 'lib/index': 'src/index.ts', 'lib/emulator': 'src/library-emulator.ts' },
      compilerOptions: { ignoreDeprecations: '6.0' },
    },
    esbuildPlugins: [noChildProcess, smallDependencies],
    esbuildOptions: (options) => {
      options.alias = browserYaml;
      // A smaller package; names stay, so that a trace of calls says where it was.
      options.minifyWhitespace = true;
      options.minifySyntax = true;
    },
  },
  {
    ...common,
    entry: { 'cli/main': 'src/cli/main.ts' },
    format: ['cjs'],
    splitting: false,
    outExtension: () => ({ js: '.cjs' }),
    esbuildPlugins: [siblings],
  },
]);
