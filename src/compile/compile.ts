import type { Checked, Diagnostic, Place } from '../base/diagnostic.ts';
import { hasErrors } from '../base/diagnostic.ts';
import { diagnosticAt } from '../base/issue.ts';
import { count } from '../base/text.ts';
import { parseDateTime } from '../fields/date-time-format.ts';
import { factDetails } from '../fields/fact-details.ts';
import type { MapField } from '../fields/map.ts';
import { textIssues } from '../fields/text.ts';
import type { TextField } from '../fields/text.ts';
import type { CompileProblem, Desired, Props } from '../kinds/kind.ts';
import { maxAddressLength } from '../spec/spec.ts';
import type { PartialEntry, Spec, SpecEntry } from '../spec/spec.ts';

/** What the compiler cannot know by itself. */
export type CompileOptions = {
  /** Civil year of the run in UTC; daylight saving is judged over the five years from it. */
  readonly year: number;
};

type Tags = { readonly [key: string]: string };

const sorted = (tags: Tags): Tags => Object.fromEntries(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The entry's own values over the defaults, where its kind has the field; tags are merged, and sorted. */
function withDefaults({ kind, props }: SpecEntry, defaults: Spec['defaults']): Props {
  const tags = { ...defaults.tags, ...((props['tags'] ?? {}) as Tags) };
  const group = defaults.resourceGroupId !== undefined && 'resourceGroupId' in kind.fields;
  return {
    ...(group && { resourceGroupId: defaults.resourceGroupId }),
    ...props,
    ...('tags' in kind.fields && Object.keys(tags).length > 0 && { tags: sorted(tags) }),
  };
}

function tooManyTags(entry: SpecEntry, props: Props): Diagnostic[] {
  const field = entry.kind.fields['tags'] as MapField | undefined;
  const many = Object.keys((props['tags'] ?? {}) as Tags).length;
  const own = Object.keys((entry.props['tags'] ?? {}) as Tags).length;
  if (!field?.count || many <= field.count.max || own > field.count.max) return [];
  return [
    {
      code: `${entry.kind.code}-tags-count`,
      severity: 'error',
      message: `${entry.address} has ${count(many, 'tag')} with those of defaults; it may have ${field.count.max}, since 4 of the cloud’s 20 are snapspec’s`,
      place: { file: entry.file, path: entry.path, part: 'key' },
      label: 'too many tags',
      help: 'Remove some here or in defaults.',
      ...factDetails(field.count),
    },
  ];
}

/** The limits of a name hold for the default name too. */
function badDefaultName(entry: SpecEntry, compiled: Props): Diagnostic[] {
  const field = entry.kind.fields['name'] as TextField | undefined;
  if (field === undefined || entry.props['name'] !== undefined) return [];
  const code = `${entry.kind.code}-name`;
  const found = textIssues(field, String(compiled['name']), { name: `The default name of ${entry.address}`, code });
  // A key that is too long for an address is said to be so, once.
  const long = entry.address.length > maxAddressLength;
  return found
    .filter((one) => !(long && one.code === `${code}-length`))
    .map((one) => diagnosticAt({ ...one, label: 'named after the stack and this key', help: 'Give it a name of its own: name: …' }, entry));
}

function diagnosticOf(entry: SpecEntry, { path, related, fix, ...found }: CompileProblem): Diagnostic {
  const place = (inner: CompileProblem['path']) => ({ file: entry.file, path: [...entry.path, ...inner] });
  const part = fix?.text === undefined ? ('whole' as const) : ('text' as const);
  const edits = [{ place: { ...place(path), part }, text: fix?.text ?? '' }];
  return {
    ...found,
    place: place(path),
    ...(fix && { fix: { title: fix.title, safe: fix.safe, edits } }),
    ...(related && { related: related.map((one) => ({ place: place(one.path), message: one.message })) }),
  };
}

function compileEntry(entry: SpecEntry, spec: Spec, options: CompileOptions): Checked<Desired> {
  const { kind, key, address } = entry;
  const props = withDefaults(entry, spec.defaults);
  const context = { stack: spec.stack, key, region: spec.region, year: options.year };
  const { value, problems, summary = [] } = kind.compile(props as never, context);
  const diagnostics = [
    ...problems.map((found) => diagnosticOf(entry, found)),
    ...tooManyTags(entry, props),
    ...(value && !spec.unnamed ? badDefaultName(entry, value) : []),
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
      written: props,
      summary,
      file: entry.file,
      path: entry.path,
    },
    diagnostics,
  };
}

/** What is wrong with the rest of an entry of which something is wrong already. */
function judgeDraft(draft: PartialEntry, spec: Spec, options: CompileOptions): Checked<never> {
  const sure = (place: Place | undefined): boolean => !(place && 'path' in place && draft.unsure.has(String(place.path[2])));
  const { diagnostics } = compileEntry(draft, spec, options);
  const named = draft.unsure.has('name') ? diagnostics.filter((one) => !one.code.startsWith(`${draft.kind.code}-name-`)) : diagnostics;
  return {
    value: undefined,
    diagnostics: named.filter(({ place, related = [] }) => [place, ...related.map((one) => one.place)].every(sure)),
  };
}

/** A checked spec to its desired entries in canonical form; what cannot be said to the API is left out and reported. */
export function compile(spec: Spec, options: CompileOptions): Checked<readonly Desired[]> {
  const compiled = spec.entries.map((entry) => compileEntry(entry, spec, options));
  return {
    value: compiled.map((one) => one.value).filter((one) => one !== undefined),
    diagnostics: [...compiled, ...spec.partialEntries.map((draft) => judgeDraft(draft, spec, options))].flatMap((one) => one.diagnostics),
  };
}
