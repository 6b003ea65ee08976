import { join, resolve } from 'node:path';
import { Failure } from '../base/failure.ts';
import { count, quote } from '../base/text.ts';
import { found, readBytes } from '../files/index.ts';
import type { Access } from '../files/index.ts';
import { accessOf } from './host.ts';
import type { FileOptions, Host } from './host.ts';
import type { ReadFile } from './spec-files.ts';

const isYaml = (name: string): boolean => /\.ya?ml$/i.test(name);

/** A spec by its name. */
const isNamedSpec = (path: string): boolean => /(?:^|[\\/])(?:snapspec|[^\\/]*\.snapspec)\.ya?ml$/.test(path);

/** A spec by what stands at its top level: at the beginning of a line, or anywhere in what is written in brackets. */
function isSpecText(text: string): boolean {
  if (/^["']?apiVersion["']?[ \t]*:[ \t]*["']?snapspec\//m.test(text)) return true;
  const first = text.split('\n', 200).find((line) => !/^(?:\s*|#.*|---.*)$/.test(line));
  return first !== undefined && /^\s*\{/.test(first) && /[{,\s]["']?apiVersion["']?\s{0,9}:\s{0,9}["']?snapspec\//.test(text);
}

/** A file that is no spec by its name is read to see; one that cannot be read is none. */
async function contentOf(folder: string, path: string, access: Access): Promise<Uint8Array | undefined> {
  const named = found(folder, path);
  if (isNamedSpec(path)) return readBytes(named, access);
  try {
    const content = await readBytes(named, access);
    return isSpecText(new TextDecoder().decode(content)) ? content : undefined;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/**
 * The specs below a folder that was named.
 * @throws Failure `usage` where there is none, or a folder below it cannot be read
 */
export async function specsIn(name: string, options: FileOptions, io: Host): Promise<readonly ReadFile[]> {
  const folder = resolve(io.cwd, name);
  const { treeOf } = await import('../files/tree.ts');
  const { files, note, unread } = await treeOf(folder, io.environment);
  const [first] = unread;
  if (first !== undefined) throw new Failure('usage', `Cannot read ${quote(first.folder)}: ${first.why}.`);
  if (note !== undefined) io.stderr(`note: ${note}.\n`);
  const access = accessOf(io, options);
  const specs: ReadFile[] = [];
  for (const path of files.filter(isYaml)) {
    const content = await contentOf(folder, path, access);
    if (content !== undefined) specs.push({ file: join(name, path), named: found(folder, path), content });
  }
  if (specs.length > 0) return specs;
  throw new Failure('usage', `There is no spec in ${quote(name)}, among ${count(files.filter(isYaml).length, 'YAML file')}.`, {
    help: 'A spec is snapspec.yaml, NAME.snapspec.yaml, or any YAML file with apiVersion: snapspec/v1. snapspec init writes one.',
  });
}
