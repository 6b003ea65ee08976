/** One statement of a policy of RAM. `*` stands for any characters, and `?` for one. */
export type Statement = {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
};

/** A policy of RAM, without conditions. */
export type RamPolicy = { readonly Version: '1'; readonly Statement: readonly Statement[] };

const patterns = new Map<string, RegExp>();

function patternOf(text: string): RegExp {
  const source = text
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]');
  const pattern = patterns.get(text) ?? new RegExp(`^${source}$`);
  if (patterns.size > 10_000) patterns.clear();
  patterns.set(text, pattern);
  return pattern;
}

const matches = (given: string | readonly string[], text: string): boolean => [given].flat().some((one) => patternOf(one).test(text));

const applies = ({ Action, Resource }: Statement, action: string, resource: string): boolean =>
  matches(Action, action) && matches(Resource, resource);

/** Whether policies allow an action on every one of these resources: a statement does, and none denies it. */
export function allowedBy(policies: readonly RamPolicy[], action: string, resources: readonly string[]): boolean {
  const statements = policies.flatMap(({ Statement: list }) => list);
  return resources.every((resource) => {
    const effects = statements.filter((one) => applies(one, action, resource)).map(({ Effect }) => Effect);
    return effects.includes('Allow') && !effects.includes('Deny');
  });
}
