const prime = 0x100000001b3n;
const basis = 0xcbf29ce484222325n;

/**
 * FNV-1a of a text's UTF-8, 64 bits as 16 hexadecimal digits: to recognise a thing again, not to protect it.
 * The cryptographic hashes of Node take milliseconds to load, which every run of lint would pay.
 */
export function fingerprint(text: string): string {
  let hash = basis;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * prime);
  return hash.toString(16).padStart(16, '0');
}
