/** A field's verdicts by one constraint, as the pages put it. A value is what stands in the spec. */
export type Row = {
  /** `''` is the head of the spec. */
  readonly section: '' | 'snapshots' | 'groups' | 'policies' | 'desktopSnapshots';
  /** Path inside the entry (or the head); `''` is the whole entry, put over what `entry` says. */
  readonly field: string;
  /** Row of docs/constraints.md, or of a rule of snapspec itself. */
  readonly by: string;
  readonly accepted?: readonly unknown[];
  readonly refused?: readonly unknown[];
  /** The pages do not agree: lint warns, the service and the schema take it, and under strict it is an error. */
  readonly disputed?: readonly unknown[];
  /** Lint warns, also under strict; no page forbids it. */
  readonly cautioned?: readonly unknown[];
  /** What the service answers to the refused ones: code and status; `any` where no page names them. */
  readonly answer?: string;
  /** A limit of snapspec: the service has no vote. */
  readonly ours?: true;
  /** Other members of the field's object that it needs. */
  readonly beside?: { readonly [name: string]: unknown };
  /** Replaces the usual entry. */
  readonly entry?: { readonly [name: string]: unknown };
  /** Findings that come with every value here, and are of another cause. */
  readonly also?: readonly string[];
  /** The finding of the refused ones, where the constraint is held by a finding that names no row. */
  readonly code?: string;
  /** Why no call can carry the value. */
  readonly unsent?: string;
  /** Why the JSON Schema cannot say it. */
  readonly unsaid?: string;
};

export type Word = 'accepted' | 'refused' | 'disputed' | 'cautioned';

/** One line of the table. */
export type Verdict = Omit<Row, Word> & { readonly value: unknown; readonly verdict: Word };

const words = ['accepted', 'refused', 'disputed', 'cautioned'] as const;

/** The lines of rows, one value each. */
export const linesOf = (rows: readonly Row[]): Verdict[] =>
  rows.flatMap(({ accepted, refused, disputed, cautioned, ...row }) => {
    const values = { accepted, refused, disputed, cautioned };
    return words.flatMap((verdict) => (values[verdict] ?? []).map((value): Verdict => ({ ...row, value, verdict })));
  });

/** So many of a letter; `備` and `𠀀` are letters of CJK, the second of two UTF-16 units. */
export const of = (many: number, letter = 'a'): string => letter.repeat(many);
/** So many characters, the first of them of two UTF-16 units. */
export const astral = (many: number, first = '😀'): string => first + of(many - 1);
/** So many disks that are there, and more that are not needed to be. */
export const disks = (many: number): string[] => Array.from({ length: many }, (_, index) => `d-${String(index).padStart(3, '0')}`);
/** So many tags. */
export const tags = (many: number): { [key: string]: string } =>
  Object.fromEntries(Array.from({ length: many }, (_, index) => [`k${index}`, 'v']));
/** Whole numbers from one to another. */
export const upTo = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Reasons that several rows share. */
export const empty = 'on the wire an empty parameter is an absent one';
export const typed = 'every value is text on the wire';
