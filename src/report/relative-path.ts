/**
 * A file's path relative to `root` where one is given, with `/` between folders.
 * A report goes to other machines, where absolute paths of this one mean nothing.
 */
export function relative(file: string, root?: string): string {
  const to = parts(file);
  if (!file.startsWith('/')) return to.join('/');
  const from = root === undefined ? [] : parts(root);
  const apart = from.findIndex((part, index) => part !== to[index]);
  const common = apart < 0 ? from.length : apart;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}

const parts = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.');

/** The same as a relative reference of a URI (RFC 3986). */
export function relativeUri(file: string, root?: string): string {
  const segments = relative(file.toWellFormed(), root).split('/');
  return segments
    .map((part) => encodeURIComponent(part).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`))
    .join('/');
}
