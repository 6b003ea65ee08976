import { styleText } from 'node:util';
import type { Severity } from '../base/diagnostic.ts';

/** Colours by what a piece of text is for, not by how it looks. */
export type Style = {
  readonly severity: (severity: Severity, text: string) => string;
  readonly strong: (text: string) => string;
  /** Line numbers, arrows and the marks of related places. */
  readonly quiet: (text: string) => string;
  /** What comes, changes or goes. */
  readonly change: (sign: Sign, text: string) => string;
};

/** The sign before a line of a plan; it says the same without colour. */
export type Sign = '+' | '~' | '-' | '!' | '?' | '=';

type StyleText = Parameters<typeof styleText>[0];

const colours: Readonly<Record<Severity, StyleText>> = { error: ['bold', 'red'], warning: ['bold', 'yellow'], info: ['bold', 'cyan'] };

const signs: Readonly<Record<Sign, StyleText>> = { '+': 'green', '~': 'yellow', '-': 'red', '!': ['bold', 'red'], '?': 'cyan', '=': 'dim' };

/** Whether to colour is the caller's question: it knows the stream. */
export function style(color: boolean): Style {
  const paint = (as: StyleText, text: string): string => (color && text ? styleText(as, text, { validateStream: false }) : text);
  return {
    severity: (severity, text) => paint(colours[severity], text),
    strong: (text) => paint('bold', text),
    quiet: (text) => paint(['bold', 'blue'], text),
    change: (sign, text) => paint(signs[sign], text),
  };
}
