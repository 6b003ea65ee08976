import { createPublicKey } from 'node:crypto';
import * as generated from '../../../schema/local-cloud.js';
import type { Path } from '../../base/diagnostic.ts';
import type { Issue } from '../../base/issue.ts';
import { checkInput, readInput } from '../../input/index.ts';
import type { InputKind } from '../../input/index.ts';
import type { World } from '../model/world.ts';
import { cronTimes } from '../services/desktop-policies/cron.ts';
import { localAccount } from './default-key.ts';
import { duplicateIssues, referenceIssues } from './references.ts';
import { additionSchema, seedSchema } from './schema.ts';
import type { Seed, SeedContent } from './types.ts';

const isReadable = (read: () => unknown): boolean => {
  try {
    read();
    return true;
  } catch {
    return false;
  }
};

const invalid = (message: string, path: Path, help: string): Issue => ({
  code: 'invalid-value',
  severity: 'error',
  message,
  place: { path },
  help,
});

/** What one account holds that can be read by a program alone. */
function contentIssues({ oidcProviders = [], desktopPolicies = [] }: SeedContent, base: Path): readonly Issue[] {
  const keys = oidcProviders.flatMap(({ name, publicKeys }, at) =>
    publicKeys.flatMap((pem, index) =>
      isReadable(() => createPublicKey(pem))
        ? []
        : invalid(
            `The OIDC provider ${name} has a public key that is not PEM.`,
            [...base, 'oidcProviders', at, 'publicKeys', index],
            'Write it with its first and last line: -----BEGIN PUBLIC KEY-----.',
          ),
    ),
  );
  const times = desktopPolicies.flatMap(({ id, cron }, at) =>
    isReadable(() => cronTimes(cron))
      ? []
      : invalid(
          `The cron of ${id} is not 0 MINUTE HOURS ? * DAYS.`,
          [...base, 'desktopPolicies', at, 'cron'],
          'For example: "0 0 2 ? * 1-7"',
        ),
  );
  return [...keys, ...times];
}

function accountIssues({ account = localAccount, accounts = [] }: Seed): readonly Issue[] {
  const ids = [account, ...accounts.map(({ id }) => id)];
  return ids.flatMap((id, at): Issue[] =>
    ids.indexOf(id) === at
      ? []
      : [
          {
            code: 'duplicate-id',
            severity: 'error',
            message: `The seed has account ${id} twice.`,
            place: { path: ['accounts', at - 1, 'id'] },
            help: 'Give every account and every resource an id of its own.',
          },
        ],
  );
}

function seedIssues(seed: Seed): readonly Issue[] {
  const { account = localAccount, accounts = [] } = seed;
  const all = [
    { content: seed, base: [] as Path, account },
    ...accounts.map((content, at) => ({ content, base: ['accounts', at], account: content.id })),
  ];
  const each = all.flatMap(({ content, base }) => [...contentIssues(content, base), ...referenceIssues(content, base)]);
  return [...accountIssues(seed), ...duplicateIssues(all), ...each];
}

const seedKind: InputKind<Seed> = { noun: 'seed', schema: seedSchema, validate: generated.seed, more: seedIssues };

/**
 * Checks that a value is a seed.
 * @throws InvalidInput with everything that is wrong with it
 */
export const checkSeed = (value: unknown, name = 'seed'): Seed => checkInput(seedKind, value, name);

/**
 * Reads a seed file.
 * @throws InvalidInput with everything that is wrong with it, at its place
 */
export const parseSeed = (text: string, file: string): Seed => readInput(seedKind, text, file);

/**
 * Checks that a value is a seed of resources alone, which fit into an account of a world that is there already.
 * @throws InvalidInput with everything that is wrong with it
 */
export function checkAddition(value: unknown, root: World, account: World): SeedContent {
  const more = (content: SeedContent): readonly Issue[] => [
    ...duplicateIssues([{ content, base: [], account: account.account }], root),
    ...contentIssues(content, []),
    ...referenceIssues(content, [], account),
  ];
  return checkInput({ noun: 'value', schema: additionSchema, validate: generated.addition, more }, value, 'add', ['add']);
}
