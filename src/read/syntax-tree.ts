/** One value of a spec file. Offsets count UTF-16 units from the start of the text. */
export type Node = MapNode | ListNode | TextNode | NumberNode | BoolNode | NullNode;

export type Placed = { readonly start: number; readonly end: number };

/** What every value is that a variable gave as a whole. */
export type Given = {
  /** Set where variables were substituted, so that the value is not what the file holds there. */
  readonly substituted?: true;
  /** Where the variable has its value from, in words. */
  readonly origin?: string;
};

export type Entry = { readonly key: string; readonly keyStart: number; readonly keyEnd: number; readonly value: Node };

export type MapNode = Placed & {
  readonly type: 'map';
  readonly entries: readonly Entry[];
  /** Set where a key could not be read (it is duplicate, or not a name): a field that seems to be missing may be it. */
  readonly incomplete?: true;
};
export type ListNode = Placed & Given & { readonly type: 'list'; readonly items: readonly Node[] };
export type TextNode = Placed &
  Given & {
    readonly type: 'text';
    readonly value: string;
    /** How it was written: what decides whether a part of it can be pointed at. */
    readonly style: 'plain' | 'single' | 'double' | 'block';
    /** The declared variables in it that have no value: the text is not final and is not checked. */
    readonly unresolved?: readonly string[];
    /** An error was reported about its characters or a variable in it: nothing else about it is validated. */
    readonly invalid?: true;
  };
export type NumberNode = Placed &
  Given & {
    readonly type: 'number';
    readonly value: number;
    /** As written: `010` and `0x1F` are numbers to YAML but not what a person means by a whole number. */
    readonly source: string;
  };
export type BoolNode = Placed &
  Given & {
    readonly type: 'bool';
    readonly value: boolean;
    /** As written: `True` is true too, and another text. */
    readonly source: string;
  };
export type NullNode = Placed & { readonly type: 'null' };

/** One spec file: its name as the person gave it, its text, and the value that it holds. */
export type Document = {
  readonly file: string;
  readonly text: string;
  readonly root: Node;
  /** Set where some of its keys or texts could not be read. */
  readonly partial?: true;
};

const indices = new WeakMap<MapNode, ReadonlyMap<string, Entry>>();

/** The entry of a key. Large maps are indexed when they are first asked, so many lookups stay linear. */
export function find(map: MapNode, key: string): Entry | undefined {
  if (map.entries.length <= 8) return map.entries.find((entry) => entry.key === key);
  const index = indices.get(map) ?? new Map(map.entries.map((entry) => [entry.key, entry]));
  indices.set(map, index);
  return index.get(key);
}
