import { suggest } from '../base/suggest.ts';
import type { Spot } from '../base/diagnostic.ts';
import type { Issue } from '../base/issue.ts';
import { quote } from '../base/text.ts';
import { isPlaceholder, placeholderIn, placeholderText } from './placeholders.ts';
import { textOfValue } from './variable-value.ts';
import type { Variables, VariableValue } from './variable-value.ts';

const reference = /\$\$\{|\$\{(\{[^}]*\}(?=\})|[^}]*)\}?/g;

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
  if (name === undefined || !whole.endsWith('}')) return malformed(whole, inner ?? '', place, variables);
  return variables.has(name) ? undefined : undeclared(name, nearTo(name), place);
}

/** The variable that `${release}`, `${vars.release}` or `${ var.release }` was meant for; one that is declared. */
function meantBy(inner: string, variables: Variables): string | undefined {
  const name = /^\s*(?:[A-Za-z]+\.)?([A-Za-z][A-Za-z0-9_-]*)\s*(?:[:?].*)?$/.exec(inner)?.[1];
  if (name === undefined) return undefined;
  return variables.has(name) ? name : [...variables.keys()].find((one) => one.toLowerCase() === name.toLowerCase());
}

/** What to do about `${…}` that is no variable: those of pipelines and of the environment are given from outside. */
function malformedHelp(inner: string, meant: string | undefined): string {
  if (meant !== undefined) return `Did you mean \${var.${meant}}?`;
  if (inner.startsWith('{')) {
    const name = /([A-Za-z][A-Za-z0-9_]*)\W*$/.exec(inner)?.[1]?.toLowerCase() ?? 'name';
    return `What a pipeline knows is given from outside: declare a variable at the top, variables: {${name}: {}}, write \${var.${name}} here, and give it with --var ${name}=…`;
  }
  const outer = /^(?:env[.:])?([A-Z][A-Z0-9_]*)$/.exec(inner)?.[1];
  if (outer !== undefined)
    return `The environment is not read; declare a variable, and give it SNAPSPEC_VAR_${outer.toLowerCase()}: \${var.${outer.toLowerCase()}}`;
  const name = /^(?:vars?|variables?|local|param(?:eter)?s?)?\.?([A-Za-z][A-Za-z0-9_-]*)$/.exec(inner.trim())?.[1];
  return name === undefined
    ? 'What another tool knows is given from outside: declare a variable, write ${var.NAME} here, and give it with --var NAME=…; write $${ where the two characters ${ are meant.'
    : `Write \${var.${name}}, and declare it at the top: variables: {${name}: {}}; or $\${ where the two characters \${ are meant.`;
}

function malformed(whole: string, inner: string, place: Spot, variables: Variables): Issue {
  const meant = whole.endsWith('}') ? meantBy(inner, variables) : undefined;
  const text = `\${var.${meant}}`;
  return {
    code: 'variable-malformed',
    severity: 'error',
    message: `${quote(whole)} is not a variable; a variable is written \${var.NAME}.`,
    place,
    label: 'not a variable',
    help: malformedHelp(inner, meant),
    ...(meant !== undefined && { fix: { title: `Write ${text}`, safe: false, edits: [{ place, text }] } }),
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

/** A placeholder of another tool: all of a text, or one with the name of a variable. */
function placeholderIssue(text: string, variables: Variables): Issue | undefined {
  const found = placeholderIn(text);
  if (found === undefined || !(isPlaceholder(text) || variables.has(found.name))) return undefined;
  const place: Spot = { path: [], within: found.range };
  const meant = `\${var.${found.name}}`;
  const declared = variables.has(found.name);
  return {
    code: 'template-placeholder',
    severity: 'error',
    place,
    ...placeholderText(quote(text.slice(...found.range)), found.name),
    ...(declared && { help: `Write ${meant}.`, fix: { title: `Write ${meant}`, safe: false, edits: [{ place, text: meant }] } }),
  };
}

/** Puts the values of variables into one text. */
export function substituteText(text: string, variables: Variables, nearTo: NearTo): Substituted {
  const placeholder = text.includes('{{') && !text.includes('${{') ? placeholderIssue(text, variables) : undefined;
  if (placeholder) return { value: text, unresolved: [], issues: [placeholder] };
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
