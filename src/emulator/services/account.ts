import { defineOperation } from '../model/operation.ts';
import type { Caller } from '../model/operation.ts';
import { assumedRoleArn } from '../model/roles.ts';
import { hostOf, regions } from '../../facts/regions.ts';

function identityOf(
  account: string,
  caller: Caller | undefined,
): { readonly IdentityType: string; readonly PrincipalId: string; readonly Arn: string } {
  if (caller === undefined) return { IdentityType: 'Account', PrincipalId: account, Arn: `acs:ram::${account}:root` };
  const { type, name, session = 'session' } = caller;
  if (type === 'user') return { IdentityType: 'RAMUser', PrincipalId: name, Arn: `acs:ram::${account}:user/${name}` };
  return { IdentityType: 'AssumedRoleUser', PrincipalId: `${name}:${session}`, Arn: assumedRoleArn(account, name, session) };
}

export const describeRegions = defineOperation({
  service: 'ecs',
  action: 'DescribeRegions',
  reads: true,
  params: { AcceptLanguage: { type: 'text' }, InstanceChargeType: { type: 'text' }, ResourceType: { type: 'text' } },
  run: ({ world }) => ({
    Regions: {
      Region: world.regions.map((id) => ({
        RegionId: id,
        RegionEndpoint: hostOf('ecs', id),
        LocalName: regions[id] ?? id,
        Status: 'available',
      })),
    },
  }),
});

/** Who calls: the account itself, unless the key is that of a user or a role. */
export const getCallerIdentity = defineOperation({
  service: 'sts',
  action: 'GetCallerIdentity',
  reads: true,
  params: {},
  run: ({ account, caller }) => {
    const { IdentityType, PrincipalId, Arn } = identityOf(account, caller);
    return { IdentityType, AccountId: account, PrincipalId, UserId: caller === undefined ? account : caller.name, Arn };
  },
});
