import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { transform } from 'esbuild';
import { defineConfig } from 'tsup';
import type { Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/*
 * Why there are three bundles. What is run often (--version by scripts, lint by editors and hooks) is CommonJS in files of
 * its own, since a start is dominated by loading code: lint of ten entries takes 70 ms (3.0 times `node -e 0`) this way, and
 * 97 ms (4.15 times) from the ES modules that serve every other verb and the library; minifying or splitting those gives 4.1.
 * The four plugins keep out of the fast path what it never runs.
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

/** commander loads it for subcommands that are separate programs; there are none, and loading it is slow. */
const noChildProcess: Plugin = {
  name: 'no-child-process',
  setup: (build) => {
    build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: 'child_process', namespace: 'empty' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** What lint seldom needs, and loads from the ES modules, which share their code. It throws nothing: classes are others there. */
const seldom = { tree: 'src/files/tree.ts', 'seed-findings': 'src/cli/seed-findings.ts', 'usage-errors': 'src/cli/usage-errors.ts' };

/** The lint bundle leaves out what lint never needs (request models of the SDK) or seldom (the texts of all rules, what git ignores, seeds). */
const withoutRarelyUsed: Plugin = {
  name: 'without-rarely-used',
  setup: (build) => {
    build.onResolve({ filter: /^\.\/requests\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
    build.onResolve({ filter: /\/derive\/rule-index\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './rule-index.cjs', external: true } : undefined,
    );
    build.onResolve({ filter: new RegExp(`/(?:${Object.keys(seldom).join('|')})\\.ts$`) }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.ts')}.js`, external: true } : undefined,
    );
  },
};

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

/** Only SARIF hashes on the lint path, and loading the module of hashes takes 3 ms: it is loaded when it is used. */
const lazyHash: Plugin = {
  name: 'lazy-hash',
  setup: (build) => {
    build.onLoad({ filter: /[\\/]base[\\/]hash\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const [load, names] = /^import \{ (.+) \} from 'node:crypto';$/m.exec(source) ?? [];
      if (load === undefined || names === undefined)
        throw new Error(`${path} has no line that imports node:crypto, so that the lint path would load it at its start.`);
      const later = names.split(', ').map((name) => `const ${name} = (...args: unknown[]) => require('node:crypto').${name}(...args);`);
      return { loader: 'ts', contents: source.replace(load, later.join('\n')) };
    });
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
  {
    ...common,
    // Files without shared chunks, which would be one more file to find and read.
    entry: {
      'cli/lint-entry': 'src/cli/lint-entry.ts',
      'cli/rule-index': 'src/derive/rule-index.ts',
    },
    format: ['cjs'],
    splitting: false,
    minify: true,
    outExtension: () => ({ js: '.cjs' }),
    esbuildPlugins: [noChildProcess, withoutRarelyUsed, lazyHash],
    esbuildOptions: (options) => {
      options.alias = browserYaml;
    },
  },
]);
