const compiled = new Map<string, RegExp>();

/** Whether a text matches a pattern of a fact; patterns are few, and each is compiled once. */
export function matches(pattern: string, value: string): boolean {
  const known = compiled.get(pattern) ?? new RegExp(pattern, 'u');
  compiled.set(pattern, known);
  return known.test(value);
}
