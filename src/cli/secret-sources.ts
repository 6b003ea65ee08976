import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../base/failure.ts';
import { visible } from '../base/visible.ts';
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

const othersMayRead = 0o044;

/** Warns about files of credentials that other users of the machine can read; Windows has no such modes. */
export function warnOfOpenFiles({ environment, stderr }: Host): void {
  if (process.platform === 'win32') return;
  for (const path of credentialFiles(environment)) {
    const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
    if ((mode & othersMayRead) === 0) continue;
    const file = visible(path);
    stderr(`warning: Other users of this machine can read ${file} (mode ${(mode & 0o777).toString(8)}).\n  help: chmod 600 ${file}\n`);
  }
}

/** An id token is at most some kilobytes. */
const longestToken = 65_536;

function idToken({ ALIBABA_CLOUD_OIDC_TOKEN_FILE: path }: Host['environment']): string | undefined {
  if (!path) return undefined;
  const file = statSync(path);
  return file.isFile() && file.size <= longestToken ? readFileSync(path, 'utf8').trim() : undefined;
}

/** Hides what the chain of credentials may read. A token that cannot be read is the chain's to report. */
export function hideSecrets({ environment, hide }: Host): void {
  hide(...secretsIn(environment));
  try {
    hide(idToken(environment));
  } catch {
    // Nothing was read, so nothing can be printed.
  }
}
