import { read, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Named } from './access.ts';
import { codeOf } from './failures.ts';
import { mostBytes } from './limits.ts';

/** The descriptor that a typed path means: `/dev/stdin`, `/dev/fd/3`, and what shells make of `<(…)`. Found paths mean none. */
export function descriptorOf(named: Named): number | undefined {
  if (named.type !== 'typed') return undefined;
  const { path } = named;
  if (path === '-' || path === '/dev/stdin') return 0;
  if (path === '/dev/stdout') return 1;
  if (path === '/dev/stderr') return 2;
  const number = /^\/(?:dev|proc\/self)\/fd\/(\d{1,6})$/.exec(path)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** All bytes of a stream, but at most one more than a file may have: it says that there were too many. */
export async function readStream(stream: AsyncIterable<unknown>, most: number = mostBytes): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : (part as Uint8Array);
    parts.push(bytes);
    size += bytes.length;
    if (size > most) break;
  }
  return Buffer.concat(parts).subarray(0, most + 1);
}

async function* chunksOf(descriptor: number): AsyncIterable<Uint8Array> {
  const chunk = Buffer.alloc(64 * 1024);
  for (;;) {
    const { bytesRead } = await promisify(read)(descriptor, chunk, 0, chunk.length, null);
    if (bytesRead === 0) return;
    yield Buffer.from(chunk.subarray(0, bytesRead));
  }
}

/** All bytes of an open descriptor, as `readStream` reads them. It stays open: it is the caller's. */
export const readDescriptor = (descriptor: number, most: number = mostBytes): Promise<Uint8Array> => readStream(chunksOf(descriptor), most);

const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes all bytes to an open descriptor, waiting where it takes no more for now.
 * @throws the error of the system
 */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, 5);
    }
  }
}
