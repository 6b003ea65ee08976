import { defineConfig } from 'tsup';
import type { Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

// Bundled CommonJS calls require('node:…'), which an ES module does not have.
const shim = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

const common: Options = {
  format: ['esm'],
  platform: 'node',
  target: 'node20',
  // Everything is bundled: the package has no dependencies at run time.
  noExternal: [/.*/],
  removeNodeProtocol: false,
  treeshake: true,
  banner: { js: shim },
  esbuildOptions: (options) => {
    // The Node build of the parser reads debugging switches from the environment and starts slower.
    options.alias = { yaml: './node_modules/yaml/browser/index.js' };
  },
};

/** The parser of the command line loads it for subcommands that are programs of their own, which there are none of; loading it is slow. */
const noChildProcess: Plugin = {
  name: 'no-child-process',
  setup: (build) => {
    build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: 'child_process', namespace: 'empty' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** The lint path is built by itself; here it is only named. */
const lintPathElsewhere: Plugin = {
  name: 'lint-path-elsewhere',
  setup: (build) => build.onResolve({ filter: /\/lint-path\.ts$/ }, () => ({ path: './lint-path.js', external: true })),
};

/** Other verbs and the cloud are never loaded from the lint path: what it loads lazily is what lint itself does. */
const lintAlone: Plugin = {
  name: 'lint-alone',
  setup: (build) =>
    build.onResolve({ filter: /^\./ }, ({ kind, path, importer }) => {
      const own = /verbs\/lint\.ts$/.test(path) || /verbs[\\/]lint[\w-]*\.ts$|[\\/]cli[\\/]io\.ts$/.test(importer);
      return kind === 'dynamic-import' && !own ? { path, external: true } : undefined;
    }),
};

export default defineConfig([
  {
    ...common,
    entry: { 'lib/index': 'src/index.ts', 'cli/main': 'src/cli/main.ts' },
    splitting: true,
    dts: { entry: { 'lib/index': 'src/index.ts' }, compilerOptions: { ignoreDeprecations: '6.0' } },
    esbuildPlugins: [noChildProcess, lintPathElsewhere],
  },
  {
    ...common,
    entry: { 'cli/lint-path': 'src/cli/lint-path.ts' },
    splitting: true,
    minify: true,
    esbuildPlugins: [noChildProcess, lintAlone],
  },
]);
