import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { version } from '../../../package.json';
import { Failure } from '../../base/failure.ts';
import { terminal } from '../../escape/terminal.ts';
import { found, readBytes } from '../../files/index.ts';
import { Server } from '../../mcp/server.ts';
import type { Means } from '../../mcp/tool.ts';
import { connectTo, openReader } from '../connect.ts';
import type { EndpointFlags } from '../connect.ts';
import { exits } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { publishedSchema } from '../published-schema.ts';
import { startTimeout, timeoutOf } from '../run-timeout.ts';

export type McpFlags = EndpointFlags & {
  readonly root: string;
  readonly allowCloud?: boolean;
  readonly timeout?: string;
  readonly maxCalls?: string;
};

const help = 'Name a file below the root that the server was started with.';

/** Reads below the root, and nowhere else. */
function readerBelow(root: string): Means['readFile'] {
  const access = { cwd: root, closed: true } as const;
  return (name) => readBytes(found(root, name), access, { help });
}

/** The means to read a region, for one call of a tool: it ends with the call, and when its time is over. */
function cloudReader(flags: McpFlags, io: Host): NonNullable<Means['withReader']> {
  // A bad flag is refused at the start, and not by the first call.
  timeoutOf(flags.timeout);
  return async (region, signal, use) => {
    const limit = startTimeout(io.clock, timeoutOf(flags.timeout));
    try {
      const connection = await connectTo(region, flags, io, AbortSignal.any([signal, limit.signal]));
      return await use(await openReader(connection, limit.clock, flags, io), limit.clock);
    } finally {
      limit.stop();
    }
  };
}

/** Serves tools that read to a program that speaks the Model Context Protocol on the standard streams, until its input ends. */
export async function mcp(flags: McpFlags, io: Host): Promise<number> {
  const input = io.input?.();
  if (input === undefined) throw new Failure('usage', 'There is no standard input to read from.');
  const root = resolve(io.cwd, flags.root);
  const server = new Server({
    means: {
      readFile: readerBelow(root),
      readSchema: () => publishedSchema('spec', io),
      clock: io.clock,
      ...(flags.allowCloud && { withReader: cloudReader(flags, io) }),
    },
    version,
    mark: () => randomBytes(12).toString('hex'),
    write: (line) => io.stdout(line),
    onBug: (error) =>
      io.stderr(
        `internal error in snapspec ${version}:\n${terminal(error instanceof Error ? (error.stack ?? error.message) : String(error), { lines: true })}\n`,
      ),
  });
  await server.serve(input);
  return exits.ok;
}
