import { expect } from 'vitest';
import { snapspec } from '../support/cli.ts';
import type { Ran } from '../support/cli.ts';

export type Answer = {
  readonly id: number | string | null;
  readonly result?: { readonly [name: string]: any };
  readonly error?: { readonly code: number; readonly message: string };
};

/** What goes in: a message, or a line as it is. */
export type Line = object | string;

const encoded = (lines: readonly Line[]): string =>
  lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify({ jsonrpc: '2.0', ...line })}\n`).join('');

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Runs the server in a folder on these lines, and gives its answers by their ids. */
export async function ask(
  cwd: string,
  lines: readonly Line[],
  { flags = ['--root', '.'], size = 1 << 16 }: { readonly flags?: readonly string[]; readonly size?: number } = {},
): Promise<Ran & { readonly answers: readonly Answer[]; readonly of: (id: number | string | null) => Answer }> {
  const ran = await snapspec(cwd, ['mcp', ...flags], { input: () => inPieces(encoded(lines), size) });
  const answers = ran.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer & { readonly jsonrpc: string });
  for (const { jsonrpc } of answers) expect(jsonrpc).toBe('2.0');
  return { ...ran, answers, of: (id) => answers.find((one) => one.id === id) as Answer };
}

export const call = (id: number, name: string, given?: object) => ({
  id,
  method: 'tools/call',
  params: { name, ...(given && { arguments: given }) },
});

/** The text of an answer, what of it is ours, and what of it is marked as data. */
export function textIn({ result }: Answer): {
  readonly said: string;
  readonly data: string | undefined;
  readonly isError: boolean;
  readonly mark: string;
} {
  expect(result?.['content']).toHaveLength(1);
  const text = result?.['content'][0].text as string;
  const [, said = '', mark = '', data] =
    /^([\s\S]*?)Between the two lines with ([0-9a-f]{24}) stands data[^\n]*\n<data \2>\n([\s\S]*)\n<\/data \2>$/.exec(text) ?? [];
  return { said: data === undefined ? text : said.trimEnd(), data, isError: result?.['isError'] === true, mark };
}
