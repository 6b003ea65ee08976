import type { Clock } from '../base/clock.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { Failure } from '../base/failure.ts';
import { count } from '../base/text.ts';
import type { Program } from '../frontend/analyze.ts';
import { diff } from '../diff/diff.ts';
import type { Removal } from '../spec/spec.ts';
import type { Plan } from '../plan/plan.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { Reader } from '../cloud/client.ts';
import { observe } from '../cloud/observe.ts';

/**
 * Reads the live world and makes the plan of a spec. It is given no means to write.
 * @throws Failure `cloud` for an incomplete read, `refused` for another account
 */
export async function planStack(program: Program, reader: Reader, clock: Clock): Promise<Plan> {
  const { spec, desired } = program;
  const world = await observe(reader, clock, spec, desired);
  const owned = world.live.filter((one) => one.owner?.stack === spec.stack);
  if (desired.length === 0 && owned.length > 0)
    throw new Failure(
      'refused',
      `the spec declares nothing, and the stack ${spec.stack} owns ${count(owned.length, 'thing')} in ${spec.region}`,
      {
        help: 'An empty spec is most often a file that was not rendered or merged. Keep at least one entry; what is left out is no longer managed, and stays.',
      },
    );
  const { changes, problems } = diff(desired, world, spec.stack, clock.now());
  return makePlan({ changes, problems: [...problems, ...spec.removed.map(notRemoved)] }, world, spec.stack);
}

/** Deleting is not in this version; a wish to delete must not pass in silence. */
function notRemoved({ address, file, path }: Removal): Diagnostic {
  return {
    code: 'removed-not-supported',
    severity: 'error',
    message: `this version of snapspec deletes nothing, and ${address} stands under removed`,
    place: { file, path },
    label: 'not carried out',
    help: 'Delete it in the console and take it out of removed.',
  };
}
