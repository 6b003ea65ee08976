import { homedir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../base/failure.ts';
import { openMode, readTextIfThere, typed } from '../files/index.ts';
import type { Host } from './host.ts';
import { secretsIn } from './redactor.ts';

/** Parts of Node that print requests with their headers, and so the signature and the security token. */
const talkative = ['http', 'https', 'tls', 'net', 'fetch', 'undici'] as const;

/** Whether a value of NODE_DEBUG names a part, as Node reads it: a list in any case, with `*` for anything. */
function names(list: string, part: string): boolean {
  const escaped = list
    .replace(/[|\\{}()[\]^$+?.]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll(',', '$|^');
  return new RegExp(`^${escaped}$`, 'i').test(part);
}

/**
 * Node reads NODE_DEBUG before any of our code runs, so that only refusing is left.
 * @throws Failure `usage` where requests would be printed with their credentials
 */
export function refuseDebugging({ NODE_DEBUG: list = '' }: Host['environment']): void {
  const named = list === '' ? undefined : talkative.find((part) => names(list, part));
  if (named !== undefined)
    throw new Failure('usage', `NODE_DEBUG names ${named}, so Node would print the credentials of every call.`, {
      help: 'Unset NODE_DEBUG, or try with --local, which has no secrets.',
    });
}

/** Where the chain of credentials looks for files. */
const credentialFiles = ({ ALIBABA_CLOUD_CREDENTIALS_FILE: given }: Host['environment']): readonly string[] => [
  join(homedir(), '.aliyun', 'config.json'),
  given || join(homedir(), '.alibabacloud', 'credentials'),
];

/** Warns about files of credentials that other users of the machine can read. */
export function warnOfOpenFiles({ environment, stderr }: Host): void {
  for (const path of credentialFiles(environment)) {
    const mode = openMode(path);
    if (mode !== undefined) stderr(`warning: Other users of this machine can read ${path} (mode ${mode}).\n  help: chmod 600 ${path}\n`);
  }
}

/** An id token is at most some kilobytes. */
const longestToken = 65_536;

function idToken({ environment, cwd }: Host): string | undefined {
  const { ALIBABA_CLOUD_OIDC_TOKEN_FILE: path } = environment;
  return path ? readTextIfThere(typed(path), { cwd }, { most: longestToken })?.trim() : undefined;
}

/** Hides what the chain of credentials may read. A token that cannot be read is the chain's to report. */
export function hideSecrets(io: Host): void {
  io.hide(...secretsIn(io.environment));
  try {
    io.hide(idToken(io));
  } catch {
    // Nothing was read, so nothing can be printed.
  }
}
