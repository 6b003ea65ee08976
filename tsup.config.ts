import { defineConfig } from 'tsup';
import type { Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

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

/** The other verbs and the cloud, which lint never loads, are left out of its path. What is lazy in lint itself stays. */
const lintAlone: Plugin = {
  name: 'lint-alone',
  setup: (build) =>
    build.onResolve({ filter: /^\./ }, ({ kind, path }) => {
      const other = /\/verbs\/(?!lint)[\w-]+\.ts$|^\.\/(?:requests|emulate)\.ts$/.test(path);
      return kind === 'dynamic-import' && other ? { path, external: true } : undefined;
    }),
};

/** What the first file loads is built beside it. */
const besides: Plugin = {
  name: 'besides',
  setup: (build) => {
    build.onResolve({ filter: /^\.\/process\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './process.js', external: true } : undefined,
    );
    build.onResolve({ filter: /^\.\/lint-path\.cjs$/ }, () => ({ path: './lint-path.cjs', external: true }));
  },
};

export default defineConfig([
  {
    ...common,
    entry: { 'lib/index': 'src/index.ts', 'cli/process': 'src/cli/process.ts' },
    format: ['esm'],
    splitting: true,
    treeshake: true,
    // Bundled CommonJS calls require('node:…'), which an ES module does not have.
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    dts: { entry: { 'lib/index': 'src/index.ts' }, compilerOptions: { ignoreDeprecations: '6.0' } },
    esbuildPlugins: [noChildProcess],
    esbuildOptions: (options) => {
      options.alias = browserYaml;
    },
  },
  {
    ...common,
    entry: { 'cli/main': 'src/cli/main.ts' },
    format: ['cjs'],
    splitting: false,
    outExtension: () => ({ js: '.cjs' }),
    esbuildPlugins: [besides],
  },
  {
    ...common,
    entry: { 'cli/lint-path': 'src/cli/lint-path.ts' },
    format: ['cjs'],
    splitting: false,
    minify: true,
    outExtension: () => ({ js: '.cjs' }),
    esbuildPlugins: [noChildProcess, lintAlone],
    esbuildOptions: (options) => {
      options.alias = browserYaml;
    },
  },
]);
