import { styleText } from 'node:util';
import type { Severity } from '../base/diagnostic.ts';

/** Colours by what a piece of text is for, not by how it looks. */
export type Paint = {
  readonly severity: (severity: Severity, text: string) => string;
  readonly strong: (text: string) => string;
  /** Line numbers, arrows and the marks of related places. */
  readonly quiet: (text: string) => string;
  /** What comes, changes or goes. */
  readonly change: (sign: Sign, text: string) => string;
};

/** The sign before a line of a plan; it says the same without colour. */
export type Sign = '+' | '~' | '-' | '!' | '?' | '=';

type Style = Parameters<typeof styleText>[0];

const colours: Readonly<Record<Severity, Style>> = { error: ['bold', 'red'], warning: ['bold', 'yellow'], info: ['bold', 'cyan'] };

const signs: Readonly<Record<Sign, Style>> = { '+': 'green', '~': 'yellow', '-': 'red', '!': ['bold', 'red'], '?': 'cyan', '=': 'dim' };

/** Whether to colour is the caller's question: it knows the stream. */
export function paint(color: boolean): Paint {
  const style = (as: Style, text: string): string => (color && text ? styleText(as, text, { validateStream: false }) : text);
  return {
    severity: (severity, text) => style(colours[severity], text),
    strong: (text) => style('bold', text),
    quiet: (text) => style(['bold', 'blue'], text),
    change: (sign, text) => style(signs[sign], text),
  };
}
