import type { Fix } from '../base/diagnostic.ts';
import { analyze } from '../frontend/analyze.ts';
import type { Analysis, AnalyzeOptions, SourceFile } from '../frontend/analyze.ts';
import { applyFixes } from './edits.ts';

/** A fix may make room for another; no honest spec needs so many rounds. */
const maxRounds = 10;

/** Files with their fixes applied. */
export type Fixed = {
  /** The new texts of the files that changed, with the byte order mark that they had. */
  readonly texts: ReadonlyMap<string, string>;
  /** How many findings were fixed. */
  readonly fixed: number;
  /** What is left, found in the new texts. */
  readonly left: Analysis;
  /** Set where fixing stopped while fixes were left. */
  readonly stopped?: Stopped;
};

/** A round whose texts could not be read any more was undone; or the rounds would not end. */
export type Stopped = { readonly why: 'undone'; readonly fixes: readonly Fix[] } | { readonly why: 'rounds' };

/**
 * Lints, applies the fixes, and lints again, until nothing is left that has a fix.
 * @param unsafe also fixes that may change what is backed up
 */
export function fixText(files: readonly SourceFile[], options: AnalyzeOptions, unsafe: boolean): Fixed {
  const texts = new Map<string, string>();
  let left = analyze(files, options);
  let fixed = 0;
  for (let round = 0; round < maxRounds; round++) {
    const { texts: changed, applied } = applyFixes(left.documents, fixesOf(left, unsafe));
    if (applied.length === 0) return { texts: marked(texts, files), fixed, left };
    const next = analyze(withTexts(files, texts, changed), options);
    if (isRead(left) && !isRead(next)) return { texts: marked(texts, files), fixed, left, stopped: { why: 'undone', fixes: applied } };
    for (const [file, text] of changed) texts.set(file, text);
    left = next;
    fixed += applied.length;
  }
  const open = fixesOf(left, unsafe).length > 0;
  return { texts: marked(texts, files), fixed, left, ...(open && { stopped: { why: 'rounds' } }) };
}

function fixesOf({ diagnostics }: Analysis, unsafe: boolean): Fix[] {
  return diagnostics.flatMap(({ fix }) => (fix && (fix.safe || unsafe) ? [fix] : []));
}

/** Without the names of the variables some file was not read. */
const isRead = ({ variables }: Analysis): boolean => variables !== undefined;

function withTexts(files: readonly SourceFile[], ...newer: readonly ReadonlyMap<string, string>[]): SourceFile[] {
  return files.map(({ file, content }) => ({ file, content: newer.reduce((text, texts) => texts.get(file) ?? text, content) }));
}

function marked(texts: ReadonlyMap<string, string>, files: readonly SourceFile[]): Map<string, string> {
  const withMark = new Set(files.filter(({ content }) => hasMark(content)).map(({ file }) => file));
  return new Map([...texts].map(([file, text]) => [file, withMark.has(file) ? `\ufeff${text}` : text]));
}

/** Whether a file begins with a byte order mark. */
export function hasMark(content: SourceFile['content']): boolean {
  return typeof content === 'string' ? content.startsWith('\ufeff') : content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf;
}
