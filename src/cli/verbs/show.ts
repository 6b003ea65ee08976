import { jsonText } from '../../escape/json.ts';
import { terminal } from '../../escape/terminal.ts';
import { readText, typed } from '../../files/index.ts';
import { showValue } from '../../report/terminal/format-value.ts';
import { planText } from '../../report/plans/text.ts';
import { textReport } from '../../report/findings/text.ts';
import { isExpired, readSavedPlan } from '../../saved/read.ts';
import { planIn } from '../../saved/saved-plan.ts';
import type { SavedPlan } from '../../saved/saved-plan.ts';
import { exits } from '../exit-codes.ts';
import { accessOf } from '../host.ts';
import type { FileOptions, Host } from '../host.ts';

export type ShowFlags = FileOptions & { readonly format: 'text' | 'json' };

/** What the file says beside the plan. */
function aboutFile({ created, expires, variables, approval, plan }: SavedPlan, expired: boolean): string {
  const values = Object.entries(variables).map(([name, value]) => `  ${terminal(name)}: ${showValue(value)}\n`);
  return [
    `Saved at ${created}; ${expired ? 'expired' : 'expires'} at ${expires}.\n`,
    ...(approval ? [`It was made with an approval of ${approval.reductions} reductions of protection.\n`] : []),
    ...(values.length > 0 ? ['Variables:\n', ...values] : []),
    `Digest: ${plan.digest}\n`,
  ].join('');
}

/**
 * Prints a saved plan as plan printed it, and whether it has expired. No cloud is asked.
 * @throws Failure `refused` for what is no saved plan
 */
export async function show(file: string, { format, ...options }: ShowFlags, io: Host): Promise<number> {
  const saved = readSavedPlan(await readText(typed(file), accessOf(io, options)), file);
  const expired = isExpired(saved, io.clock.now());
  const { created, expires } = saved;
  if (format === 'json') {
    io.stdout(jsonText({ ...saved.plan, saved: { created, expires, expired } }));
    return exits.ok;
  }
  const plan = planIn(saved);
  io.stdout(`${planText(plan, { color: io.color.stdout })}${aboutFile(saved, expired)}`);
  if (plan.problems.length > 0) io.stderr(textReport(plan.problems, new Map(), { color: io.color.stderr }));
  return exits.ok;
}
