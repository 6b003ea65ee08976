import type { Issue } from '../base/issue.ts';
import { quote } from '../base/text.ts';
import type { TextNode } from './syntax-tree.ts';

/** Below it no quotation mark of typography begins; nearly every text does. */
const firstMark = 0x2018;

const quoted = /^[“”„‟‘’‚‛「『＂]([^“”„‟‘’‚‛「」『』＂]*)[“”‟‘’‛」』＂]$/;

/** A text that is written without quotes of YAML, in those of a text processor: they are a part of it. */
export function quotesIssue({ value, style }: TextNode): Issue | undefined {
  const inner = style === 'plain' && value.charCodeAt(0) >= firstMark ? quoted.exec(value)?.[1] : undefined;
  if (inner === undefined) return undefined;
  return {
    code: 'typographic-quotes',
    severity: 'warning',
    message: `${quote(value).slice(1, -1)} is written in typographic quotes, which YAML reads as a part of the text.`,
    place: { path: [] },
    label: 'typographic quotes',
    help: `Write ${JSON.stringify(inner)}.`,
    fix: { title: `Write ${JSON.stringify(inner)}`, safe: false, edits: [{ place: { path: [] }, text: JSON.stringify(inner) }] },
  };
}
