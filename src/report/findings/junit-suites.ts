import type { Diagnostic, Severity } from '../../base/diagnostic.ts';
import { xmlAttribute, xmlText } from '../../escape/xml.ts';
import { reaches } from '../../suppressions/severity.ts';
import { plainLine } from './one-line.ts';
import { inOrder } from './order.ts';
import type { FindingsOptions } from './format.ts';
import { relative } from '../relative-path.ts';
import type { Documents } from '../location.ts';
import { spanOf } from '../location.ts';

/** One case of a test report. */
type Case = { readonly name: string; readonly line?: number; readonly outcome: 'failed' | 'skipped' | 'passed'; readonly inside: string };

/**
 * Findings as a JUnit report: a suite for each file. A finding that makes lint fail is a failed case, a suppressed one
 * is a skipped case, and any other is a passed case that shows it. A file without findings has one passed case.
 */
export function testSuites(
  found: readonly Diagnostic[],
  documents: Documents,
  { suppressed = [], failOn = 'error', root, verb = 'lint' }: FindingsOptions,
): string {
  const reasons = new Map(suppressed.map((one) => [one.found, one.reason]));
  const files = [...new Set([...found.map(({ place }) => place?.file ?? ''), ...documents.keys()])].sort();
  const suites = files.map((file) => {
    const here = inOrder(
      found.filter(({ place }) => (place?.file ?? '') === file),
      documents,
    ).map((one) => caseOf(one, documents, failOn));
    const skipped = inOrder(
      [...reasons.keys()].filter(({ place }) => (place?.file ?? '') === file),
      documents,
    ).map((one) => skippedCase(one, reasons.get(one) as string, documents));
    const cases = [...here, ...skipped];
    return { name: file === '' ? 'snapspec' : relative(file, root), cases: cases.length > 0 ? numbered(cases) : [clean] };
  });
  const all = suites.flatMap(({ cases }) => cases);
  const inner = suites.map(
    ({ name, cases }) =>
      `  <testsuite name="${xmlAttribute(name)}"${counts(cases)}>\n${cases.map((one) => caseXml(one, name)).join('')}  </testsuite>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="snapspec ${xmlAttribute(verb)}"${counts(all)}>\n${inner.join('')}</testsuites>\n`;
}

const clean: Case = { name: 'no findings', outcome: 'passed', inside: '' };

/** Code and path, never the line, so that a case keeps its history. */
function nameOf({ code, place }: Diagnostic): string {
  return place && 'path' in place && place.path.length > 0 ? `${code} ${place.path.join('/')}` : code;
}

function lineOf({ place }: Diagnostic, documents: Documents): { line?: number } {
  const span = place && spanOf(place, documents);
  return span ? { line: span.line } : {};
}

function caseOf(one: Diagnostic, documents: Documents, failOn: Severity): Case {
  const text = xmlText([plainLine(one, documents), ...(one.notes ?? [])].join('\n'));
  const failed = reaches(one, failOn);
  const inside = failed
    ? `<failure type="${xmlAttribute(one.code)}" message="${xmlAttribute(`${one.severity}: ${one.message}`)}">${text}</failure>`
    : `<system-out>${text}</system-out>`;
  return { name: nameOf(one), ...lineOf(one, documents), outcome: failed ? 'failed' : 'passed', inside };
}

function skippedCase(found: Diagnostic, reason: string, documents: Documents): Case {
  return { name: nameOf(found), ...lineOf(found, documents), outcome: 'skipped', inside: `<skipped message="${xmlAttribute(reason)}"/>` };
}

/** Cases of one name in one suite are numbered. */
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
  const head = `    <testcase classname="${xmlAttribute(suite)}" name="${xmlAttribute(name)}" file="${xmlAttribute(suite)}"${line === undefined ? '' : ` line="${line}"`}`;
  return inside === '' ? `${head}/>\n` : `${head}>\n      ${inside}\n    </testcase>\n`;
}
