import type { Clock } from '../base/clock.ts';
import type { Reader } from '../cloud/client.ts';
import type { SourceFile } from '../frontend/analyze.ts';
import type { Arguments, Given } from './arguments.ts';

/**
 * All that the tools are given of the world. Nothing of it can change anything: files are read below the root only, and of the
 * cloud there is a reader.
 */
export type Means = {
  /** @throws Failure `usage` for what cannot be read, or does not lie below the root */
  readonly readFile: (name: string) => Promise<Uint8Array>;
  /** The text of the JSON Schema of a spec. @throws Failure `usage` where the package is not whole */
  readonly readSchema: () => Promise<string>;
  readonly clock: Clock;
  /** Absent where no cloud may be asked. @throws Failure `cloud` where no credentials are found */
  readonly withReader?: <T>(region: string, signal: AbortSignal, use: (reader: Reader, clock: Clock) => Promise<T>) => Promise<T>;
};

/** What a tool has found: text for the model, which is data, and for a program as JSON where there is a form of it. */
export type ToolResult = {
  /** Ours: what was done. */
  readonly said: string;
  /** What others may have chosen: texts of specs and of the cloud. */
  readonly data?: string;
};

/** A tool of the server. */
export type Tool = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: Arguments;
  /** It asks the cloud. */
  readonly asksCloud: boolean;
  /** @throws Failure for what a person would be told */
  readonly run: (given: never, means: Means, signal: AbortSignal) => Promise<ToolResult>;
};

/** Declares a tool: what it is given has the types of its arguments. */
export const tool = <const As extends Arguments>(
  definition: Omit<Tool, 'arguments' | 'run'> & {
    readonly arguments: As;
    readonly run: (given: Given<As>, means: Means, signal: AbortSignal) => Promise<ToolResult>;
  },
): Tool => definition as unknown as Tool;

/** The arguments by which a tool is given a spec. */
export const specArguments = {
  files: {
    type: 'array',
    items: { type: 'string' },
    description: 'Names of the files of one spec, below the root (default: snapspec.yaml).',
  },
  content: { type: 'string', description: 'The text of a spec, in place of files.' },
  variables: { type: 'object', additionalProperties: { type: 'string' }, description: 'Values of the variables of the spec.' },
} as const satisfies Arguments;

/** The name of a spec that is given as text. */
const given = 'spec.yaml';

/** The spec that a tool is given: as text, or as files. */
export async function specOf(
  { files = ['snapspec.yaml'], content }: Given<Pick<typeof specArguments, 'files' | 'content'>>,
  { readFile }: Means,
): Promise<readonly SourceFile[]> {
  if (content !== undefined) return [{ file: given, content }];
  return Promise.all(files.map(async (file) => ({ file, content: await readFile(file) })));
}
