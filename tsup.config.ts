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

/** What lint seldom or never needs is left out of its path: what a kind loads when it meets the cloud, and the texts of all rules. */
const withoutRest: Plugin = {
  name: 'without-rest',
  setup: (build) => {
    build.onResolve({ filter: /^\.\/requests\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
    build.onResolve({ filter: /\/derive\/rule-index\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './rule-index.cjs', external: true } : undefined,
    );
  },
};

/** What the first file loads is built beside it. */
const besides: Plugin = {
  name: 'besides',
  setup: (build) => {
    build.onResolve({ filter: /^\.\/program\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './program.js', external: true } : undefined,
    );
    build.onResolve({ filter: /^\.\/lint-entry\.cjs$/ }, () => ({ path: './lint-entry.cjs', external: true }));
  },
};

export default defineConfig([
  {
    ...common,
    entry: { 'lib/index': 'src/index.ts', 'cli/program': 'src/cli/program.ts' },
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
    // Two files by themselves: shared parts would be one more file to find and read.
    entry: { 'cli/lint-entry': 'src/cli/lint-entry.ts', 'cli/rule-index': 'src/derive/rule-index.ts' },
    format: ['cjs'],
    splitting: false,
    minify: true,
    outExtension: () => ({ js: '.cjs' }),
    esbuildPlugins: [noChildProcess, withoutRest],
    esbuildOptions: (options) => {
      options.alias = browserYaml;
    },
  },
]);
