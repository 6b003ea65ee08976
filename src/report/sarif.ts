import type { ArtifactChange, Location, Log, PhysicalLocation, Region, ReportingDescriptor, Result } from 'sarif';
import { version } from '../../package.json';
import type { Diagnostic, Fix, Place, Severity } from '../base/diagnostic.ts';
import { fingerprint } from '../base/hash.ts';
import { canonicalJson } from '../base/json.ts';
import type { Suppressed } from '../suppressions/suppress.ts';
import { inOrder } from './diagnostics.ts';
import type { FindingsOptions, RuleText } from './format.ts';
import { jsonText } from './json.ts';
import { relativeUri } from './relative-path.ts';
import type { Documents } from './location.ts';
import { spanOf } from './location.ts';

/** What every part of one report needs: the texts, and from where files are named. */
type Sheet = { readonly documents: Documents; readonly root: string | undefined };

const base = 'SRCROOT';
const levels = { error: 'error', warning: 'warning', info: 'note' } as const;
const problems = { error: 'error', warning: 'warning', info: 'recommendation' } as const;

/**
 * Findings as a SARIF 2.1.0 log (OASIS, errata 01). Files are named relative to the root of the repository, columns
 * count UTF-16 units from 1, and what a comment keeps back is there as a suppressed result.
 */
export function sarifReport(
  found: readonly Diagnostic[],
  documents: Documents,
  { suppressed = [], rules = [], root }: FindingsOptions,
): string {
  const sheet = { documents, root };
  const reasons = new Map(suppressed.map((one) => [one.found, one]));
  const all = inOrder([...found, ...reasons.keys()], documents);
  const descriptors = rulesOf(all, rules);
  const indices = new Map(descriptors.map(({ id }, index) => [id, index]));
  const printOf = fingerprints(sheet);
  const results = all.map((one) => resultOf(one, indices.get(one.code) as number, printOf(one), reasons.get(one), sheet));
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'snapspec', semanticVersion: version, rules: descriptors } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [base]: { description: { text: 'The root of the repository' } } },
        invocations: [{ executionSuccessful: true }],
        results,
      },
    ],
  };
  return jsonText(log);
}

/** Every rule that there is, where the caller knows them, and in any case those that were broken. */
function rulesOf(found: readonly Diagnostic[], rules: readonly RuleText[]): ReportingDescriptor[] {
  const known = new Map(rules.map((rule) => [rule.code, descriptor(rule)]));
  for (const { code, severity } of found) if (!known.has(code)) known.set(code, { id: code, ...weightOf(severity) });
  return [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function descriptor({ code, what, why, fix, severity }: RuleText): ReportingDescriptor {
  return { id: code, shortDescription: { text: what }, fullDescription: { text: why }, help: { text: fix }, ...weightOf(severity) };
}

function weightOf(severity: Severity): Pick<ReportingDescriptor, 'defaultConfiguration' | 'properties'> {
  return {
    defaultConfiguration: { level: levels[severity] },
    properties: { precision: 'very-high', 'problem.severity': problems[severity] },
  };
}

function resultOf(one: Diagnostic, ruleIndex: number, print: string, kept: Suppressed | undefined, sheet: Sheet): Result {
  const { place, related = [], fix } = one;
  return {
    ruleId: one.code,
    ruleIndex,
    level: levels[one.severity],
    message: {
      text: plain(
        [one.message, ...(one.help === undefined ? [] : [`help: ${one.help}`]), ...(one.notes ?? []).map((note) => `note: ${note}`)].join(
          '\n',
        ),
      ),
    },
    ...(place && { locations: [{ physicalLocation: physical(place, sheet), ...logical(place) }] }),
    ...(related.length > 0 && {
      relatedLocations: related.map(
        (other, id): Location => ({ id, physicalLocation: physical(other.place, sheet), message: { text: plain(other.message) } }),
      ),
    }),
    partialFingerprints: { 'snapspecFinding/v1': print },
    ...(kept && {
      suppressions: [
        { kind: 'inSource' as const, justification: kept.reason, location: { physicalLocation: physical(kept.place, sheet) } },
      ],
    }),
    ...(fix && fixesOf(fix, sheet)),
  };
}

/** A reader takes `[words](target)` in a message for a link; what comes from a spec must not become one. */
const plain = (text: string): string => text.replaceAll('](', '] (');

function artifact(file: string, { root }: Sheet) {
  return { uri: relativeUri(file, root), uriBaseId: base };
}

function regionOf(place: Place, { documents }: Sheet): Region | undefined {
  const span = spanOf(place, documents);
  return span && { startLine: span.line, startColumn: span.column, endLine: span.endLine, endColumn: span.endColumn };
}

function physical(place: Place, sheet: Sheet): PhysicalLocation {
  const region = regionOf(place, sheet);
  return { artifactLocation: artifact(place.file, sheet), ...(region && { region }) };
}

/** The value within the spec: what stays the same when lines move. */
function logical(place: Place): Pick<Location, 'logicalLocations'> {
  return 'path' in place && place.path.length > 0 ? { logicalLocations: [{ fullyQualifiedName: pointer(place), kind: 'member' }] } : {};
}

/** A path as a JSON Pointer (RFC 6901). */
function pointer(place: Place): string {
  return 'path' in place ? place.path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('') : '';
}

/** By code, file and path, never by line, so that a finding is known again after the text above it has changed. */
function fingerprints({ root }: Sheet): (one: Diagnostic) => string {
  const seen = new Map<string, number>();
  return ({ code, place }) => {
    const name = canonicalJson([code, place ? relativeUri(place.file, root) : '', place ? pointer(place).toWellFormed() : '']);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return fingerprint(times === 1 ? name : `${name} ${times}`);
  };
}

/** A fix of which some place is not known is left out: a part of it would do harm. */
function fixesOf({ title, safe, edits }: Fix, sheet: Sheet): Pick<Result, 'fixes'> {
  const changes = new Map<string, ArtifactChange>();
  for (const { place, text } of edits) {
    const region = regionOf(place, sheet);
    if (!region) return {};
    const change: ArtifactChange = changes.get(place.file) ?? { artifactLocation: artifact(place.file, sheet), replacements: [] };
    changes.set(place.file, change);
    change.replacements.push({ deletedRegion: region, ...(text !== '' && { insertedContent: { text } }) });
  }
  if (changes.size === 0) return {};
  return {
    fixes: [
      { description: { text: plain(safe ? title : `${title} (it may change what is backed up)`) }, artifactChanges: [...changes.values()] },
    ],
  };
}
