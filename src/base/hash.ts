import { createHash } from 'node:crypto';

/** SHA-256 of a text in UTF-8. */
export function sha256(text: string): Uint8Array {
  return createHash('sha256').update(text, 'utf8').digest();
}

/** The first 64 bits of SHA-256 as 16 hexadecimal digits: an identifier that is stable between runs. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16);
}
