// What a person sees in an editor: the schema in yaml-language-server, over the protocol that editors speak.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installPackages, nodeBinary } from './tools.mjs';

const root = join(import.meta.dirname, '../..');
const server = 'yaml-language-server@2.0.0';
/** The server needs a newer Node than snapspec does. */
const node = '22';
const quickstart = readFileSync(join(root, 'examples/quickstart/snapspec.yaml'), 'utf8');
/** Milliseconds within which the server answers, also on a busy machine. */
const patience = 30_000;

/** A client of a language server, as far as these checks need one. */
class Client {
  #next = 1;
  #pending = new Map();
  #buffer = Buffer.alloc(0);
  #opened = 0;
  /** What waits for the first diagnostics of a document, by its URI. */
  #diagnostics = new Map();

  constructor(child) {
    this.child = child;
    child.stdout.on('data', (data) => this.#read(data));
  }

  #read(data) {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const start = end + 4;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.subarray(0, end).toString())[1]);
      if (this.#buffer.length < start + length) return;
      const message = JSON.parse(this.#buffer.subarray(start, start + length).toString());
      this.#buffer = this.#buffer.subarray(start + length);
      this.#take(message);
    }
  }

  #take({ id, method, params, result, error }) {
    if (method === 'textDocument/publishDiagnostics') this.#diagnostics.get(params.uri)?.(params.diagnostics);
    else if (method === 'workspace/configuration')
      this.#write({ id, result: params.items.map(({ section }) => (section === 'yaml' ? settings : null)) });
    else if (method !== undefined && id !== undefined) this.#write({ id, result: null });
    else if (method === undefined) {
      const { resolve, reject } = this.#pending.get(id);
      if (error) reject(new Error(error.message));
      else resolve(result);
    }
  }

  #write(message) {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  notify(method, params) {
    this.#write({ method, params });
  }

  request(method, params) {
    const id = this.#next++;
    return within(method, (resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#write({ id, method, params });
    });
  }

  /** Opens a document beside the quickstart, which names the schema by a path, and waits for what the server finds in it. */
  async open(text) {
    const uri = pathToFileURL(join(root, `examples/quickstart/${this.#opened++}.yaml`)).href;
    const diagnostics = await within('diagnostics', (resolve) => {
      this.#diagnostics.set(uri, resolve);
      this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    });
    return { uri, diagnostics };
  }
}

/** A promise that fails where no answer comes in time. */
function within(what, start) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer to ${what} within ${patience / 1000} s`)), patience);
    start((value) => (clearTimeout(timer), resolve(value)), reject);
  });
}

const settings = { validate: true, hover: true, completion: true, schemaStore: { enable: false } };

async function start(folder) {
  await installPackages(folder, [server]);
  const { binary } = await nodeBinary(folder, node);
  const child = spawn(binary, [join(folder, 'node_modules/yaml-language-server/bin/yaml-language-server'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const client = new Client(child);
  await client.request('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(root).href,
    capabilities: {
      workspace: { configuration: true },
      textDocument: { completion: { completionItem: { snippetSupport: true } } },
    },
  });
  client.notify('initialized', {});
  client.notify('workspace/didChangeConfiguration', { settings: { yaml: settings } });
  return client;
}

/** Where a text stands in another: the place behind it, where a cursor would be. */
function after(text, part) {
  const before = text.slice(0, text.indexOf(part) + part.length);
  return { line: before.split('\n').length - 1, character: before.length - before.lastIndexOf('\n') - 1 };
}

const replaced = (from, to) => {
  assert.ok(quickstart.includes(from), `the quickstart holds ${from}`);
  return quickstart.replace(from, to);
};

const broken = [
  [
    'an unknown key',
    replaced('    retentionDays: 14\n', '    retentionDays: 14\n    retention: 14\n'),
    '    retention:',
    /retention is not allowed/i,
  ],
  ['a number out of range', replaced('retentionDays: 14', 'retentionDays: 70000'), 'retentionDays: ', /-1 or 1 to 65535/],
  ['a wrong type', replaced('retentionDays: 14', 'retentionDays: two'), 'retentionDays: ', /Incorrect type|Expected/],
  ['a weekday that does not exist', replaced('[mon, tue', '[mom, tue'), '[mom', /mon/],
  ['a missing field', replaced('    diskId: d-bp1s5fnvk4gn2tws03ab\n', ''), 'before-release:', /diskId/],
];

const hovers = [
  ['a section', 'polic', /automatic snapshot polic/i],
  ['a field', 'retentionD', /\d/],
  ['a field of a field', 'timez', /IANA/],
];

const completions = [
  ['sections', replaced('desktopSnapshots:\n', 'd'), '\nd', ['defaults', 'desktopSnapshots']],
  [
    'fields of a policy',
    replaced('    retentionDays: 14\n', '    r\n'),
    '\n    r',
    ['retentionDays', 'resourceGroupId', 'crossRegionCopy'],
  ],
  ['values of a list', replaced('[mon, tue, wed, thu, fri]', '[m]'), '[m', ['mon']],
];

export async function run({ folder, tally }) {
  const client = await start(folder);
  try {
    await tally.check('the quickstart has no diagnostics', async () => assert.deepEqual((await client.open(quickstart)).diagnostics, []));
    for (const [name, text, place, message] of broken)
      await tally.check(`a diagnostic for ${name}`, async () => {
        const { diagnostics: found } = await client.open(text);
        assert.equal(found.length, 1, JSON.stringify(found));
        assert.match(found[0].message, message);
        assert.equal(found[0].range.start.line, after(text, place).line);
      });
    const { uri } = await client.open(quickstart);
    for (const [name, place, text] of hovers)
      await tally.check(`a hover for ${name}`, async () => {
        const hover = await client.request('textDocument/hover', { textDocument: { uri }, position: after(quickstart, place) });
        assert.match(JSON.stringify(hover?.contents ?? ''), text);
      });
    for (const [name, text, place, labels] of completions)
      await tally.check(`completions for ${name}`, async () => {
        const { uri: edited } = await client.open(text);
        const { items } = await client.request('textDocument/completion', { textDocument: { uri: edited }, position: after(text, place) });
        const offered = items.map(({ label }) => label);
        assert.deepEqual(
          labels.filter((label) => !offered.includes(label)),
          [],
          `offered: ${offered}`,
        );
      });
  } finally {
    client.child.kill();
  }
}
