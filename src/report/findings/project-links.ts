import manifest from '../../../package.json';

/** What of package.json says where the project is: `scripts/release.mjs` writes it, from where it releases. */
export type Manifest = { readonly version: string; readonly repository?: { readonly url: string } };

/** Where the project and the page of a rule are; nothing where no address is known. */
export type ProjectLinks = { readonly project?: string; readonly rule: (code: string) => string | undefined };

/** The addresses of a release: its pages are those of its tag. */
export function projectLinks({ version, repository }: Manifest = manifest): ProjectLinks {
  const [, project] = /^(?:git\+)?(https:\/\/[\w.-]+\/[\w./-]+?)(?:\.git)?$/.exec(repository?.url ?? '') ?? [];
  if (project === undefined) return { rule: () => undefined };
  return { project, rule: (code) => `${project}/blob/v${version}/docs/rules/${encodeURIComponent(code)}.md` };
}
