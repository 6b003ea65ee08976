import type { Checked, Diagnostic, Place } from '../base/diagnostic.ts';
import { hasErrors } from '../base/diagnostic.ts';
import { diagnosticAt } from '../base/issue.ts';
import { recordOf } from '../base/json.ts';
import { count } from '../base/text.ts';
import { parseDateTime } from '../fields/date-time-format.ts';
import { factDetails } from '../fields/fact-details.ts';
import type { MapField } from '../fields/map.ts';
import { textIssues } from '../fields/text.ts';
import type { TextField } from '../fields/text.ts';
import type { Desired, ItemIndex, Props } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
import { kinds } from '../kinds/registry.ts';
import { inheritedBy, whereWritten, withDefaults, withoutRepeats } from './defaults.ts';
import { maxAddressLength } from '../spec/spec.ts';
import type { PartialEntry, Spec, SpecEntry } from '../spec/spec.ts';

/** What the compiler cannot know by itself. */
export type CompileOptions = {
  /** Civil year of the run in UTC; daylight saving is compiled for the five years from it. */
  readonly year: number;
};

type Tags = { readonly [key: string]: string };

function tooManyTags(entry: SpecEntry, props: Props): Diagnostic[] {
  const field = entry.kind.fields['tags'] as MapField | undefined;
  const many = Object.keys((props['tags'] ?? {}) as Tags).length;
  const own = Object.keys((entry.props['tags'] ?? {}) as Tags).length;
  if (!field?.count || many <= field.count.max || own > field.count.max) return [];
  return [
    {
      code: `${entry.kind.code}-tags-count`,
      severity: 'error',
      message: `${entry.address} has ${count(many, 'tag')} with those of defaults; at most ${field.count.max} are allowed, since 4 of the cloud’s 20 are snapspec’s.`,
      place: { file: entry.file, path: entry.path, part: 'key' },
      label: 'too many tags',
      help: 'Remove some here or in defaults.',
      ...factDetails(field.count),
    },
  ];
}

/** Issues of the default name, which has the limits of any name. */
function defaultNameIssues(entry: SpecEntry, compiled: Props): Diagnostic[] {
  const field = entry.kind.fields['name'] as TextField | undefined;
  if (field === undefined || entry.props['name'] !== undefined) return [];
  const code = `${entry.kind.code}-name`;
  const found = textIssues(field, String(compiled['name']), { name: `The default name of ${entry.address}`, code });
  // A key that is too long for an address is reported as that.
  const long = entry.address.length > maxAddressLength;
  return found
    .filter((one) => !(long && one.code === `${code}-length`))
    .map((one) => diagnosticAt({ ...one, label: 'named after the stack and this key', help: 'Give it a name of its own: name: …' }, entry));
}

const nothingListed: Desired['listed'] = {};

/** The fields of each kind that are lists of ids of targets. */
const idLists = new Map(
  kinds.map((kind) => {
    const lists = Object.entries(kind.fields).filter(
      ([, field]) => field.type === 'list' && field.of.type === 'text' && field.of.refersTo !== undefined,
    );
    return [kind, lists.map(([name]) => name)];
  }),
);

/** Where the entry lists ids of targets. */
function listedIds(kind: Kind, props: Props): Desired['listed'] {
  const lists = (idLists.get(kind) ?? []).filter((name) => props[name] !== undefined);
  if (lists.length === 0) return nothingListed;
  return Object.fromEntries(lists.map((name) => [name, indexOf(props[name] as readonly string[])]));
}

function indexOf(ids: readonly string[]): ItemIndex {
  const places = ids.map((id, index) => ({ id, index }));
  return recordOf(
    places,
    ({ id }) => id,
    ({ index }) => index,
  );
}

function compileEntry(entry: SpecEntry, spec: Spec, options: CompileOptions): Checked<Desired> {
  const { kind, key, address } = entry;
  const inherited = inheritedBy(kind, spec.defaults);
  const props = withDefaults(entry, inherited);
  const context = { stack: spec.stack, key, region: spec.region, year: options.year };
  const { value, issues, summary = [] } = kind.compile(props as never, context);
  const diagnostics = [
    ...issues.map((issue) => whereWritten(diagnosticAt(issue, entry), entry, inherited, spec.defaultsFile)),
    ...tooManyTags(entry, props),
    ...(value && !spec.unnamed ? defaultNameIssues(entry, value) : []),
  ];
  if (value === undefined || hasErrors(diagnostics)) return { value: undefined, diagnostics };
  const takeUntil = parseDateTime(String(props['takeUntil']));
  return {
    value: {
      section: kind.section,
      key,
      address,
      stack: spec.stack,
      occurrence: kind.lifecycle === 'taken' ? ((props['occurrence'] as string | undefined) ?? 'once') : 'once',
      fixed: entry.fixed,
      ...(takeUntil !== undefined && { takeUntil }),
      target: kind.target(value),
      props: value,
      ...('unlistedTags' in kind.fields && { unlistedTags: props['unlistedTags'] === 'remove' ? 'remove' : 'keep' }),
      ...(props['adopt'] !== undefined && { adopt: props['adopt'] as string }),
      listed: listedIds(kind, props),
      summary,
      file: entry.file,
      path: entry.path,
    },
    diagnostics,
  };
}

/** Diagnostics of the valid part of an entry that has errors already. */
function compilePartial(draft: PartialEntry, spec: Spec, options: CompileOptions): Checked<never> {
  const sure = (place: Place | undefined): boolean => !(place && 'path' in place && draft.unsure.has(String(place.path[2])));
  const { diagnostics } = compileEntry(draft, spec, options);
  const named = draft.unsure.has('name') ? diagnostics.filter((one) => !one.code.startsWith(`${draft.kind.code}-name-`)) : diagnostics;
  return {
    value: undefined,
    diagnostics: named.filter(({ place, related = [] }) => [place, ...related.map((one) => one.place)].every(sure)),
  };
}

/** A checked spec to its desired entries in canonical form; what the API cannot express is left out and reported. */
export function compile(spec: Spec, options: CompileOptions): Checked<readonly Desired[]> {
  const compiled = spec.entries.map((entry) => compileEntry(entry, spec, options));
  return {
    value: compiled.map((one) => one.value).filter((one) => one !== undefined),
    diagnostics: withoutRepeats(
      [...compiled, ...spec.partialEntries.map((draft) => compilePartial(draft, spec, options))].flatMap((one) => one.diagnostics),
    ),
  };
}
