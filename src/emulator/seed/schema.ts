import { bool, integer, list, moment, object, record, text, texts, word, words } from '../../input/schema.ts';
import type { InputSchema, Properties } from '../../input/schema.ts';
import { regions } from '../../facts/regions.ts';
import { backups } from './backups-schema.ts';
import { resources } from './resources-schema.ts';

/** What a role may be set to. */
const sessionSeconds = { min: 3600, max: 43_200 };

const allow = texts('What it may do, such as ecs:Describe*; everything, where this is absent.', { examples: [['ecs:Describe*']] });
const deny = texts('What it may not do, whatever `allow` says.', { examples: [['ecs:DescribeDisks']] });

const oneOrSeveral = (description: string, example: string): InputSchema => ({
  type: ['string', 'array'],
  items: { type: 'string', minLength: 1 },
  description,
  examples: [example],
  errorMessage: 'It must be a text, or a list of texts.',
});

const statement = object(
  {
    Effect: word(['Allow', 'Deny'], 'What it does; a statement that denies wins.'),
    Action: oneOrSeveral('The actions; * stands for any characters.', 'ecs:Describe*'),
    Resource: oneOrSeveral('The resources; * stands for any characters.', 'acs:ecs:cn-hangzhou:*:snapshot/*'),
  },
  ['Effect', 'Action', 'Resource'],
  'A statement. Conditions are not understood.',
);
const policies = list(
  object(
    { Version: word(['1'], 'The version of the language.'), Statement: list(statement, 'The statements.') },
    ['Version', 'Statement'],
    'A policy of RAM.',
  ),
  'Policies that have to allow a call too, on the resources that the page of its operation names; as snapspec ram-policy prints them.',
);

const key = object(
  {
    id: text('The AccessKey ID.', { examples: ['AK-ci'] }),
    secret: text('The AccessKey secret.', { examples: ['ci-secret'] }),
    token: text('The security token that belongs to it, where STS issued it.'),
    expires: moment('When the token expires.'),
    disabled: bool('Whether it is disabled.', { default: false }),
    user: text('The RAM user that it belongs to; without user and role it is of the account itself.'),
    role: text('The RAM role that it belongs to.'),
    allow,
    deny,
    policies,
  },
  ['id', 'secret'],
  'An access key.',
);

const federated = object(
  {
    provider: text('The name of a provider of the same account.', { examples: ['github'] }),
    audience: text('The audience of the token; * at its end is any suffix.', { examples: ['sts.aliyuncs.com'] }),
    subject: text('The subject of the token; * at its end is any suffix.', { examples: ['repo:acme/backups:*'] }),
  },
  ['provider'],
  'Tokens of an OIDC provider that may assume the role.',
);

const role = object(
  {
    name: text('The name of the role.', { examples: ['backup'] }),
    trust: texts('Who may assume it: acs:ram::ACCOUNT:root is every user and role of an account, else …:user/NAME or …:role/NAME.'),
    federated: list(federated, 'The tokens that may assume it, for AssumeRoleWithOIDC.'),
    maxSessionSeconds: integer(sessionSeconds, 'The longest session, in seconds.'),
    allow,
    deny,
    policies,
  },
  ['name'],
  'A RAM role.',
);

const oidcProvider = object(
  {
    name: text('The name of the provider.', { examples: ['github'] }),
    issuer: text('The issuer of its tokens.', { examples: ['https://token.actions.example'] }),
    clientIds: texts('The audiences that are accepted.', { examples: [['sts.aliyuncs.com']] }),
    publicKeys: texts('The keys that its tokens are signed with, as PEM.'),
  },
  ['name', 'issuer', 'clientIds', 'publicKeys'],
  'An OIDC provider that is registered with the account.',
);

/** What an account may have. */
const content: Properties = {
  resourceGroups: texts('The ids of the resource groups that exist.', { examples: [['rg-bp67acfmxazb4p']] }),
  kmsKeys: record(
    word(['enabled', 'disabled', 'untagged', 'unauthorized'], 'The state of the key.'),
    'The KMS keys by id; without this every key can be used.',
  ),
  keys: list(key, 'The access keys. The default account has a fixed one where it names none.'),
  roles: list(role, 'The RAM roles.'),
  oidcProviders: list(oidcProvider, 'The OIDC providers.'),
  ...resources,
  ...backups,
};

const account = object(
  { id: text('The id of the account.', { examples: ['2222222222222222'] }), ...content },
  ['id'],
  'An account beside the default one; nobody but its own keys and roles sees what it has.',
);

/** The schema of a seed: the initial state of a local cloud. */
export const seedSchema: InputSchema = object(
  {
    account: text('The default account, which has what is not below `accounts`. In quotes.', { examples: ['1234567890123456'] }),
    region: text('The region of resources that name none.', { default: 'cn-hangzhou', examples: Object.keys(regions) }),
    regions: texts('The regions that exist; by default all known ones.', { examples: [['cn-hangzhou', 'cn-beijing']] }),
    lacks: record(
      words(['instant-access', 'groups', 'policies'], 'What the region does not support.'),
      'What does not exist in a region, by its id.',
    ),
    ...content,
    accounts: list(account, 'Accounts beside the default one.'),
  },
  [],
  'The seed of a local cloud: what exists before the first call. Everything but the ids has a default.',
);

/** The schema of resources that appear later. */
export const additionSchema: InputSchema = object({ ...resources, ...backups }, [], 'Resources, as in a seed.');
