// Requests of the pipeline's scripts to the server that runs the pipeline.

/** Ends the script with what is wrong and what to do. */
export function fail(message) {
  console.error(`snapspec: ${message}`);
  process.exit(1);
}

/** A character that would move a cursor, or begin a line that a runner obeys. */
const plain = (text) =>
  text
    .replace(/[^\x20-\x7e]+/g, ' ')
    .replaceAll('#[', '# [')
    .slice(0, 300);

/** Tried again where the server is busy, and never twice where it may have done something. */
async function answered(url, options) {
  for (let attempt = 1; ; attempt++) {
    const reply = await fetch(url, { signal: AbortSignal.timeout(30_000), ...options });
    const isLast = attempt === 3 || (options.method ?? 'GET') !== 'GET' || (reply.status < 500 && reply.status !== 429);
    if (isLast) return reply;
    await reply.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, attempt * 1000));
  }
}

/**
 * The JSON that a server answers.
 * @param help what to do where it is refused
 */
export async function request(url, { help = '', ...options } = {}) {
  const target = new URL(url);
  const where = `${options.method ?? 'GET'} ${target.origin}${target.pathname}`;
  const reply = await answered(target, options).catch((error) =>
    fail(`${where} got no answer: ${plain(String(error.cause ?? error.message))}.`),
  );
  const text = await reply.text();
  if (!reply.ok) fail(`${where} was answered with ${reply.status}: ${plain(text)} ${help}`.trimEnd());
  return JSON.parse(text);
}
