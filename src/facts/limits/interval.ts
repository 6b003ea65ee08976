/** A range in words, such as `2 to 128`; nothing where there is no limit. */
export const intervalOf = (range: { readonly min: number; readonly max: number } | undefined): string =>
  range === undefined ? '' : `${range.min} to ${range.max}`;
