import { grouped } from '../base/text.ts';

/** The largest body of a reply, in bytes. The largest page of a listing is a fiftieth of it. */
const maxReplyBytes = 32 * 1024 * 1024;

/** How many values one reply may hold: 32 MiB of empty lists would fill a gigabyte once parsed. */
const maxReplyValues = 1_000_000;

/** How deep its lists and objects may be nested; what compares and prints values is recursive. */
const maxReplyDepth = 64;

const [quote, backslash, comma, openList, closeList, openObject, closeObject] = [...'"\\,[]{}'].map((char) => char.charCodeAt(0));

/**
 * Counts what a JSON text holds while its bytes arrive.
 * @returns takes the next bytes; gives what is wrong once a limit is exceeded
 */
export function replyLimits(): (chunk: Uint8Array) => string | undefined {
  let bytes = 0;
  let values = 0;
  let depth = 0;
  let inText = false;
  let escaped = false;
  const takeByte = (byte: number): void => {
    if (escaped) escaped = false;
    else if (byte === quote) inText = !inText;
    else if (inText) escaped = byte === backslash;
    else if (byte === comma) values++;
    else if (byte === openList || byte === openObject) {
      values++;
      depth++;
    } else if (byte === closeList || byte === closeObject) depth--;
  };
  return (chunk) => {
    bytes += chunk.length;
    if (bytes > maxReplyBytes) return `the reply is larger than ${maxReplyBytes / 1024 / 1024} MiB`;
    for (const byte of chunk) {
      takeByte(byte);
      if (depth > maxReplyDepth) return `the reply is nested more than ${maxReplyDepth} deep`;
    }
    return values > maxReplyValues ? `the reply holds more than ${grouped(maxReplyValues)} values` : undefined;
  };
}
