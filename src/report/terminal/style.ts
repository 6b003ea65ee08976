import { styleText } from 'node:util';
import type { Severity } from '../../base/diagnostic.ts';

/** Colours by the purpose of a text, not by its looks. */
export type Style = {
  readonly severity: (severity: Severity, text: string) => string;
  readonly strong: (text: string) => string;
  /** Line numbers, arrows and the marks of related places. */
  readonly quiet: (text: string) => string;
  /** What is added, changed or removed. */
  readonly change: (sign: Sign, text: string) => string;
};

/** The sign before a line of a plan; it means the same without colour. */
export type Sign = '+' | '~' | '-' | '!' | '?' | '=';

type StyleText = Parameters<typeof styleText>[0];

// Yellow and cyan cannot be read on a light ground: red, magenta and blue can, on both.
const colours: Readonly<Record<Severity, StyleText>> = { error: ['bold', 'red'], warning: ['bold', 'magenta'], info: ['bold', 'blue'] };

const signs: Readonly<Record<Sign, StyleText>> = {
  '+': 'green',
  '~': 'magenta',
  '-': 'red',
  '!': ['bold', 'red'],
  '?': ['bold', 'blue'],
  '=': 'dim',
};

/** Styles for a stream. Whether it has colours is for the caller to know. */
export function style(color: boolean): Style {
  const paint = (format: StyleText, text: string): string => (color && text ? styleText(format, text, { validateStream: false }) : text);
  return {
    severity: (severity, text) => paint(colours[severity], text),
    strong: (text) => paint('bold', text),
    quiet: (text) => paint(['bold', 'blue'], text),
    change: (sign, text) => paint(signs[sign], text),
  };
}
