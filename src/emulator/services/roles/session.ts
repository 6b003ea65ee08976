import { createHash } from 'node:crypto';
import { newId } from '../../model/ids.ts';
import { assumedRoleArn } from '../../model/roles.ts';
import type { ReplyBody } from '../../model/wire-value.ts';
import { RefusedCall } from '../../model/refused-call.ts';
import type { Session } from '../../model/roles.ts';
import { malformed } from './errors.ts';
import { permissionsOf } from './session-policy.ts';
import type { FoundRole } from './trust.ts';

/** What both ways to assume a role ask for. */
export type SessionRequest = {
  readonly RoleSessionName: string;
  readonly DurationSeconds: number | undefined;
  readonly Policy: string | undefined;
};

/** Seconds of a session: at least, and where none are asked for. The role says how many at most. */
const shortest = 900;
const usual = 3600;
/** An expired session is refused as such for a day, and is unknown afterwards. */
const remembered = 86_400_000;

/** Checks what is asked for, before anybody is trusted. @throws RefusedCall */
export function checkRequest({ RoleSessionName: name, DurationSeconds: seconds = usual }: SessionRequest, { role }: FoundRole): void {
  if (!/^[\w.@-]{2,64}$/.test(name)) throw new RefusedCall(malformed('RoleSessionName'));
  const longest = role.maxSessionSeconds ?? usual;
  if (seconds < shortest || seconds > longest)
    throw new RefusedCall(malformed('DurationSeconds', `The Min/Max value of DurationSeconds is ${shortest}s/${longest}s.`));
}

/** Text that another serial, account or moment does not give. It follows from the world, so that a call can be replayed. */
const derived = (...parts: readonly (string | number)[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** Issues a key for a role; it is known from now on. @throws RefusedCall for a malformed policy */
export function openSession({ world, role }: FoundRole, asked: SessionRequest, now: number): Session {
  const policy = asked.Policy === undefined ? undefined : permissionsOf(asked.Policy);
  world.sessions.removeAll(world.sessions.rows.filter((one) => one.expiresAt + remembered <= now));
  const { id, serial } = newId(world, 'STS', '');
  return world.sessions.insert({
    id: id.replace('-', '.'),
    serial,
    secret: derived('secret', world.account, serial, now),
    token: derived('token', world.account, serial, now),
    role: role.name,
    name: asked.RoleSessionName,
    expiresAt: now + (asked.DurationSeconds ?? usual) * 1000,
    ...(policy && { policy }),
  });
}

/** A session as the reply shows it. */
export const sessionBody = ({ world, role }: FoundRole, session: Session): ReplyBody => ({
  AssumedRoleUser: { AssumedRoleId: `${role.name}:${session.name}`, Arn: assumedRoleArn(world.account, role.name, session.name) },
  Credentials: {
    AccessKeyId: session.id,
    AccessKeySecret: session.secret,
    SecurityToken: session.token,
    Expiration: `${new Date(session.expiresAt).toISOString().slice(0, 19)}Z`,
  },
});
