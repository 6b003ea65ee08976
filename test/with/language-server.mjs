// A client of a language server, as far as the checks of the schema need one.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Milliseconds within which the server answers, also on a busy machine. */
const patience = 60_000;

/** No schema of others is looked for. */
const usual = { validate: true, hover: true, completion: true, schemaStore: { enable: false } };

/** What the editors say of themselves that have been looked at: snippets, and Markdown in what they show. */
const capabilities = {
  workspace: { configuration: true },
  textDocument: { completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } } },
};

/** A promise that fails where no answer comes in time. */
function within(what, start) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer to ${what} within ${patience / 1000} s`)), patience);
    start((value) => (clearTimeout(timer), resolve(value)), reject);
  });
}

/** Where a cursor stands in a text, in lines and characters. */
function positionOf(text, at) {
  const before = text.slice(0, at);
  return { line: before.split('\n').length - 1, character: before.length - before.lastIndexOf('\n') - 1 };
}

export class LanguageServer {
  #next = 1;
  #pending = new Map();
  #buffer = Buffer.alloc(0);
  #opened = 0;
  /** What waits for the first diagnostics of a document, by its URI. */
  #diagnostics = new Map();

  /** Starts a server of this command line for the files of a folder, with settings of `yaml`. */
  static async start(command, folder, settings = {}) {
    const [file, ...args] = command;
    const server = new LanguageServer(spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] }), folder, { ...usual, ...settings });
    await server.request('initialize', { processId: process.pid, rootUri: pathToFileURL(folder).href, capabilities });
    server.notify('initialized', {});
    server.notify('workspace/didChangeConfiguration', { settings: { yaml: server.settings } });
    return server;
  }

  constructor(child, folder, settings) {
    this.child = child;
    this.folder = folder;
    this.settings = settings;
    child.stdout.on('data', (data) => this.#read(data));
  }

  stop() {
    this.child.kill();
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
      this.#write({ id, result: params.items.map(({ section }) => (section === 'yaml' ? this.settings : null)) });
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

  /** Opens a document in a folder, and waits for what the server finds in it. */
  async open(text, folder = this.folder) {
    const path = join(folder, `document-${this.#opened++}.snapspec.yaml`);
    const uri = pathToFileURL(path).href;
    writeFileSync(path, text);
    const diagnostics = await within('diagnostics', (resolve) => {
      this.#diagnostics.set(uri, resolve);
      this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    });
    this.#diagnostics.delete(uri);
    return { uri, diagnostics };
  }

  /** What is asked at the cursor of a document, which stands at `|`. */
  async #at(marked, method) {
    const at = marked.indexOf('|');
    const text = marked.slice(0, at) + marked.slice(at + 1);
    const { uri } = await this.open(text);
    return this.request(method, { textDocument: { uri }, position: positionOf(text, at) });
  }

  /** What is shown at the cursor. */
  async hover(marked) {
    return (await this.#at(marked, 'textDocument/hover'))?.contents?.value ?? '';
  }

  /** What is offered at the cursor: labels with what each inserts and what is said of it. */
  async complete(marked) {
    const { items } = await this.#at(marked, 'textDocument/completion');
    return items.map(({ label, insertText, textEdit, documentation }) => ({
      label,
      inserted: textEdit?.newText ?? insertText,
      said: documentation?.value ?? documentation ?? '',
    }));
  }
}
