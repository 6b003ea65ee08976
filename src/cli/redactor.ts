import { githubData, githubProperty } from '../escape/github.ts';
import { jsonLine } from '../escape/json.ts';
import { terminal } from '../escape/terminal.ts';
import { xmlAttribute, xmlText } from '../escape/xml.ts';

/** Shorter texts are no secrets of the cloud, and would be found in words by chance; so would shorter pieces of them. */
const shortest = 16;

/** What a text looks like where it has been written: in a URL, in JSON, in XML, in a command, on a terminal. */
const formsOf = (text: string): readonly string[] => [
  text,
  encodeURIComponent(text.toWellFormed()),
  jsonLine(text).slice(1, -1),
  ...[xmlText, xmlAttribute, githubData, githubProperty, terminal].map((write) => write(text)),
];

/** Cuts known secrets from every text on its way out, whoever put them there. */
export class Redactor {
  /** Every run of so many characters of a secret: a message or a line of source may show a part of it only. */
  private readonly pieces = new Set<string>();

  /** Hides these, in whatever form they are written. */
  hide(...secrets: readonly (string | undefined)[]): void {
    for (const secret of secrets) {
      if (secret === undefined || secret.length < shortest) continue;
      for (const form of formsOf(secret))
        for (let at = 0; at + shortest <= form.length; at++) this.pieces.add(form.slice(at, at + shortest));
    }
  }

  readonly redact = (text: string): string => {
    if (this.pieces.size === 0) return text;
    let rest = '';
    let from = 0;
    for (let at = 0; at + shortest <= text.length; at++) {
      if (!this.isPiece(text, at)) continue;
      rest += `${text.slice(from, at)}[redacted]`;
      while (this.isPiece(text, at + 1)) at++;
      from = at + shortest;
      at = from - 1;
    }
    return rest + text.slice(from);
  };

  private isPiece(text: string, at: number): boolean {
    return this.pieces.has(text.slice(at, at + shortest));
  }
}

/** Variables whose values are secrets. */
const variables = ['ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'ALIBABA_CLOUD_SECURITY_TOKEN', 'ALICLOUD_SECRET_KEY'] as const;

/** The secrets of an environment. */
export const secretsIn = (environment: { readonly [name: string]: string | undefined }): readonly (string | undefined)[] =>
  variables.map((name) => environment[name]);
