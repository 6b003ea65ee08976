import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { installPackages } from './tools.mjs';

const root = join(import.meta.dirname, '../..');
const version = '1.32.2';
const spec =
  'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\nsnapshots: {a: {diskId: d-1, retentionDays: 7, takeUntil: 2030-01-01}}\n';

/** Drives the server by the client of the protocol's own SDK, as an agent would: the command as it is built, or as it is installed. */
export async function driveMcp({ sdk, command, emulator, node = process.execPath }) {
  const load = (path) =>
    import(pathToFileURL(createRequire(join(sdk, 'package.json')).resolve(`@modelcontextprotocol/sdk/client/${path}`)).href);
  const [{ Client }, { StdioClientTransport }] = await Promise.all([load('index.js'), load('stdio.js')]);
  const { startLocalCloud } = await import(pathToFileURL(emulator).href);
  const cloud = await startLocalCloud({ seed: { disks: [{ id: 'd-1' }] } });
  const cwd = mkdtempSync(join(tmpdir(), 'snapspec-mcp-'));
  mkdirSync(join(cwd, 'specs'));
  writeFileSync(join(cwd, 'specs/snapspec.yaml'), spec);
  const { accessKeyId, accessKeySecret } = cloud.access.credentials;
  const transport = new StdioClientTransport({
    command: node,
    args: [
      command,
      'mcp',
      '--root',
      'specs',
      '--allow-cloud',
      ...['ecs', 'ecd', 'sts'].flatMap((name) => [`--endpoint-${name}`, cloud.url]),
    ],
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId, ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret },
  });
  const client = new Client({ name: 'snapspec-test', version: '1.0.0' });
  try {
    await client.connect(transport);
    assert.equal(client.getServerVersion().name, 'snapspec');
    assert.match(client.getInstructions(), /change nothing/);
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      ['lint', 'explain', 'schema', 'plan'],
    );
    assert.ok(tools.every(({ annotations }) => annotations.readOnlyHint === true));
    const call = async (name, given = {}) => {
      const { content, isError } = await client.callTool({ name, arguments: given });
      return { text: content[0].text, isError: isError === true };
    };
    assert.match((await call('lint')).text, /^0 errors/);
    assert.match((await call('explain', { code: 'snapshot-retention-days-range' })).text, /65536/);
    assert.match((await call('schema', { section: 'snapshots' })).text, /retentionDays/);
    assert.match((await call('plan')).text, /^1 operation to carry out\./);
    assert.equal((await call('lint', { files: ['../../etc/passwd'] })).isError, true);
    await assert.rejects(call('apply'), /-32602/);
    await client.ping();
    assert.deepEqual(
      cloud.calls().filter(({ reads }) => !reads),
      [],
    );
  } finally {
    await client.close();
    await cloud.close();
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** The client of the SDK, in a folder of its own. */
export async function mcpSdk(folder) {
  await installPackages(folder, [`@modelcontextprotocol/sdk@${version}`]);
  return folder;
}

export async function run({ folder, tally }) {
  const sdk = await mcpSdk(folder);
  await tally.check(`the client of @modelcontextprotocol/sdk ${version}`, () =>
    driveMcp({ sdk, command: join(root, 'dist/cli/main.cjs'), emulator: join(root, 'dist/lib/emulator.js') }),
  );
}
