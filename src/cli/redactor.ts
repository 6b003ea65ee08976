/** Shorter texts are no secrets of the cloud, and would be found in words by chance. */
const shortest = 16;

/** Cuts known secrets from every text on its way out, whoever put them there. */
export class Redactor {
  private readonly secrets = new Set<string>();

  /** Hides these, and what they look like in a URL. */
  hide(...secrets: readonly (string | undefined)[]): void {
    for (const secret of secrets) {
      if (secret === undefined || secret.length < shortest) continue;
      this.secrets.add(secret);
      this.secrets.add(encodeURIComponent(secret.toWellFormed()));
    }
  }

  readonly redact = (text: string): string => {
    let rest = text;
    for (const secret of this.secrets) rest = rest.replaceAll(secret, '[redacted]');
    return rest;
  };
}

/** Variables whose values are secrets. */
const variables = ['ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'ALIBABA_CLOUD_SECURITY_TOKEN', 'ALICLOUD_SECRET_KEY'] as const;

/** The secrets of an environment. */
export const secretsIn = (environment: { readonly [name: string]: string | undefined }): readonly (string | undefined)[] =>
  variables.map((name) => environment[name]);
