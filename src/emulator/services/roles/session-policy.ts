import { isRecord } from '../../../base/json.ts';
import type { Json } from '../../../base/json.ts';
import { RefusedCall } from '../../model/refused-call.ts';
import type { Permissions } from '../../model/roles.ts';
import { roleErrors } from './errors.ts';

type Statement = { readonly effect: 'Allow' | 'Deny'; readonly actions: readonly string[] };

function statementOf(value: Json): Statement {
  const { Effect: effect, Action: action } = isRecord(value) ? value : {};
  const actions = [action ?? []].flat();
  if ((effect !== 'Allow' && effect !== 'Deny') || actions.length === 0 || !actions.every((one) => typeof one === 'string'))
    throw new SyntaxError('not a statement');
  return { effect, actions: actions as readonly string[] };
}

function statementsOf(text: string): readonly Statement[] {
  const policy = JSON.parse(text) as Json;
  const { Version: version, Statement: statements } = isRecord(policy) ? policy : {};
  if (version !== '1' || !Array.isArray(statements)) throw new SyntaxError('not a policy');
  return statements.map(statementOf);
}

/**
 * What the policy of a session allows; its resources and conditions are ignored.
 * @throws RefusedCall for what is not a policy
 */
export function permissionsOf(policy: string): Permissions {
  try {
    const statements = statementsOf(policy);
    const named = (effect: Statement['effect']): readonly string[] =>
      statements.filter((one) => one.effect === effect).flatMap(({ actions }) => actions);
    return { allow: named('Allow'), deny: named('Deny') };
  } catch (error) {
    if (error instanceof SyntaxError) throw new RefusedCall(roleErrors.policyGrammar);
    throw error;
  }
}
