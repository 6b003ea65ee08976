import type { ArtifactChange, Location, Log, PhysicalLocation, Region, ReportingDescriptor, Result } from 'sarif';
import { version } from '../../../package.json';
import type { Diagnostic, Fix, Place, Severity } from '../../base/diagnostic.ts';
import type { Suppressed } from '../../suppressions/suppress.ts';
import { fingerprints, pointer } from './fingerprints.ts';
import { projectLinks } from './project-links.ts';
import type { ProjectLinks } from './project-links.ts';
import { inOrder } from './order.ts';
import type { FindingsOptions, RuleText } from './format.ts';
import { sarifMessage } from '../../escape/sarif.ts';
import { jsonText } from '../../escape/json.ts';
import { relativeUri } from '../relative-path.ts';
import type { Documents } from '../location.ts';
import { spanOf } from '../location.ts';

/** The texts of the files, and the folder that their names are relative to. */
type Context = { readonly documents: Documents; readonly root: string | undefined };

const base = 'SRCROOT';
const levels = { error: 'error', warning: 'warning', info: 'note' } as const;
const problems = { error: 'error', warning: 'warning', info: 'recommendation' } as const;

/**
 * Findings as a SARIF 2.1.0 log (OASIS, errata 01). Files are named relative to the root of the repository, columns
 * count UTF-16 units from 1, and a suppressed finding is a suppressed result.
 */
export function sarifLog(
  found: readonly Diagnostic[],
  documents: Documents,
  { suppressed = [], rules = [], root, links = projectLinks() }: FindingsOptions,
): string {
  const context = { documents, root };
  const reasons = new Map(suppressed.map((one) => [one.found, one]));
  const all = inOrder([...found, ...reasons.keys()], documents);
  const descriptors = rulesOf(all, rules, links);
  const indices = new Map(descriptors.map(({ id }, index) => [id, index]));
  const printOf = fingerprints(root);
  const results = all.map((one) => resultOf(one, indices.get(one.code) as number, printOf(one), reasons.get(one), context));
  const content: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'snapspec',
            semanticVersion: version,
            ...(links.project !== undefined && { informationUri: links.project }),
            rules: descriptors,
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [base]: { description: { text: 'The root of the repository' } } },
        invocations: [{ executionSuccessful: true }],
        results,
      },
    ],
  };
  return jsonText(content);
}

/** All rules that the caller knows, and in any case those of the findings. */
function rulesOf(found: readonly Diagnostic[], rules: readonly RuleText[], links: ProjectLinks): ReportingDescriptor[] {
  const known = new Map(rules.map((rule) => [rule.code, descriptor(rule, links)]));
  for (const { code, severity } of found) if (!known.has(code)) known.set(code, { id: code, ...severityOf(severity) });
  return [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function descriptor({ code, what, why, fix, severity }: RuleText, links: ProjectLinks): ReportingDescriptor {
  const helpUri = links.rule(code);
  return {
    id: code,
    shortDescription: { text: what },
    fullDescription: { text: why },
    help: { text: fix },
    ...(helpUri !== undefined && { helpUri }),
    ...severityOf(severity),
  };
}

function severityOf(severity: Severity): Pick<ReportingDescriptor, 'defaultConfiguration' | 'properties'> {
  return {
    defaultConfiguration: { level: levels[severity] },
    properties: { precision: 'very-high', 'problem.severity': problems[severity] },
  };
}

function resultOf(one: Diagnostic, ruleIndex: number, print: string, suppression: Suppressed | undefined, context: Context): Result {
  const { place, related = [], fix } = one;
  return {
    ruleId: one.code,
    ruleIndex,
    level: levels[one.severity],
    message: {
      text: sarifMessage(
        [one.message, ...(one.help === undefined ? [] : [`help: ${one.help}`]), ...(one.notes ?? []).map((note) => `note: ${note}`)].join(
          '\n',
        ),
      ),
    },
    ...(place && { locations: [{ physicalLocation: physical(place, context), ...logical(place) }] }),
    ...(related.length > 0 && {
      relatedLocations: related.map(
        (other, id): Location => ({ id, physicalLocation: physical(other.place, context), message: { text: sarifMessage(other.message) } }),
      ),
    }),
    partialFingerprints: { 'snapspecFinding/v1': print },
    ...(suppression && {
      suppressions: [
        {
          kind: 'inSource' as const,
          justification: suppression.reason,
          location: { physicalLocation: physical(suppression.place, context) },
        },
      ],
    }),
    ...(fix && fixesOf(fix, context)),
  };
}

function artifact(file: string, { root }: Context) {
  return { uri: relativeUri(file, root), uriBaseId: base };
}

function regionOf(place: Place, { documents }: Context): Region | undefined {
  const span = spanOf(place, documents);
  return span && { startLine: span.line, startColumn: span.column, endLine: span.endLine, endColumn: span.endColumn };
}

function physical(place: Place, context: Context): PhysicalLocation {
  const region = regionOf(place, context);
  return { artifactLocation: artifact(place.file, context), ...(region && { region }) };
}

/** The path of the value, which stays the same when lines move. */
function logical(place: Place): Pick<Location, 'logicalLocations'> {
  return 'path' in place && place.path.length > 0 ? { logicalLocations: [{ fullyQualifiedName: pointer(place), kind: 'member' }] } : {};
}

/** A fix with an unknown place is left out: a part of it would do harm. */
function fixesOf({ title, safe, edits }: Fix, context: Context): Pick<Result, 'fixes'> {
  const changes = new Map<string, ArtifactChange>();
  for (const { place, text } of edits) {
    const region = regionOf(place, context);
    if (!region) return {};
    const change: ArtifactChange = changes.get(place.file) ?? { artifactLocation: artifact(place.file, context), replacements: [] };
    changes.set(place.file, change);
    change.replacements.push({ deletedRegion: region, ...(text !== '' && { insertedContent: { text } }) });
  }
  if (changes.size === 0) return {};
  return {
    fixes: [
      {
        description: { text: sarifMessage(safe ? title : `${title} (it may change what is backed up)`) },
        artifactChanges: [...changes.values()],
      },
    ],
  };
}
