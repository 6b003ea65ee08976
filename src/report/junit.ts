import type { Diagnostic, Severity } from '../base/diagnostic.ts';
import { visible } from '../base/visible.ts';
import { reaches } from '../suppressions/severity.ts';
import { inOrder, oneLine } from './diagnostics.ts';
import type { FindingsOptions } from './format.ts';
import { relative } from './relative-path.ts';
import type { Documents } from './location.ts';
import { spanOf } from './location.ts';

/** One case of a test report: how it is called, where it stands, and what came of it. */
type Case = { readonly name: string; readonly line?: number; readonly outcome: 'failed' | 'skipped' | 'passed'; readonly inside: string };

/**
 * Findings as a JUnit report: a suite for each file. What reaches the level that makes lint fail is a failed case,
 * what a comment keeps back a skipped one, and any other a passed one that says so. A file without findings has one
 * passed case.
 */
export function junitReport(
  found: readonly Diagnostic[],
  documents: Documents,
  { suppressed = [], failOn = 'error', root }: FindingsOptions,
): string {
  const reasons = new Map(suppressed.map((one) => [one.found, one.reason]));
  const files = [...new Set([...found.map(({ place }) => place?.file ?? ''), ...documents.keys()])].sort();
  const suites = files.map((file) => {
    const here = inOrder(
      found.filter(({ place }) => (place?.file ?? '') === file),
      documents,
    ).map((one) => caseOf(one, documents, failOn));
    const kept = inOrder(
      [...reasons.keys()].filter(({ place }) => (place?.file ?? '') === file),
      documents,
    ).map((one) => skippedCase(one, reasons.get(one) as string, documents));
    const cases = [...here, ...kept];
    return { name: file === '' ? 'snapspec' : relative(file, root), cases: cases.length > 0 ? numbered(cases) : [clean] };
  });
  const all = suites.flatMap(({ cases }) => cases);
  const inner = suites.map(
    ({ name, cases }) =>
      `  <testsuite name="${attribute(name)}"${counts(cases)}>\n${cases.map((one) => caseXml(one, name)).join('')}  </testsuite>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="snapspec lint"${counts(all)}>\n${inner.join('')}</testsuites>\n`;
}

const clean: Case = { name: 'no findings', outcome: 'passed', inside: '' };

/** The name is that of the finding and of what it is about, never of its line: so a case keeps its history. */
function nameOf({ code, place }: Diagnostic): string {
  return place && 'path' in place && place.path.length > 0 ? `${code} ${place.path.join('/')}` : code;
}

function lineOf({ place }: Diagnostic, documents: Documents): { line?: number } {
  const span = place && spanOf(place, documents);
  return span ? { line: span.line } : {};
}

function caseOf(one: Diagnostic, documents: Documents, failOn: Severity): Case {
  const text = content([oneLine(one, documents), ...(one.notes ?? [])].join('\n'));
  const failed = reaches(one, failOn);
  const inside = failed
    ? `<failure type="${attribute(one.code)}" message="${attribute(`${one.severity}: ${one.message}`)}">${text}</failure>`
    : `<system-out>${text}</system-out>`;
  return { name: nameOf(one), ...lineOf(one, documents), outcome: failed ? 'failed' : 'passed', inside };
}

function skippedCase(found: Diagnostic, reason: string, documents: Documents): Case {
  return { name: nameOf(found), ...lineOf(found, documents), outcome: 'skipped', inside: `<skipped message="${attribute(reason)}"/>` };
}

/** Cases of one name in one suite are told apart by a number. */
function numbered(cases: readonly Case[]): Case[] {
  const seen = new Map<string, number>();
  return cases.map((one) => {
    const times = (seen.get(one.name) ?? 0) + 1;
    seen.set(one.name, times);
    return times === 1 ? one : { ...one, name: `${one.name} (${times})` };
  });
}

function counts(cases: readonly Case[]): string {
  const many = (outcome: Case['outcome']): number => cases.filter((one) => one.outcome === outcome).length;
  return ` tests="${cases.length}" failures="${many('failed')}" errors="0" skipped="${many('skipped')}"`;
}

function caseXml({ name, line, inside }: Case, suite: string): string {
  const head = `    <testcase classname="${attribute(suite)}" name="${attribute(name)}" file="${attribute(suite)}"${line === undefined ? '' : ` line="${line}"`}`;
  return inside === '' ? `${head}/>\n` : `${head}>\n      ${inside}\n    </testcase>\n`;
}

const entities: { readonly [char: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\ufffe': '\\u{fffe}',
  '\uffff': '\\u{ffff}',
};

/** Text inside an element. What XML 1.0 cannot hold, and what cannot be seen, becomes a visible escape. */
function content(text: string): string {
  return visible(text, { lines: true }).replace(/[&<>\ufffe\uffff]/g, (char) => entities[char] as string);
}

function attribute(text: string): string {
  return content(text).replace(/["'\n]/g, (char) => entities[char] as string);
}
