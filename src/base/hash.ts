import { createHash, hash } from 'node:crypto';

/** SHA-256 of a text in UTF-8. */
export function sha256(text: string): Uint8Array {
  return createHash('sha256').update(text, 'utf8').digest();
}

/** The first 64 bits of SHA-256 as 16 hexadecimal digits: an identifier that is stable between runs. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16);
}

/** SHA-256 of a text in UTF-8, in hexadecimal: the fastest form, for who hashes thousands of texts. */
export const sha256Hex = (text: string): string => hash('sha256', text, 'hex');
