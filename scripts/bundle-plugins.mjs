// What is left out of bundles, or loaded later than it is written.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** commander loads it for subcommands that are separate programs; there are none, and loading it is slow. */
export const noChildProcess = {
  name: 'no-child-process',
  setup: (build) => {
    build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: 'child_process', namespace: 'empty' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** What lint seldom needs, and loads from the ES modules, which share their code. It throws nothing: classes are others there. */
export const seldom = { tree: 'src/files/tree.ts', 'seed-findings': 'src/cli/seed-findings.ts', 'usage-errors': 'src/cli/usage-errors.ts' };

/** The lint bundle leaves out what lint never needs (request models of the SDK) or seldom (the texts of all rules, what git ignores, seeds). */
export const withoutRarelyUsed = {
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

/** Only SARIF hashes on the lint path, which never sleeps, and loading what Node has for that takes time: it is loaded when it is used. */
export const lazyNode = {
  name: 'lazy-node',
  setup: (build) => {
    build.onLoad({ filter: /[\\/](?:base[\\/]hash|engine[\\/]system-clock)\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const [load, names, from] = /^import \{ (.+) \} from '(node:[\w/]+)';$/m.exec(source) ?? [];
      if (load === undefined || names === undefined)
        throw new Error(`${path} has no line that imports a module of Node, so that the lint path would load it at its start.`);
      const later = names.split(', ').map((name) => `const ${name} = (...args: unknown[]) => require('${from}').${name}(...args);`);
      return { loader: 'ts', contents: source.replace(load, later.join('\n')) };
    });
  },
};
