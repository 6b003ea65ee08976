import { suggest } from '../base/suggest.ts';
import type { Spot } from '../base/diagnostic.ts';
import type { Issue } from '../base/issue.ts';
import { quote } from '../base/text.ts';
import { textOfValue } from './variable-value.ts';
import type { Variables, VariableValue } from './variable-value.ts';

const reference = /\$\$\{|\$\{([^}]*)\}?/g;

/** Names that were declared and are close to one that was not. */
export type NearTo = (name: string) => readonly string[];

/** Nobody mistypes so many names; beyond it no more are looked up, since each is compared with all that are declared. */
const maxSuggestions = 100;

/** Finds what was probably meant, each name once. */
export function nearest(variables: Variables): NearTo {
  const declared = [...variables.keys()];
  const known = new Map<string, readonly string[]>();
  return (name) => {
    const near = known.get(name) ?? (known.size < maxSuggestions ? suggest(name, declared) : []);
    if (known.size < maxSuggestions) known.set(name, near);
    return near;
  };
}

const nameOf = (inner: string | undefined): string | undefined => /^var\.([A-Za-z][A-Za-z0-9_-]*)$/.exec(inner ?? '')?.[1];

/** An issue of one reference; its path begins at the text. */
function referenceIssue(whole: string, inner: string | undefined, at: number, variables: Variables, nearTo: NearTo): Issue | undefined {
  const place = { path: [], within: [at, at + whole.length] } as const;
  const name = nameOf(inner);
  if (name === undefined || !whole.endsWith('}')) return malformed(whole, place);
  return variables.has(name) ? undefined : undeclared(name, nearTo(name), place);
}

function malformed(whole: string, place: Spot): Issue {
  return {
    code: 'variable-malformed',
    severity: 'error',
    message: `${quote(whole)} is not a variable; a variable is written \${var.NAME}.`,
    place,
    label: 'not a variable',
    help: 'Write $${ where the two characters ${ are meant.',
  };
}

function undeclared(name: string, near: readonly string[], place: Spot): Issue {
  const [meant, ...others] = near;
  const text = `\${var.${meant}}`;
  return {
    code: 'variable-undeclared',
    severity: 'error',
    message: `The variable ${name} is not declared.`,
    place,
    label: 'not declared',
    help: meant === undefined ? `Declare it: variables: {${name}: {default: …}}` : `Did you mean ${meant}?`,
    ...(meant !== undefined && others.length === 0 && { fix: { title: `Write ${text}`, safe: false, edits: [{ place, text }] } }),
  };
}

/** The longest text with values in it; without a limit a long value that is used many times would fill the memory. */
export const maxLength = 2000;

/** A list cannot be a part of a text. */
function notText(name: string, { origin }: VariableValue, place: Spot): Issue {
  return {
    code: 'variable-wrong-type',
    severity: 'error',
    message: `The variable ${name} is a list (from ${origin}) and cannot stand inside text.`,
    place,
    label: 'a list',
    help: 'Give it text or a number, or let it be the whole value of a field that takes a list.',
  };
}

/** A text with the values of variables in it, the names of those that have none, which stay as written, and its issues. */
export type Substituted = { readonly value: string; readonly unresolved: readonly string[]; readonly issues: readonly Issue[] };

/** Puts the values of variables into one text. */
export function substituteText(text: string, variables: Variables, nearTo: NearTo): Substituted {
  const issues: Issue[] = [];
  const unresolved: string[] = [];
  let added = 0;
  const value = text.replace(reference, (whole: string, inner: string | undefined, at: number) => {
    if (whole === '$${') return '${';
    const name = (inner ?? '').slice('var.'.length);
    const given = variables.get(name);
    const text = given && textOfValue(given.value);
    const within = [at, at + whole.length] as const;
    const unfit = given && text === undefined ? notText(name, given, { path: [], within }) : undefined;
    const issue = referenceIssue(whole, inner, at, variables, nearTo) ?? unfit;
    if (issue) issues.push(issue);
    else if (given === undefined) unresolved.push(name);
    if (issue || text === undefined || added > maxLength) return whole;
    added += text.length;
    return text.slice(0, maxLength);
  });
  return { value, unresolved, issues };
}
