/** The longest prose of others that is printed for a person, in UTF-16 units. */
const longestProse = 4_096;

/** Prose cut to a bound, with the number of characters left out. What a program reads is not cut. */
export function cut(text: string, longest: number = longestProse): string {
  if (text.length <= longest) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(longest - 1)) ? longest - 1 : longest;
  return `${text.slice(0, end)}… (${text.length - end} more characters)`;
}
