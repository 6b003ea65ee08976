import type { Alias } from '../aliases/alias.ts';
import type { MapNode } from '../read/syntax-tree.ts';
import type { Outer } from './misplaced-keys.ts';

/** What somebody meant by a key that an object does not have. */
export type UnknownKey = {
  readonly key: string;
  readonly alias?: Alias;
  /** The names that are close to it, best first. */
  readonly near: readonly string[];
  /** Fields of the object that it stands for: they are not missing as well. `*` where nobody can tell. */
  readonly meant: readonly string[];
  /** The steps to a field further in that it stands for. */
  readonly inner?: readonly string[];
  /** Where it belongs, further out. */
  readonly outer?: Outer;
  /** It holds fields of the object. */
  readonly wrapped?: MapNode;
};
