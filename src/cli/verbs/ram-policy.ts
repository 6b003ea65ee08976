import { count } from '../../base/text.ts';
import { jsonText } from '../../escape/json.ts';
import { longestPolicy } from '../../facts/permissions.ts';
import { ramPolicy } from '../../permissions/policy.ts';
import type { Purpose } from '../../permissions/policy.ts';
import { wrapped } from '../../report/terminal/wrap.ts';
import { exits } from '../exit-codes.ts';
import { lookOf } from '../host.ts';
import type { Host } from '../host.ts';
import { loadProgram } from '../load-program.ts';
import type { SpecOptions } from '../spec-files.ts';

export type RamPolicyFlags = SpecOptions & { readonly for: Purpose };

/** Without the spaces and line breaks that make it readable. */
const lengthOf = (policy: object): number => [...JSON.stringify(policy)].length;

/** Prints the policy of RAM that a role needs for runs of a spec. No cloud is asked. */
export async function printRamPolicy(options: RamPolicyFlags, io: Host): Promise<number> {
  const loaded = await loadProgram({ ...options, ends: true }, io);
  if (loaded === undefined) return exits.findings;
  const policy = ramPolicy(loaded.program, options.for);
  const length = lengthOf(policy);
  if (length > longestPolicy)
    io.stderr(
      wrapped(
        `warning: The policy has ${count(length, 'character')}, and RAM takes ${longestPolicy}.\n  help: Split its statements over several policies of the role, or choose disks by a tag.\n`,
        lookOf(io, 'stderr').width,
      ),
    );
  io.stdout(jsonText(policy));
  return exits.ok;
}
