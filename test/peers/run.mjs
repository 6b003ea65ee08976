// Clients that others wrote, unmodified, against the local cloud: `npm run test:with peers`. They are installed from PyPI and the
// Go module proxy.
import { createSign, generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { runProgram } from '../with/tools.mjs';

const here = import.meta.dirname;
const root = join(here, '../..');

/** A client: how it is installed below a folder, what is run, and what the cloud has for it. */
const python = (name, requirements, program, what, more) => ({
  ...more,
  name,
  what,
  install: (folder) => [
    ['python3', ['-m', 'venv', join(folder, requirements)]],
    [
      join(folder, requirements, 'bin/pip'),
      ['install', '--quiet', '--disable-pip-version-check', '-r', join(here, `python/${requirements}.txt`)],
    ],
  ],
  run: (folder) => [join(folder, requirements, 'bin/python'), ['-B', join(here, 'python', program)]],
});
const go = (name, what, more) => ({
  ...more,
  name,
  what,
  install: (folder) => [['go', ['build', '-C', join(here, name), '-o', join(folder, name), '.']]],
  run: (folder) => [join(folder, name), []],
});

/** Two accounts over TLS. */
const accounts = { seed: 'accounts.yaml', tls: true };
const lifecycle = { seed: 'lifecycle.yaml' };

const clients = [
  python('python-ecs', 'current', 'ecs.py', 'alibabacloud_ecs20140526 7.11.8 (Python): V3'),
  python('python-classic', 'older', 'classic.py', 'aliyun-python-sdk-ecs 4.24.83 (Python): V1, query and form'),
  python('python-tea-rpc', 'older', 'tea_rpc.py', 'alibabacloud_tea_rpc 0.1.0 (Python): V1, form, as Terraform sends it'),
  go('go-openapi', 'darabonba-openapi/v2 2.1.13 (Go), the core of the Go SDK: V3 and V1'),
  go('go-classic', 'alibaba-cloud-sdk-go 1.63.107 (Go): V1, typed'),
  python(
    'python-lifecycle',
    'current',
    'lifecycle.py',
    'alibabacloud_ecs20140526 7.11.8 and alibabacloud_ecd20200930 5.5.0 (Python): V3',
    lifecycle,
  ),
  go('go-lifecycle', 'ecs-20140526/v7 7.7.0 (Go), and its core darabonba-openapi/v2 2.1.14: V3', lifecycle),
  python('python-accounts', 'current', 'accounts.py', 'alibabacloud_credentials 1.0.12 (Python): accounts, roles, OIDC, TLS', accounts),
  go('go-accounts', 'credentials-go 1.4.5 and darabonba-openapi/v2 2.1.13 (Go): accounts, roles, OIDC, TLS', accounts),
];

/** The local cloud of this checkout, made into files of their own, so that an outdated build is not used. */
async function loadEmulator(folder) {
  const outfile = (name) => join(folder, `${name}.mjs`);
  const banner = { js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);" };
  await build({
    entryPoints: { emulator: join(root, 'src/emulator/index.ts'), certificate: join(root, 'src/emulator/http/certificate.ts') },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
    banner,
  });
  return { ...(await import(outfile('emulator'))), ...(await import(outfile('certificate'))) };
}

const issuer = 'https://tokens.example';

/** A provider's key, with a token of ten minutes that it signed. */
function signToken() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: 'sts.aliyuncs.com', sub: 'peer', iat: now, exp: now + 600 };
  const signed = [{ alg: 'RS256', typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const token = `${signed}.${createSign('sha256').update(signed).sign(privateKey, 'base64url')}`;
  return { publicKey: publicKey.export({ type: 'spki', format: 'pem' }), token };
}

/** Starts a cloud of two accounts, with the files that a client needs below a folder. */
async function startAccounts({ parseSeed, startEmulator, issueCertificate }, { seed: name }, folder) {
  const { publicKey, token } = signToken();
  const text = readFileSync(join(here, name), 'utf8').replace('PUBLIC_KEY', JSON.stringify(publicKey));
  const { ca, ...tls } = issueCertificate(['127.0.0.1'], Date.now());
  const files = { PEER_CA: join(folder, 'ca.pem'), PEER_TOKEN: join(folder, 'token') };
  writeFileSync(files.PEER_CA, ca);
  writeFileSync(files.PEER_TOKEN, token);
  const emulator = await startEmulator({ seed: parseSeed(text, name), tls, snapshotSeconds: 0 });
  // How requests of Python and Go itself are told of a CA.
  const trust = { REQUESTS_CA_BUNDLE: files.PEER_CA, SSL_CERT_FILE: files.PEER_CA };
  return { emulator, env: { PEER_HOST: emulator.host, PEER_KEY_ID: 'AK-ci', PEER_KEY_SECRET: 'ci-secret', ...files, ...trust, DEBUG: '' } };
}

/** Starts a cloud of its own for a client: with the world of its seed, or with the one that most have. */
async function startCloud({ parseSeed, startEmulator, localKey }, { seed: name }) {
  const seed = parseSeed(readFileSync(join(here, name ?? 'seed.yaml'), 'utf8'), name ?? 'seed.yaml');
  const more = Array.from({ length: name === undefined ? 25 : 0 }, (_, number) => ({ id: `d-${String(number).padStart(2, '0')}` }));
  const emulator = await startEmulator({ seed: { ...seed, disks: [...seed.disks, ...more] }, snapshotSeconds: 0 });
  return { emulator, env: { PEER_HOST: emulator.host, PEER_KEY_ID: localKey.id, PEER_KEY_SECRET: localKey.secret, DEBUG: '' } };
}

async function install(client, folder) {
  for (const step of client.install(folder)) {
    const { code, errors } = await runProgram(step);
    if (code !== 0) throw new Error(`${step[0]} cannot install it: ${errors.trim().split('\n').slice(-3).join(' ')}`);
  }
}

/** Runs a client in a cloud of its own. It prints a line for each step: `ok NAME`, or `FAIL NAME` and why. */
async function check(client, { folder, cloud, tally }) {
  await install(client, folder);
  const { emulator, env } = await (client.tls ? startAccounts(cloud, client, folder) : startCloud(cloud, client));
  try {
    const { code, out, errors } = await runProgram(client.run(folder), { env, line: (line) => console.log(`  ${line}`) });
    const count = (word) => out.split('\n').filter((line) => line.startsWith(`${word} `)).length;
    tally.passed += count('ok');
    tally.failed += count('FAIL');
    if (count('FAIL') === 0 && (code !== 0 || count('ok') === 0)) tally.fail(client.name, errors.trim().slice(-1500));
    console.log(`  ${count('ok')} passed, ${count('FAIL')} failed, in ${emulator.calls().length} calls`);
  } finally {
    await emulator.close();
  }
}

export async function run({ folder, words, tally }) {
  const cloud = await loadEmulator(folder);
  for (const client of clients.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))) {
    console.log(`${client.name}: ${client.what}`);
    await check(client, { folder, cloud, tally }).catch((error) => tally.fail(client.name, error.message));
  }
}
