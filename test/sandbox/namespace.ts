const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A line of a shell with mounts of its own, which no other process sees. */
export const inNamespace = (line: string): string => `unshare -Urm bash -c ${quoted(line)}`;
