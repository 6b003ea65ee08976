import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { bits, boolean, integer, octets, oid, sequence, set, tagged, time, utf8 } from './der.ts';

/** A server's certificate with its private key, and the CA that signed it; all as PEM. */
export type ServerCertificate = { readonly ca: string; readonly cert: string; readonly key: string };

type Pair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };

const day = 86_400_000;
const validDays = 90;
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));

const nameOf = (text: string): Buffer => sequence(set(sequence(oid('2.5.4.3'), utf8(text))));
const spkiOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });
/** A public key by a digest, as certificates refer to their issuer's. */
const keyIdOf = (key: KeyObject): Buffer => createHash('sha256').update(spkiOf(key)).digest().subarray(0, 20);

const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
  sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value));
const subjectKey = ({ publicKey }: Pair): Buffer => extension('2.5.29.14', false, octets(keyIdOf(publicKey)));
const authorityKey = ({ publicKey }: Pair): Buffer => extension('2.5.29.35', false, sequence(tagged(0, false, keyIdOf(publicKey))));

const caExtensions = (ca: Pair): readonly Buffer[] => [
  extension('2.5.29.19', true, sequence(boolean(true))),
  // Signing certificates, and nothing else.
  extension('2.5.29.15', true, bits(Buffer.from([0b0000_0100]), 2)),
  subjectKey(ca),
];

const serverExtensions = (server: Pair, ca: Pair, hosts: readonly string[]): readonly Buffer[] => [
  // Signatures of the handshake, by a server.
  extension('2.5.29.15', true, bits(Buffer.from([0b1000_0000]), 7)),
  extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))),
  extension('2.5.29.17', false, sequence(...hosts.map(hostName))),
  subjectKey(server),
  authorityKey(ca),
];

/** A name of the server: an address of IPv4 as its four bytes, everything else as a name of DNS. */
function hostName(host: string): Buffer {
  return isIP(host) === 4 ? tagged(7, false, Buffer.from(host.split('.').map(Number))) : tagged(2, false, Buffer.from(host, 'ascii'));
}

type Content = { readonly subject: string; readonly key: KeyObject; readonly extensions: readonly Buffer[] };

const issuer = 'snapspec local cloud CA';

function certificate({ subject, key, extensions }: Content, ca: Pair, now: number): string {
  const content = sequence(
    tagged(0, true, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    nameOf(issuer),
    sequence(time(now - day), time(now + validDays * day)),
    nameOf(subject),
    spkiOf(key),
    tagged(3, true, sequence(...extensions)),
  );
  const whole = sequence(content, ecdsaWithSha256, bits(sign('sha256', content, ca.privateKey)));
  return pem('CERTIFICATE', whole);
}

const pem = (label: string, bytes: Buffer): string =>
  `-----BEGIN ${label}-----\n${(bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${label}-----\n`;

const newPair = (): Pair => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

/**
 * Issues a certificate for these hosts (names, `*.` names, addresses of IPv4) by a CA that is made for it. The private key
 * of the CA is forgotten, so that it signs nothing else.
 */
export function issueCertificate(hosts: readonly string[], now: number): ServerCertificate {
  const [ca, server] = [newPair(), newPair()];
  const key = server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return {
    ca: certificate({ subject: issuer, key: ca.publicKey, extensions: caExtensions(ca) }, ca, now),
    cert: certificate({ subject: 'snapspec local cloud', key: server.publicKey, extensions: serverExtensions(server, ca, hosts) }, ca, now),
    key,
  };
}
