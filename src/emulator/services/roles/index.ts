import { missingParameter } from '../../model/common-errors.ts';
import { defineOperation } from '../../model/operation.ts';
import type { ServiceOperation } from '../../model/operation.ts';
import type { Parameters } from '../../model/parameters.ts';
import { checkToken, readToken } from './oidc-token.ts';
import { checkRequest, openSession, sessionBody } from './session.ts';
import { checkFederated, checkTrusted, findProvider, findRole } from './trust.ts';

const text = { type: 'text' } as const;
const required = <const N extends string>(name: N) => ({ type: 'text', required: missingParameter(name) }) as const;

const common = {
  RoleArn: required('RoleArn'),
  RoleSessionName: required('RoleSessionName'),
  DurationSeconds: { type: 'int' },
  Policy: text,
} as const satisfies Parameters;

const assumeRole = defineOperation({
  service: 'sts',
  action: 'AssumeRole',
  reads: false,
  params: common,
  run: ({ root, now, args, account, caller }) => {
    const found = findRole(root, args.RoleArn);
    checkRequest(args, found);
    checkTrusted(found.role, account, caller);
    return sessionBody(found, openSession(found, args, now));
  },
});

/** A token of another provider stands for a key: nobody has signed the call. */
const assumeRoleWithOidc = defineOperation({
  service: 'sts',
  action: 'AssumeRoleWithOIDC',
  reads: false,
  params: { OIDCProviderArn: required('OIDCProviderArn'), OIDCToken: required('OIDCToken'), ...common },
  run: ({ root, now, args }) => {
    const token = readToken(args.OIDCToken);
    const provider = findProvider(root, args.OIDCProviderArn);
    checkToken(token, provider, now);
    const found = findRole(root, args.RoleArn);
    checkRequest(args, found);
    checkFederated(found, provider, token.claims);
    return { ...sessionBody(found, openSession(found, args, now)), OIDCTokenInfo: tokenInfo(token.claims) };
  },
});

const moment = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;

const tokenInfo = ({ subject, issuer, audiences, expires, issued }: ReturnType<typeof readToken>['claims']) => ({
  Subject: subject,
  Issuer: issuer,
  ClientIds: audiences.join(','),
  ExpirationTime: moment(expires),
  ...(issued !== undefined && { IssuanceTime: moment(issued) }),
  VerificationInfo: 'Success',
});

export const roleOperations: readonly ServiceOperation[] = [assumeRole, assumeRoleWithOidc];
