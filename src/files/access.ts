/** From where a run may follow links, and its standard input. */
export type Access = {
  /** The folder of the run, in which relative paths begin. */
  readonly cwd: string;
  /** Folders beyond it into which links may lead: `--allow-path`. */
  readonly allow?: readonly string[];
  /** Nothing outside of `cwd` is reached, by whatever name or link. */
  readonly closed?: true;
  /** All of standard input; at most one byte more than a file may have. */
  readonly stdin?: () => Promise<Uint8Array>;
};

/**
 * How a file came to be known. What a person typed is trusted, so it may lie anywhere; what was found by default, in a
 * folder or inside a file is named by whoever wrote that.
 */
export type Named =
  | { readonly type: 'typed'; readonly path: string }
  /** In a folder of which the way there was settled before. */
  | { readonly type: 'found'; readonly folder: string; readonly name: string };

/** A file that a person named. */
export const typed = (path: string): Named => ({ type: 'typed', path });

/** A file that is looked for in a folder. */
export const found = (folder: string, name: string): Named => ({ type: 'found', folder, name });

/** A file beside another one, by what is added to its name. */
export const besides = (named: Named, ending: string): Named =>
  named.type === 'typed' ? typed(`${named.path}${ending}`) : found(named.folder, `${named.name}${ending}`);

/** A file as a person knows it. */
export const shownName = (named: Named): string => (named.type === 'typed' ? named.path : named.name);
