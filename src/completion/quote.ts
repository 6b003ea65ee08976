/** A text in single quotes, as bash and zsh read it: nothing in it is expanded. */
export const inQuotes = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The same for fish, which has escapes in single quotes. */
export const inFishQuotes = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
