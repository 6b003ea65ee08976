/** The names of formats, `text` first: their order depends on no loader. */
export function formatNames<Formats extends { readonly text: unknown }>(formats: Formats): (keyof Formats & string)[] {
  const names = Object.keys(formats) as (keyof Formats & string)[];
  return names.sort((a, b) => (a === 'text' ? -1 : b === 'text' || a > b ? 1 : -1));
}

/** One format of a map. */
export function formatOf<Formats, Name extends keyof Formats>(formats: Formats, name: Name): Formats[Name] {
  return formats[name];
}
