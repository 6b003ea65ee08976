import { clientTokenLength } from '../limits/calls.ts';
import { copiesPerMinute } from '../limits/copies.ts';
import { row } from './row.ts';
import type { CatalogueRow } from './row.ts';

export const common: readonly CatalogueRow[] = [
  row('COM-REGION-REQ', 'static', 'A region is required. Most ECS calls carry it; CreateSnapshot has none, and the endpoint decides.', {
    by: ['missing-field'],
  }),
  row('COM-REGION-EXISTS', 'static', 'A region must be one that the service has.', {
    errors: ['InvalidRegionId.NotFound', 'ParameterInvalid'],
  }),
  row('COM-REGION-SAME', 'by-construction', 'A disk, its policy, its group and its snapshot live in one region.', {
    how: 'A stack has one region; what is not in it is not found by the plan.',
  }),
  row('COM-TOKEN-LEN', 'wire', `A ClientToken has at most ${clientTokenLength.max} characters.`, {
    how: 'Tokens have 56.',
    errors: ['InvalidClientToken.Malformed'],
  }),
  row('COM-TOKEN-ASCII', 'wire', 'A ClientToken is ASCII.', { how: 'Tokens are base32.', errors: ['InvalidClientToken.Malformed'] }),
  row('COM-TOKEN-UNIQUE', 'wire', 'A ClientToken belongs to one request: with other parameters it is refused.', {
    how: 'It is a hash of account, region, operation, entry, occurrence and target.',
    errors: ['IdempotentParameterMismatch'],
  }),
  row(
    'COM-NOTPUBLIC',
    'by-construction',
    'Parameters that are not open to the public (storage locations, roles of other accounts, owners) must not be offered.',
    { how: 'The spec has no field for them.', by: ['unknown-key'] },
  ),
  row('COM-ACTION', 'wire', 'Every call names its operation, also where a page calls that optional.', {
    how: 'A call is built from its operation.',
  }),
  row('COM-SERVICE', 'apply', 'The snapshot service must be activated for the account.', {
    errors: ['InvalidAccountStatus.SnapshotServiceUnavailable'],
  }),
  row('COM-BALANCE', 'apply', 'The account needs enough balance, for what is paid afterwards at least 100 yuan.', {
    errors: ['InvalidAccountStatus.NotEnoughBalance'],
  }),
  row('COM-RAM', 'apply', 'The caller needs the RAM permission on the operation and the resource.', {
    errors: ['Forbidden.RAM', 'InvalidAction.Unauthorized', 'InvalidOperation.Unauthorized'],
  }),
  row('COM-RG-EXISTS', 'apply', 'A resource group must exist.', { errors: ['InvalidResourceGroup.NotFound'] }),
  row(
    'COM-RATE',
    'apply',
    `Calls are limited per account, region and operation; of the numbers one is published: ${copiesPerMinute.max} of CopySnapshot in 60 seconds.`,
    {
      errors: ['Throttling', 'Throttling.User'],
    },
  ),
  row('COM-CASE', 'wire', 'Names of parameters are case-sensitive: the older ones of policies are camelCase, all others PascalCase.', {
    how: 'The call builders spell them; the local cloud takes no other spelling.',
  }),
];
