import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/base/diagnostic.ts';
import { junit } from '../../../src/report/findings/junit.ts';
import { head, lintText, mixed } from '../sample.ts';

const options = { color: false };

type Element = { readonly name: string; readonly attributes: { readonly [name: string]: string }; readonly children: (Element | string)[] };

const entities: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string) =>
    code ? String.fromCodePoint(Number(code)) : (entities[name] as string),
  );

/** A strict reader of the little XML that a report needs; whatever else stands in the text is refused. */
function parseXml(text: string): Element {
  // What XML 1.0 allows as a character.
  expect(text).toMatch(/^(?:[\t\n\r\u0020-\ud7ff\ue000-\ufffd]|[\u{10000}-\u{10ffff}])*$/u);
  const rest = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  expect(rest).not.toBe(text);
  const root: Element = { name: '', attributes: {}, children: [] };
  const open = [root];
  for (const [whole, close, name = '', attributes = '', empty, words] of rest.matchAll(
    /<(\/)?([a-z-]+)((?: [a-z]+="(?:[^"<&]|&(?:#\d+|amp|lt|gt|quot|apos);)*")*)(\/)?>|((?:[^<&]|&(?:#\d+|amp|lt|gt|quot|apos);)+)|[\s\S]/g,
  )) {
    const top = open.at(-1) as Element;
    if (words !== undefined) top.children.push(unescaped(words));
    else if (name === '') throw new Error(`not well-formed at ${JSON.stringify(whole)}`);
    else if (close) expect(open.pop()?.name).toBe(name);
    else {
      const made: Element = {
        name,
        attributes: Object.fromEntries(
          [...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key, value]) => [key, unescaped(value as string)]),
        ),
        children: [],
      };
      top.children.push(made);
      if (!empty) open.push(made);
    }
  }
  expect(open).toHaveLength(1);
  return root.children[0] as Element;
}

const elements = ({ children }: Element): Element[] => children.filter((child) => typeof child !== 'string');

test('a clean file is one passed case', () => {
  const { diagnostics, documents } = lintText(head);
  expect(junit.print(diagnostics, documents, options)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="snapspec lint" tests="1" failures="0" errors="0" skipped="0">
  <testsuite name="spec.yaml" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="spec.yaml" name="no findings" file="spec.yaml"/>
  </testsuite>
</testsuites>
`);
});

test('no file at all is an empty report', () => expect(elements(parseXml(junit.print([], new Map(), options)))).toEqual([]));

test('errors fail, what weighs less passes, what is ignored is skipped; counts agree', () => {
  const { diagnostics, documents, suppressed } = lintText(mixed);
  const root = parseXml(junit.print(diagnostics, documents, { ...options, suppressed }));
  expect(root.attributes).toEqual({ name: 'snapspec lint', tests: '6', failures: '1', errors: '0', skipped: '2' });
  const [suite] = elements(root);
  expect(
    elements(suite as Element).map(({ attributes, children }) => [
      attributes['name'],
      attributes['line'],
      elements({ name: '', attributes: {}, children }).map(({ name }) => name),
    ]),
  ).toEqual([
    ['policy-retention-days-disputed policies/nightly/retentionDays', '7', ['system-out']],
    ['snapshot-retention-days-range snapshots/a/retentionDays', '15', ['failure']],
    ['snapshot-instant-access-retired snapshots/a/instantAccess', '16', ['system-out']],
    ['variable-without-value snapshots/a/occurrence', '17', ['system-out']],
    ['policy-schedule-time-points-repeated policies/weekly/schedule/timePoints/1', '10', ['skipped']],
    ['policy-retention-days-range policies/weekly/retentionDays', '11', ['skipped']],
  ]);
});

test('the level that makes lint fail decides what is a failure', () => {
  const { diagnostics, documents } = lintText(mixed);
  const failures = (failOn: 'warning' | 'info'): string | undefined =>
    parseXml(junit.print(diagnostics, documents, { ...options, failOn })).attributes['failures'];
  expect([failures('warning'), failures('info')]).toEqual(['3', '4']);
});

test('cases of one name are told apart', () => {
  const found: Diagnostic = { code: 'x', severity: 'error', message: 'm', place: { file: 'f', range: [0, 1] } };
  const [suite] = elements(parseXml(junit.print([found, found], new Map([['f', { text: 'a' }]]), options)));
  expect(elements(suite as Element).map(({ attributes }) => attributes['name'])).toEqual(['x', 'x (2)']);
});

test('a finding without a place has a suite of its own', () => {
  const root = parseXml(junit.print([{ code: 'x', severity: 'error', message: 'm' }], new Map([['f', { text: '' }]]), options));
  expect(elements(root).map(({ attributes }) => attributes['name'])).toEqual(['snapspec', 'f']);
});

describe('hostile text', () => {
  test.each([
    ['</failure><evil/>', '</failure><evil/>'],
    ['"\' onload="x', '"\' onload="x'],
    [']]> & &amp; &#10;', ']]> & &amp; &#10;'],
    ['\u0000\u001b\u0085\ud800\uffff\ufffe\u202e', '\\u{0}\\u{1b}\u0085\\u{d800}\\u{ffff}\\u{fffe}\u202e'],
    ['##[error]x\n::error::y\t', '##[error]x\n::error::y\t'],
    ['two\nlines', 'two\nlines'],
  ])('%j is read back', (text, shown) => {
    const found: Diagnostic = { code: 'x', severity: 'error', message: text, place: { file: text.replaceAll('/', ''), path: [text] } };
    const [suite] = elements(parseXml(junit.print([found], new Map(), options)));
    expect(suite?.attributes['name']).toBe(shown.replaceAll('/', ''));
    const [one] = elements(suite as Element);
    expect(one?.attributes['name']).toBe(`x ${shown}`);
    expect(elements(one as Element)[0]?.attributes['message']).toBe(`error: ${shown}`);
  });
});
